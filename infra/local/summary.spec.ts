import { imbalance, lineOf, summaryOf } from './summary';

const counts = {
  declared: 100,
  rejected: 5,
  released: 80,
  returned: 4,
  detained: 1,
  cancelled: 2,
  departed: 78,
  inQueues: 10,
  deadLetters: 0,
};

describe('imbalance', () => {
  it('finds nothing where every parcel is at an end or in a queue', () => {
    expect(imbalance(counts)).toBe('');
  });

  it('finds a parcel that is nowhere', () => {
    expect(imbalance({ ...counts, departed: 77 })).toBe(
      '100 parcels are declared, but 89 have ended and 10 are in queues',
    );
  });

  it('finds dead letters', () => {
    expect(imbalance({ ...counts, deadLetters: 1 })).toBe('1 records are among the dead letters');
  });
});

describe('summaryOf', () => {
  it('holds the counts and the seconds, and nothing of the stages', () => {
    expect(summaryOf({ ...counts, byStage: { loading: { departed: 78 } } }, 12_345)).toEqual({
      ...counts,
      seconds: 12.35,
    });
  });
});

describe('lineOf', () => {
  it('shows each stage with its statuses', () => {
    const byStage = { declaration: { accepted: 95, rejected: 5 }, loading: {} };
    expect(lineOf({ ...counts, byStage })).toBe(
      '100 declared, 10 in queues, 78 departed | declaration accepted 95, rejected 5 | loading -',
    );
  });
});
