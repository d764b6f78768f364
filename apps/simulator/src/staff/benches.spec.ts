import type { Inspection } from '../api/inspection';
import { behaviourWith, usualBehaviour } from '../behaviour/behaviour';
import { Benches } from './benches';
import { fateOf as fateWith, type Fate } from './fate';

const fateOf = (id: string): Fate => fateWith(id, usualBehaviour.staff);
const IDS = Array.from({ length: 20_000 }, (_, n) => `CNPOST.LX${n}`);
/** A parcel of an ordinary fate but for what is asked. */
const idWith = (fits: (fate: Fate) => boolean): string =>
  IDS.find((id) => {
    const fate = fateOf(id);
    return fits(fate) && !fate.isCancelled && fate.intervention === 'none';
  }) ?? '';

const nothing: Inspection = {
  platform: 'TEMU',
  queue: 'examination',
  open: [],
  papers: [],
  papersDue: 0,
  sample: { step: '', seal: '', holder: '', result: '' },
  isSampleRequired: false,
  hasArrived: false,
  isEscalated: false,
};

/** A centre that writes down what it is ordered, and by whom. */
function bench(
  file: Partial<Inspection> = {},
  options: { isDiverted?: boolean; refusesSecond?: boolean; resultLate?: number; refusesChange?: boolean } = {},
) {
  const orders: string[] = [];
  const said = (by: string, command: string, body: object, status = 202) => {
    const words = Object.entries(body).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    orders.push([by, command.replace('inspection', '·'), ...words].join(' ').replaceAll('"', ''));
    return Promise.resolve({ status, body: {} });
  };
  const centre = {
    officers: { first: 'staff:a', second: 'staff:b' },
    order: (_: string, command: string, body: object) => said('a', command, body),
    orderAsSecond: (_: string, command: string, body: object) =>
      said('b', command, body, options.refusesSecond ? 409 : 202),
    orderAsPlatform: (platform: string, _: string, command: string) => said(platform, command, {}),
    amend: async (platform: string) => {
      await said(platform, 'amend', {});
      return !options.refusesChange;
    },
    inspectionOf: () => Promise.resolve({ ...nothing, ...file }),
    scanOnLine: (_: string, ids: readonly string[]) => Promise.resolve(options.isDiverted ? [] : [...ids]),
  };
  const benches = new Benches(
    centre,
    () => 1_000_000,
    behaviourWith({ staff: { resultLate: options.resultLate ?? 0 } }).staff,
  );
  const treat = async (queue: string, id: string, ageMs = 0): Promise<number | void> =>
    benches.all.find(([name]) => name === queue)?.[1]({ id, ageMs });
  return { orders, treat };
}

const plain = idWith(({ way, verdict }) => way === 'plain' && verdict === 'pass');

describe('fateOf', () => {
  it('has every way, image and result for a few of 2,000 inspected parcels', () => {
    const some = IDS.slice(0, 2000).map((id) => fateOf(id));
    for (const name of ['way', 'image', 'result', 'isRejected'] as const) {
      const counts = new Map<string, number>();
      for (const fate of some) counts.set(String(fate[name]), (counts.get(String(fate[name])) ?? 0) + 1);
      expect(counts.size).toBe({ way: 9, image: 3, result: 3, isRejected: 2 }[name]);
      expect(Math.min(...counts.values())).toBeGreaterThan(50);
    }
  });
});

