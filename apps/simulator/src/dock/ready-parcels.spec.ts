import { ReadyParcels } from './ready-parcels';

const NOBODY = { consider: () => Promise.resolve() };

describe('ReadyParcels', () => {
  const queueOf = (ids: string[]) => ({
    queue: () => Promise.resolve({ rows: ids.map((id) => ({ id, ageMs: 0 })), next: null }),
  });

  it('hands out each parcel once, however many docks ask', async () => {
    const ready = new ReadyParcels(queueOf(['A', 'B', 'C']), NOBODY, () => 0, 1);
    const [first, second] = await Promise.all([ready.take(2), ready.take(2)]);
    expect([...first, ...second].sort()).toEqual(['A', 'B', 'C']);
    expect(await ready.take(2)).toEqual([]);
  });

  it('hands out a refused parcel again, but not at once', async () => {
    let now = 0;
    const ready = new ReadyParcels(queueOf(['A']), NOBODY, () => now, 1);
    await ready.take(1);
    ready.settle('A', true);
    now += 500;
    expect(await ready.take(1)).toEqual([]);
    now += 600;
    expect(await ready.take(1)).toEqual(['A']);
  });

  it('tells of each parcel that it hands out', async () => {
    const told: string[] = [];
    const interventions = {
      consider: (moment: string, ids: readonly string[]) => {
        told.push(`${moment} ${ids.join(' ')}`);
        return Promise.resolve();
      },
    };
    const ready = new ReadyParcels(queueOf(['A', 'B']), interventions, () => 0, 1);
    await ready.take(2);
    expect(told).toEqual(['ready A B']);
  });

  it('sees past what other bays have in hand', async () => {
    const pages: Record<string, string[]> = { '': ['A'], '1': ['B'], '2': ['C'] };
    const paged = {
      queue: (_: string, __: number, cursor: string | null = null) => {
        const rows = (pages[cursor ?? ''] ?? []).map((id) => ({ id, ageMs: 0 }));
        const next = String(Number(cursor ?? '') + 1);
        return Promise.resolve({ rows, next: next in pages ? next : null });
      },
    };
    let now = 0;
    const ready = new ReadyParcels(paged, NOBODY, () => (now += 200), 2);
    expect([await ready.take(1), await ready.take(1), await ready.take(1)]).toEqual([['A'], ['B'], ['C']]);
  });
});
