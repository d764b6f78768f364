import { DeliverySchedule, type Delivery } from './delivery-schedule';
import { chanceOf, EndpointWorld, type Endpoint, type FeedEntry } from './endpoint-world.fixture';
import { DELIVERY_LIMITS } from './limits';
import { outcomeOf } from './outcome';

const NOW = 1_000;
const HOUR = 3_600_000;
const TAKEN = { is: 'TAKEN' } as const;
const busy = (retryAfterMs: number | null = null) => ({ is: 'BUSY', retryAfterMs }) as const;
const refused = (retryAfterMs: number | null = null) => ({ is: 'REFUSED', retryAfterMs }) as const;

const feed = (...keys: string[]): FeedEntry[] => keys.map((key, i) => ({ n: i + 1, key, bytes: 100 }));
const parcels = (count: number): string[] => Array.from({ length: count }, (_, n) => `P${n}`);
const given = (entries: readonly FeedEntry[], limits: Partial<typeof DELIVERY_LIMITS> = {}): DeliverySchedule => {
  const schedule = new DeliverySchedule({ ...DELIVERY_LIMITS, ...limits });
  entries.forEach((entry) => schedule.add(entry));
  return schedule;
};
const takeAll = (schedule: DeliverySchedule, now = NOW): Delivery[] => {
  const deliveries: Delivery[] = [];
  for (let next = schedule.take(now); next; next = schedule.take(now)) deliveries.push(next);
  return deliveries;
};
const placesOf = (deliveries: readonly Delivery[]): number[][] => deliveries.map(({ events }) => [...events]);
const takeOne = (schedule: DeliverySchedule, now = NOW): Delivery => {
  const delivery = schedule.take(now);
  if (!delivery) throw new Error('nothing is due');
  return delivery;
};
/** The delays between the attempts of one event that is always refused. */
const delaysOf = (chance: number): number[] => {
  const schedule = given(feed('A'));
  const delays: number[] = [];
  for (let now = NOW; schedule.paused === null;) {
    schedule.settle(takeOne(schedule, now), refused(), now, chance);
    const next = schedule.wakeAt();
    if (next === null) break;
    expect(schedule.take(next - 1)).toBeNull();
    delays.push(next - now);
    now = next;
  }
  return delays;
};

