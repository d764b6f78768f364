import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { judge, peaksOf } from './judgement';

const scenario = {
  ...{ file: '/s/day.json', name: 'day', title: 'A day', seed: 1, parcels: 10, rate: 5, isLot: false, customs: false },
  rules: new Map(),
  promises: {
    counts: new Map([
      ['departed', { min: 5, max: 9 }],
      ['rejected', { min: 1, max: 1 }],
    ]),
    events: new Map([['ParcelHeld', { min: 2, max: Number.MAX_SAFE_INTEGER }]]),
  },
};
const counts = {
  ...{ declared: 10, rejected: 1, released: 9, returned: 1, detained: 0, cancelled: 0, departed: 8, inQueues: 0 },
  deadLetters: 0,
};
const end = { counts, lot: null, again: 0, events: { ParcelHeld: 2 }, violations: 0 };
const played = { parcels: 10, seed: 1 };
const brokenOf = (...[asked, came]: [typeof played, Parameters<typeof judge>[2]]) =>
  judge(scenario, asked, came)
    .filter(({ holds }) => !holds)
    .map(({ promise, actual }) => `${promise} (${actual})`);

describe('judge', () => {
  it('finds every promise kept', () => {
    expect(brokenOf(played, end)).toEqual([]);
    expect(judge(scenario, played, end).map(({ promise }) => promise)).toEqual([
      'parcels that the centre knows: 10',
      'records among the dead letters: 0',
      'violations that the audit finds: 0',
      'departed: 5 to 9',
      'rejected: 1',
      'ParcelHeld: at least 2',
    ]);
  });

  it.each([
    [{ ...end, counts: { ...counts, departed: 4 } }, 'departed: 5 to 9 (4)'],
    [{ ...end, counts: { ...counts, departed: 10 } }, 'departed: 5 to 9 (10)'],
    [{ ...end, counts: { ...counts, rejected: 2 } }, 'rejected: 1 (2)'],
    [{ ...end, events: {} }, 'ParcelHeld: at least 2 (0)'],
    [{ ...end, counts: { ...counts, declared: 9 } }, 'parcels that the centre knows: 10 (9)'],
    [{ ...end, counts: { ...counts, deadLetters: 1 } }, 'records among the dead letters: 0 (1)'],
    [{ ...end, violations: 3 }, 'violations that the audit finds: 0 (3)'],
  ])('names the one that is broken: %#', (came, sentence) => {
    expect(brokenOf(played, came)).toEqual([sentence]);
  });

  it('counts goods that were declared a second time', () => {
    const more = { ...counts, declared: 12 };
    expect(brokenOf(played, { ...end, counts: more, again: 2 })).toEqual([]);
    expect(brokenOf(played, { ...end, again: 2 })).toEqual(['parcels that the centre knows: 12 (10)']);
  });

  it('asks at another size or seed only for what always holds', () => {
    const smaller = { ...end, counts: { ...counts, declared: 3, departed: 2 }, events: {} };
    expect(brokenOf({ parcels: 3, seed: 1 }, smaller)).toEqual([]);
    expect(brokenOf({ parcels: 10, seed: 2 }, { ...end, events: {} })).toEqual([]);
    expect(brokenOf({ parcels: 4, seed: 1 }, smaller)).toEqual(['parcels that the centre knows: 4 (3)']);
  });

  it('loses no line of a lot', () => {
    const lot = { lines: 10, accepted: 7, rejected: 1, invalid: 2, receivedSeconds: 1, decidedSeconds: 2 };
    const known = { ...counts, declared: 8 };
    expect(brokenOf(played, { ...end, counts: known, lot })).toEqual([]);
    expect(brokenOf(played, { ...end, counts: known, lot: { ...lot, accepted: 6 } })).toEqual([
      'accepted + rejected + invalid lines: 10 (9)',
    ]);
    expect(brokenOf(played, { ...end, counts: known, lot: { ...lot, lines: 9 } })).toEqual([
      'lines of the lot: 10 (9)',
    ]);
  });
});

describe('peaksOf', () => {
  it('tells the memory of what runs, where the system tells it', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log(1)']);
    await once(child.stdout, 'data');
    const record = { name: 'gateway', pid: child.pid ?? 0, marker: '', order: 1 };
    const state = { version: 1 as const, ports: {}, kafka: null, redis: null, janitor: 0, processes: [record] };
    const peaks = peaksOf({ state } as unknown as Parameters<typeof peaksOf>[0]);
    child.kill();
    if (process.platform === 'linux') expect(peaks['gateway']).toBeGreaterThan(10);
    else expect(peaks).toEqual({});
  });
});