describe(Benches.name, () => {
  it('has one for every queue of the inspection', () => {
    expect(new Benches({} as never, () => 0, usualBehaviour.staff).all.map(([queue]) => queue)).toEqual([
      ...['arrival', 'xray', 'documents', 'examination', 'laboratory', 'quarantine', 'amendment', 'confirmation'],
    ]);
  });
  it('answers the checklist before it decides', async () => {
    const { orders, treat } = bench({ open: ['PACKAGING'] });
    await treat('examination', plain);
    expect(orders.map((order) => order.split(' ').slice(0, 2).join(' '))).toEqual(['a ·/findings', 'a ·']);
  });
  it('gives the verdict that is the parcel’s fate, with where it goes', async () => {
    const { orders, treat } = bench();
    await treat(
      'documents',
      idWith(({ verdict, way }) => verdict === 'detain' && way === 'plain'),
    );
    expect(orders).toEqual(['a · verdict=detain detention=CLEARANCE']);
  });
  it('leaves a parcel alone while its platform may cancel it', async () => {
    const { orders, treat } = bench();
    const id = IDS.find((each) => fateOf(each).isCancelled && fateOf(each).way === 'plain') ?? '';
    expect(await treat('documents', id, 1000)).toBe(3000);
    expect(orders).toEqual([]);
  });
  it('lets a parcel arrive, puts it on the line, and judges its image', async () => {
    const { orders, treat } = bench({ queue: 'xray' });
    await treat(
      'xray',
      idWith(({ image }) => image === 'NORMAL'),
    );
    expect(orders).toEqual(['a ·/arrival place=INTAKE-1', 'a ·/image verdict=NORMAL']);
  });
  it('opens what the belt puts aside', async () => {
    const { orders, treat } = bench({ hasArrived: true }, { isDiverted: true });
    await treat('xray', plain);
    expect(orders).toEqual(['a ·/image verdict=SUSPICIOUS']);
  });
  it('asks for papers, waits for a late platform, and judges what it brings', async () => {
    const id = idWith(({ way, verdict }) => way === 'latePapers' && verdict === 'pass');
    const asking = bench();
    await asking.treat('documents', id);
    expect(asking.orders).toEqual(['a ·/papers kinds=[INVOICE,LICENCE] due=1001500']);
    const papers = [{ no: 1, status: 'REQUESTED' }];
    const waiting = bench({ papers, papersDue: 999_000 });
    expect(await waiting.treat('documents', id)).toBe(2000);
    expect(waiting.orders).toEqual([]);
    const brought = bench({ papers, papersDue: 997_000 });
    await brought.treat('documents', id);
    expect(brought.orders).toEqual(['TEMU ·/papers/1', 'a ·/papers/1/verdict verdict=ACCEPT', 'a · verdict=pass']);
  });
  it('hands a sample on from where it is, and gives its result', async () => {
    const sample = { step: 'SENT', seal: 'S-2', holder: 'courier', result: 'NONE' };
    const { orders, treat } = bench({ queue: 'laboratory', sample });
    await treat('laboratory', plain);
    expect(orders).toEqual([
      'a ·/sample/hand-over step=RECEIVED seal=S-2 from=courier to=laboratory',
      'a ·/sample/hand-over step=OPENED seal=S-2 from=laboratory to=analyst',
      'a ·/sample/result result=PASS',
    ]);
  });
  it('takes another sample when the first one said nothing, and returns what failed', async () => {
    const again = bench({ sample: { step: 'RESULT', seal: 'S-1', holder: 'analyst', result: 'INCONCLUSIVE' } });
    await again.treat('examination', plain);
    expect(again.orders).toEqual([expect.stringMatching(/^a ·\/sample seal=\w+-2 /)]);
    const failed = bench({ sample: { step: 'RESULT', seal: 'S-1', holder: 'analyst', result: 'FAIL' } });
    await failed.treat('examination', plain);
    expect(failed.orders).toEqual(['a · verdict=return']);
  });
  it('puts a parcel into quarantine at its first look, and ends that as its fate is', async () => {
    const id = idWith(({ way }) => way === 'quarantineDestroyed');
    const { orders, treat } = bench({ open: ['PACKAGING'] });
    await treat('examination', id);
    await treat('quarantine', id);
    expect(orders.slice(1)).toEqual(['a ·/quarantine place=Q-1 remark=Leaks.', 'a ·/quarantine/end end=DESTROYED']);
  });
  it('lets the second officer reject once, and confirm then', async () => {
    const id = idWith(({ isRejected }) => isRejected);
    const { orders, treat } = bench();
    await treat('confirmation', id);
    await treat('confirmation', id);
    expect(orders).toEqual(['b ·/confirmation confirm=false', 'b ·/confirmation confirm=true']);
  });
  it('lets the first officer confirm what the second one proposed', async () => {
    const { orders, treat } = bench({}, { refusesSecond: true });
    await treat(
      'confirmation',
      idWith(({ isRejected }) => !isRejected),
    );
    expect(orders).toEqual(['b ·/confirmation confirm=true', 'a ·/confirmation confirm=true']);
  });
  it('passes a parcel on to the other officer, who decides', async () => {
    const { orders, treat } = bench();
    await treat(
      'examination',
      idWith(({ way, verdict }) => way === 'passedOn' && verdict === 'pass'),
    );
    expect(orders).toEqual([
      'a ·/assignment officer=staff:a',
      'a ·/assignment officer=staff:b from=staff:a',
      'b · verdict=pass',
    ]);
  });
  it('brings a late result only when the parcel is escalated for it', async () => {
    const sample = { step: 'OPENED', seal: '', holder: 'analyst', result: '' };
    const early = bench({}, { resultLate: 1 });
    await early.treat(
      'examination',
      idWith(({ way }) => way === 'sample'),
    );
    expect(early.orders).toEqual([expect.stringContaining('due=1001500')]);
    const seal = /seal=(\S+)/.exec(early.orders[0] ?? '')?.[1] ?? '';
    const id = idWith(({ way }) => way === 'sample');
    const waiting = bench({ sample: { ...sample, seal } }, { resultLate: 1 });
    await waiting.treat('laboratory', id);
    expect(waiting.orders).toEqual([]);
    const escalated = bench({ sample: { ...sample, seal }, isEscalated: true }, { resultLate: 1 });
    await escalated.treat('laboratory', id);
    expect(escalated.orders).toEqual([expect.stringContaining('·/sample/result')]);
  });
});

describe('a declaration that is sent back', () => {
  const amending = idWith(({ way, verdict, isAmended }) => way === 'amended' && verdict === 'pass' && isAmended);
  const idle = idWith(({ way, isAmended }) => way === 'amended' && !isAmended);

  it('is amended by its platform, and then decided about', async () => {
    const { orders, treat } = bench();
    await treat('documents', amending);
    await treat('amendment', amending);
    await treat('documents', amending);
    expect(orders).toEqual(['a · verdict=amend', 'TEMU amend', 'a · verdict=pass']);
  });
  it('goes back to its sender when nobody amends it, or the centre does not take that', async () => {
    const { orders, treat } = bench({}, { refusesChange: true });
    await treat('amendment', idle);
    await treat('amendment', amending);
    expect(orders).toEqual(['a · verdict=return', 'TEMU amend', 'a · verdict=return']);
  });
});