describe(DeliverySchedule.name, () => {
  it('sends up to sixteen events at once', () => {
    expect(takeAll(given(feed(...parcels(20))))).toHaveLength(16);
  });

  it('sends the next event of a parcel after the former was taken', () => {
    const schedule = given(feed('A', 'A', 'B'));
    const [first] = takeAll(schedule);
    expect(placesOf(takeAll(schedule))).toEqual([]);
    if (first) schedule.settle(first, TAKEN, NOW, 0);
    expect(placesOf(takeAll(schedule))).toEqual([[2]]);
  });

  it('lets the next event of a parcel wait while the former is to be tried again', () => {
    const schedule = given(feed('A', 'A', 'B'));
    schedule.settle(takeOne(schedule), refused(), NOW, 0);
    expect(placesOf(takeAll(schedule))).toEqual([[3]]);
    expect(schedule.wakeAt()).toBe(NOW + 5_000);
  });

  it('refuses an event that comes out of order', () => {
    expect(() => given(feed('A')).add({ n: 1, key: 'A', bytes: 1 })).toThrow(RangeError);
  });

  describe('tries again', () => {
    it('after 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h', () => {
      expect(delaysOf(0)).toEqual([
        ...[5_000, 300_000, 1_800_000],
        ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
      ]);
    });
    it('a little later by chance, and never earlier', () => {
      expect(delaysOf(0.5)).toEqual(delaysOf(0).map((delay) => Math.round(delay * 1.1)));
    });
    it.each([
      [busy(30_000), 30_000],
      [busy(1_000), 5_000],
      [busy(10 * HOUR), HOUR],
      [refused(60_000), 60_000],
    ])('as it is asked to, within bounds: %j', (outcome, delay) => {
      const schedule = given(feed('A'));
      schedule.settle(takeOne(schedule), outcome, NOW, 0);
      expect(schedule.wakeAt()).toBe(NOW + delay);
    });
    it('leaves the whole endpoint alone as long as a busy one asks for', () => {
      const schedule = given(feed('A', 'B'));
      schedule.settle(takeOne(schedule), busy(3_000), NOW, 0);
      expect(schedule.take(NOW + 2_999)).toBeNull();
      expect(schedule.take(NOW + 3_000)?.events).toEqual([2]);
    });
    it('does not let others wait for what refused one event', () => {
      const schedule = given(feed('A', 'B'));
      schedule.settle(takeOne(schedule), refused(3_000), NOW, 0);
      expect(schedule.take(NOW)?.events).toEqual([2]);
    });
  });

  describe('pauses', () => {
    it('when the endpoint asks for nothing more, and keeps what is open', () => {
      const schedule = given(feed('A', 'B'));
      schedule.settle(takeOne(schedule), { is: 'GONE' }, NOW, 0);
      expect([schedule.paused, schedule.take(NOW), schedule.wakeAt(), schedule.room()]).toEqual([
        'GONE',
        null,
        null,
        0,
      ]);
      expect(schedule.state().open.map(({ n }) => n)).toEqual([1, 2]);
    });
    it('when an event was refused ten times, and goes on from the first attempt when it is resumed', () => {
      const world = new EndpointWorld(
        feed('A', 'A'),
        () => ({ status: 500, takes: false, durationMs: 1 }),
        () => 0,
      );
      world.run();
      expect([world.schedule.paused, world.requests.length]).toEqual(['EXHAUSTED', 10]);
      expect(world.now - NOW).toBe(272_105_010); // 75:35:05, and ten times 1 ms
      world.resume();
      expect(world.schedule.state()).toEqual({
        high: 2,
        open: [
          { n: 1, attempts: 0, nextAt: world.now },
          { n: 2, attempts: 0, nextAt: world.now },
        ],
      });
      expect(world.schedule.take(world.now)?.events).toEqual([1]);
    });
  });

  describe('in batches', () => {
    const batches = { maxBatchEvents: 3, maxBatchBytes: 1_000 };
    it('sends several events of a parcel in their order', () => {
      expect(placesOf(takeAll(given(feed('A', 'A', 'B', 'A'), batches)))).toEqual([[1, 2, 3]]);
    });
    it('sends no more bytes than may be, but a single event of any size', () => {
      const entries = feed('A', 'B', 'C', 'C').map((entry, i) => ({ ...entry, bytes: [600, 600, 300, 50][i] ?? 0 }));
      expect(placesOf(takeAll(given(entries, batches)))).toEqual([[1, 3, 4], [2]]);
      expect(
        placesOf(
          takeAll(
            given(
              feed('A').map((entry) => ({ ...entry, bytes: 2_000 })),
              batches,
            ),
          ),
        ),
      ).toEqual([[1]]);
    });
    it('sends what was refused one by one, so that one bad event holds back its own parcel alone', () => {
      const bad: Endpoint = (events) => {
        const isBad = events.some(({ key }) => key === 'B');
        return { status: isBad ? 422 : 200, takes: !isBad, durationMs: 1 };
      };
      const world = new EndpointWorld(feed('A', 'B', 'C', 'B', 'D'), bad, () => 0, { ...batches, maxInFlight: 1 });
      world.run(NOW + 6_000);
      expect(new Set(world.taken)).toEqual(new Set([1, 3, 5]));
    });
    it('sends what failed otherwise together again', () => {
      const schedule = given(feed('A', 'B'), batches);
      schedule.settle(takeOne(schedule), busy(), NOW, 0);
      expect(schedule.take(NOW + 5_000)?.events).toEqual([1, 2]);
    });
  });

  describe('reads', () => {
    it('no more than it has use for soon', () => {
      const schedule = given([]);
      expect(schedule.room()).toBe(32);
      feed(...parcels(32)).forEach((entry) => schedule.add(entry));
      expect(schedule.room()).toBe(0);
    });
    it('no more than may be open', () => {
      expect(given(feed(...Array<string>(1_000).fill('A'))).room()).toBe(0);
      expect(given(feed(...Array<string>(990).fill('A'))).room()).toBe(10);
    });
    it('on while one parcel waits', () => {
      const schedule = given(feed(...Array<string>(100).fill('A')));
      schedule.settle(takeOne(schedule), refused(), NOW, 0);
      expect(schedule.room()).toBe(32);
    });
  });

  describe('with an endpoint that is away', () => {
    const AWAY = 6 * HOUR;
    const backAfter =
      (ms: number): Endpoint =>
      (_, now) =>
        now < NOW + ms ? { status: null, takes: false, durationMs: 10 } : { status: 200, takes: true, durationMs: 10 };

    it('asks now and then, and sends all that waited as soon as it is back', () => {
      const world = new EndpointWorld(feed(...parcels(500)), backAfter(AWAY), chanceOf(1));
      world.run(NOW + AWAY);
      expect(world.requests.length).toBeLessThan(16 + 16 + AWAY / 60_000 + 10);
      world.run(NOW + AWAY + 120_000);
      expect(world.isDone()).toBe(true);
    });
    it('fills no memory meanwhile', () => {
      const world = new EndpointWorld(feed(...parcels(500)), backAfter(20 * 60_000), chanceOf(1));
      world.run(NOW + 20 * 60_000);
      expect(world.maxOpenSeen).toBeLessThan(100);
    });
    it('sends also a single event as soon as something else is taken, and that attempt costs none of its ten', () => {
      const schedule = given(feed('A'));
      for (const now of [NOW, NOW + 5_000]) schedule.settle(takeOne(schedule, now), busy(), now, 0);
      schedule.add({ n: 2, key: 'B', bytes: 1 });
      const later = NOW + 10_000;
      schedule.settle(takeOne(schedule, later), TAKEN, later, 0);
      const early = takeOne(schedule, later);
      expect(early.events).toEqual([1]);
      const { open } = schedule.state();
      schedule.settle(early, busy(), later, 0);
      expect(schedule.state().open).toEqual(open);
      expect(schedule.take(later + 5_000)).toBeNull();
    });
    it('does not hurry what it refused while it took others', () => {
      const schedule = given(feed('A', 'B'));
      schedule.settle(takeOne(schedule), refused(), NOW, 0);
      schedule.settle(takeOne(schedule), TAKEN, NOW, 0);
      expect(schedule.take(NOW)).toBeNull();
    });
    it('halves the requests at once with each busy answer, and adds one with each success', () => {
      const schedule = given(feed(...parcels(60)));
      const [a, b, ...others] = takeAll(schedule);
      for (const each of [a, b]) if (each) schedule.settle(each, busy(), NOW, 0);
      others.slice(0, 10).forEach((each) => schedule.settle(each, TAKEN, NOW, 0));
      // 16 → 8 → 4, and ten successes: 14 at once, of which four are still under way.
      expect(takeAll(schedule)).toHaveLength(10);
    });
  });

  describe('after a restart', () => {
    it('sends nothing before it knows the parcels of all that is open', () => {
      const open = [1, 2].map((n) => ({ n, attempts: 0, nextAt: 0 }));
      const schedule = new DeliverySchedule(DELIVERY_LIMITS, { high: 2, open });
      schedule.add({ n: 2, key: 'A', bytes: 1 });
      expect(schedule.unknownEvents()).toEqual([1]);
      expect([schedule.take(NOW), schedule.room(), schedule.wakeAt()]).toEqual([null, 0, null]);
      schedule.add({ n: 1, key: 'A', bytes: 1 });
      expect(placesOf(takeAll(schedule))).toEqual([[1]]);
    });
    it('goes on where it stood', () => {
      const before = given(feed('A', 'A', 'B'));
      before.settle(takeOne(before), busy(), NOW, 0);
      const after = new DeliverySchedule(DELIVERY_LIMITS, before.state());
      feed('A', 'A', 'B').forEach((entry) => after.add(entry));
      expect(placesOf(takeAll(after))).toEqual([[3]]);
      expect(after.state()).toEqual(before.state());
    });
  });
});

describe(outcomeOf.name, () => {
  it.each([
    [200, 'TAKEN'],
    [299, 'TAKEN'],
    [302, 'REFUSED'],
    [400, 'REFUSED'],
    [410, 'GONE'],
    [429, 'BUSY'],
    [500, 'REFUSED'],
    [502, 'BUSY'],
    [503, 'BUSY'],
    [504, 'BUSY'],
    [null, 'BUSY'],
    [103, 'REFUSED'],
  ])('takes %s for %s', (status, is) => {
    expect(outcomeOf(status, undefined, NOW).is).toBe(is);
  });
  it.each([
    ['120', 120_000],
    ['Tue, 01 Dec 2026 00:00:07 GMT', 7_000],
    ['Tue, 01 Dec 2025 00:00:07 GMT', 0],
    ['soon', null],
    ['-5', null],
    [undefined, null],
  ])('reads Retry-After: %s', (text, retryAfterMs) => {
    expect(outcomeOf(503, text, Date.parse('2026-12-01T00:00:00Z'))).toEqual({ is: 'BUSY', retryAfterMs });
  });
});
