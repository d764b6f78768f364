import { Ticker, type Due } from './ticker';

/** An index of what is due, and a log that may be away. */
function port(index: Due[], mostUnderWay = Infinity) {
  const issued: Due[] = [];
  const world = { now: 1_000, isAway: false };
  const ticker = new Ticker({
    due: (until, limit) => Promise.resolve(index.filter(({ since }) => since <= until).slice(0, limit)),
    issue: (due) => {
      if (world.isAway) return Promise.reject(new Error('Kafka is away'));
      issued.push(...due);
      return Promise.resolve();
    },
    ...{ clock: () => world.now, most: 500, mostUnderWay, againMs: 30_000 },
  });
  return { ticker, issued, world, index };
}

describe(Ticker.name, () => {
  it('names what is due, with the time that passed, and nothing else', async () => {
    const { ticker, issued } = port([
      { id: 'A', since: 999 },
      { id: 'B', since: 1_000 },
      { id: 'C', since: 1_001 },
    ]);
    expect(await ticker.tick()).toBe(2);
    expect(issued).toEqual([
      { id: 'A', since: 999 },
      { id: 'B', since: 1_000 },
    ]);
  });
  it('repeats itself only when nothing has come of it for a while', async () => {
    const { ticker, issued, world } = port([{ id: 'A', since: 999 }]);
    await ticker.tick();
    world.now += 29_999;
    expect(await ticker.tick()).toBe(0);
    world.now += 1;
    expect(await ticker.tick()).toBe(1);
    expect(issued).toHaveLength(2);
  });
  it('names what is due again at another time', async () => {
    const { ticker, issued, index } = port([{ id: 'A', since: 999 }]);
    await ticker.tick();
    index[0] = { id: 'A', since: 1_000 };
    await ticker.tick();
    expect(issued.map(({ since }) => since)).toEqual([999, 1_000]);
  });
  it('says again what did not come through', async () => {
    const { ticker, issued, world } = port([{ id: 'A', since: 999 }]);
    world.isAway = true;
    await expect(ticker.tick()).rejects.toThrow('away');
    world.isAway = false;
    expect(await ticker.tick()).toBe(1);
    expect(issued).toHaveLength(1);
  });
  it('says nothing new while too much of what it said has no effect yet', async () => {
    const index = Array.from({ length: 9 }, (_, n) => ({ id: `P${n}`, since: n }));
    const { ticker, issued } = port(index, 4);
    expect([await ticker.tick(), await ticker.tick()]).toEqual([4, 0]);
    expect(ticker.isIdle).toBe(false); // what it waits for is still there
    index.splice(0, 3);
    expect(await ticker.tick()).toBe(3);
    expect(issued.map(({ id }) => id)).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
  });
  it('works off a long list in portions, and sees past what it has said', async () => {
    const { ticker, issued } = port(Array.from({ length: 700 }, (_, n) => ({ id: `P${n}`, since: n })));
    expect([await ticker.tick(), await ticker.tick(), await ticker.tick()]).toEqual([500, 200, 0]);
    expect(new Set(issued.map(({ id }) => id)).size).toBe(700);
  });
});
