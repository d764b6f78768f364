import { Completion, isDrained } from './completion';

const DRAINED = {
  declared: 10,
  rejected: 1,
  released: 7,
  returned: 1,
  detained: 1,
  cancelled: 0,
  departed: 7,
  inQueues: 0,
  reporting: 0,
};

describe('isDrained', () => {
  it('is true when every parcel has ended', () => {
    expect(isDrained(DRAINED, 10, 0)).toBe(true);
  });

  it.each([
    ['one is in a queue', { ...DRAINED, declared: 11, inQueues: 1 }],
    ['one is between two stages', { ...DRAINED, declared: 11 }],
    ['customs has not answered a report', { ...DRAINED, reporting: 1 }],
    ['not all of the run are known', { ...DRAINED, declared: 9, departed: 6 }],
  ])('is false when %s', (_, counts) => {
    expect(isDrained(counts, 10, 0)).toBe(false);
  });

  it('leaves what waits where nobody works', () => {
    const oneLeft = { ...DRAINED, declared: 11, inQueues: 1 };
    expect(isDrained(oneLeft, 11, 1)).toBe(true);
    expect(isDrained({ ...oneLeft, inQueues: 2 }, 11, 1)).toBe(false);
  });
});

describe('Completion', () => {
  it('is reached when the centre looks finished three times in a row', async () => {
    const looks = [DRAINED, DRAINED, { ...DRAINED, declared: 11 }, DRAINED, DRAINED, DRAINED];
    const completion = new Completion(
      { counts: () => Promise.resolve(looks.shift() ?? DRAINED), queueSizes: () => Promise.resolve(new Map()) },
      () => 10,
      [],
    );
    for (let look = 0; look < 5; look += 1) {
      await completion.look();
      expect(completion.isReached).toBe(false);
    }
    expect(await completion.look()).toBeNull();
    expect(completion.isReached).toBe(true);
  });
});
