import type { LoadUnit } from '../api/centre';
import { ClosedBags } from './closed-bags';
import { Packer } from './packer';

const BAG = 'bag:B1';
const EMPTY: LoadUnit = {
  ...{
    status: 'open',
    pieces: 0,
    maxPieces: 3,
    reserved: 0,
    loaded: [],
    blocked: [],
    massGrams: 0,
    tareGrams: 0,
    carriedBy: '',
  },
};

/** A table with one bag, which the test sets; `calls` tells what was done there. */
function tableWith(bag: LoadUnit, waiting: readonly string[] = [], refused: Readonly<Record<string, string>> = {}) {
  const calls: string[] = [];
  const ready = [...waiting];
  let now = 0;
  let seen = bag;
  const bags = new ClosedBags(() => now);
  const say = (call: string) => {
    calls.push(call);
    return Promise.resolve({ status: 200, body: {} });
  };
  const packer = new Packer(
    {
      unit: () => Promise.resolve(seen),
      announce: (unitId) => say(`open ${unitId}`),
      drive: (unitId, command) => say(`${command} ${unitId}`),
      scan: (_, command, contentIds) => {
        calls.push(`${command} ${contentIds.join(' ')}`);
        const scanOf = (contentId: string) =>
          contentId in refused
            ? { contentId, status: 'refused', code: refused[contentId] ?? '' }
            : { contentId, status: 'done', code: '' };
        return Promise.resolve(contentIds.map(scanOf));
      },
    },
    {
      hasAny: () => Promise.resolve(ready.length > 0),
      take: (count) => Promise.resolve(ready.splice(0, count)),
      settle: () => undefined,
    },
    bags,
    {
      consider: (moment, ids) => {
        if (ids.length > 0) calls.push(`${moment} ${ids.join(' ')}`);
        return Promise.resolve();
      },
    },
    { bagIds: [BAG], maxPieces: 3, everyMs: 1000, patienceMs: () => 500, now: () => now },
  );
  const pass = (ms: number) => (now += ms);
  return { packer, bags, calls, pass, becomes: (of: Partial<LoadUnit>) => (seen = { ...seen, ...of }) };
}

describe('Packer', () => {
  it('opens a bag that is away when there is something to pack, one in so long', async () => {
    const idle = tableWith({ ...EMPTY, status: 'absent' });
    await idle.packer.step();
    expect(idle.calls).toEqual([]);
    const { packer, calls, pass } = tableWith({ ...EMPTY, status: 'departed' }, ['A']);
    await packer.step();
    await packer.step();
    expect(calls).toEqual(['open bag:B1']);
    pass(1000);
    await packer.step();
    expect(calls).toEqual(['open bag:B1', 'open bag:B1']);
  });

  it('fills a bag and closes it when it is full', async () => {
    const { packer, calls, becomes } = tableWith(EMPTY, ['A', 'B', 'C', 'D']);
    await packer.step();
    expect(calls).toEqual(['load A B C', 'loaded A B C']);
    becomes({ pieces: 3, loaded: ['A', 'B', 'C'] });
    await packer.step();
    expect(calls.at(-1)).toBe('close bag:B1');
  });

  it('closes a bag that has no room for the next parcel, or has waited long enough, unless it is empty', async () => {
    const full = tableWith({ ...EMPTY, pieces: 1, loaded: ['X'] }, ['A', 'B'], { A: 'OVER_CAPACITY' });
    await full.packer.step();
    await full.packer.step();
    expect(full.calls).toEqual(['load A B', 'loaded B', 'close bag:B1']);
    const waiting = tableWith({ ...EMPTY, status: 'departed' }, ['A']);
    await waiting.packer.step();
    waiting.becomes({ status: 'open', pieces: 1, loaded: ['A'] });
    await waiting.packer.step();
    waiting.pass(501);
    await waiting.packer.step();
    expect(waiting.calls).toEqual(['open bag:B1', 'load A', 'loaded A', 'close bag:B1']);
    const empty = tableWith(EMPTY);
    await empty.packer.step();
    expect(empty.calls).toEqual([]);
  });

  it('hands a closed bag out, and not again while it is being loaded or is on a truck', async () => {
    const { packer, bags, pass, becomes } = tableWith({ ...EMPTY, status: 'closed', pieces: 1, loaded: ['A'] });
    await packer.step();
    expect(bags.take(5)).toEqual([BAG]);
    await packer.step();
    expect(bags.take(5)).toEqual([]);
    becomes({ carriedBy: 'truck:KZ-1' });
    pass(60_000);
    await packer.step();
    expect(bags.take(5)).toEqual([]);
    becomes({ massGrams: 0, tareGrams: 0, carriedBy: '' });
    await packer.step();
    expect(bags.take(5)).toEqual([BAG]);
  });

  it('opens a bag with a held parcel once it is off its truck, and takes the parcel out', async () => {
    const held = { ...EMPTY, status: 'closed', pieces: 2, loaded: ['A', 'B'], blocked: ['B'] };
    const { packer, bags, calls, becomes } = tableWith({ ...held, carriedBy: 'truck:KZ-1' }, ['C']);
    await packer.step();
    expect(calls).toEqual([]);
    becomes({ massGrams: 0, tareGrams: 0, carriedBy: '' });
    await packer.step();
    expect([calls, bags.hasAny()]).toEqual([['reopen bag:B1'], false]);
    becomes({ status: 'open' });
    await packer.step();
    expect(calls).toEqual(['reopen bag:B1', 'offload B']);
  });

  it('tells of the parcels that left in a bag', async () => {
    const { packer, calls } = tableWith({ ...EMPTY, status: 'departed', loaded: ['A', 'B'] });
    await packer.step();
    expect(calls).toEqual(['gone A B']);
  });
});
