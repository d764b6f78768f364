import type { Counts } from '../api/centre';
import { Absences } from './absences';

describe(Absences.name, () => {
  it('lets customs go and come back as often as planned, each when the run has come so far', async () => {
    const declared = { now: 0 };
    const waiting = { now: 0 };
    const centre = {
      counts: () => Promise.resolve({ declared: declared.now } as Counts),
      queueSizes: () => Promise.resolve(new Map([['release.awaiting-customs', waiting.now]])),
    };
    const customs = { isAway: false };
    const until = new Map([['release.awaiting-customs', 5]]);
    const absences = new Absences(centre, customs, [
      { do: 'customsAway', after: new Map([['declared', 10]]), until },
      { do: 'customsAway', after: new Map([['declared', 20]]), until },
    ]);
    const seen = async (now: number, inQueue: number): Promise<boolean> => {
      [declared.now, waiting.now] = [now, inQueue];
      expect(await absences.look()).toBeGreaterThan(0);
      return customs.isAway;
    };
    expect([await seen(9, 5), await seen(10, 4), await seen(15, 4), await seen(15, 5)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([await seen(19, 5), await seen(20, 5), await seen(20, 5)]).toEqual([false, true, false]);
    expect(await absences.look()).toBeNull();
  });
});
