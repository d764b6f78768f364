import { chanceOf, EndpointWorld, type Endpoint, type FeedEntry } from './endpoint-world.fixture';
import { BATCH_EVENTS } from './limits';

const SEEDS = 60;
const HOUR = 3_600_000;

/** Events of some parcels, at places with gaps. */
function feedOf(chance: () => number, count: number): FeedEntry[] {
  const keys = 1 + Math.floor(chance() * 40);
  let n = 0;
  return Array.from({ length: count }, () => ({
    n: (n += 1 + Math.floor(chance() * 3)),
    key: `P${Math.floor(chance() * keys)}`,
    bytes: 200 + Math.floor(chance() * 20_000),
  }));
}

/** An endpoint that a seed draws: away for hours, slow, full, refusing some parcels at first, taking without an answer. */
function endpointOf(chance: () => number): Endpoint {
  const failing = chance() * 0.5;
  const silent = chance() * 0.2;
  const awayFrom = chance() * HOUR;
  const awayTo = awayFrom + chance() * 12 * HOUR;
  const slowness = chance() < 0.3 ? 20_000 : 200;
  const disliked = `P${Math.floor(chance() * 40)}`;
  const likedFrom = chance() * 30 * HOUR;
  return (events, now, draw) => {
    const durationMs = 1 + Math.floor(draw() * slowness);
    if (now >= awayFrom && now < awayTo) return { status: null, takes: false, durationMs };
    if (events.some(({ key }) => key === disliked) && now < likedFrom) return { status: 422, takes: false, durationMs };
    if (draw() < silent) return { status: null, takes: true, durationMs: 20_000 };
    if (draw() < failing) {
      const status = [500, 503, 429, 302, 404][Math.floor(draw() * 5)] ?? 500;
      return { status, takes: false, durationMs, retryAfter: `${Math.floor(draw() * 60)}` };
    }
    return { status: 204, takes: true, durationMs };
  };
}

/** Runs to the end; whoever looks after the subscription resumes it when it is paused. */
function played(seed: number, batches: boolean, deathRate: number): EndpointWorld {
  const chance = chanceOf(seed);
  const limits = {
    maxOpen: 60,
    maxInFlight: 8,
    ...(batches ? { maxBatchEvents: BATCH_EVENTS, maxBatchBytes: 65_536 } : {}),
  };
  const world = new EndpointWorld(feedOf(chance, 250), endpointOf(chance), chance, limits, deathRate);
  for (let pauses = 0; pauses < 50 && !world.isDone(); pauses += 1) {
    world.run();
    if (world.schedule.paused !== null) world.resume();
  }
  return world;
}

describe.each([
  ['one by one', false, 0],
  ['in batches', true, 0],
  ['one by one by processes that die', false, 0.05],
  ['in batches by processes that die', true, 0.05],
])('events that are delivered %s, whatever the endpoint does', (_, batches, deathRate) => {
  const worlds = Array.from({ length: SEEDS }, (__, n) => ({ seed: n + 1, world: played(n + 1, batches, deathRate) }));

  it('are all taken, and none stays open', () => {
    expect(worlds.filter(({ world }) => !world.isDone()).map(({ seed }) => seed)).toEqual([]);
  });
  it('are sent in the order of each parcel, no more at once than may be', () => {
    expect(worlds.flatMap(({ seed, world }) => world.faults.slice(0, 1).map((fault) => `${seed}: ${fault}`))).toEqual(
      [],
    );
  });
  it('are open in a bounded number', () => {
    expect(Math.max(...worlds.map(({ world }) => world.maxOpenSeen))).toBeLessThanOrEqual(60);
  });
  it('are repeated only where the answer was lost, or a process died under way', () => {
    const tooMany = worlds.filter(({ world }) => world.taken.length - world.feed.length > world.repeatable);
    expect(tooMany.map(({ seed }) => seed)).toEqual([]);
  });
  it('have met what they should', () => {
    expect(worlds.some(({ world }) => world.taken.length > world.feed.length)).toBe(true);
    expect(worlds.some(({ world }) => world.deaths > 0)).toBe(deathRate > 0);
    expect(worlds.some(({ world }) => world.maxOpenSeen === 60)).toBe(true);
  });
});
