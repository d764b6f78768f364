import { Random } from '../simulation/random';

/** What drawing needs to know of a kind of fault. */
export interface KindOutline {
  readonly name: string;
  /** What it may befall: instances, brokers, stages. */
  readonly victims: readonly string[];
  /** Shortest and longest time for which it lasts, ms. */
  readonly lastsMs: readonly [shortest: number, longest: number];
  /** How long it takes beyond that, recovery included, as far as plans can know: for the rate of a run, ms. */
  readonly overheadMs: number;
  /** `host`: others may begin while it is under way; `guest`: it may begin so; `alone`: neither. */
  readonly company: 'host' | 'guest' | 'alone';
}

/** One fault as drawn. */
export interface PlannedFault {
  readonly kind: string;
  readonly victim: string;
  /** How long it lasts, ms; 0 for what is over at once. */
  readonly lastsMs: number;
  /** The quiet time before it, ms; for a guest, after the beginning of its host. */
  readonly pauseMs: number;
  /** What begins while it is under way. */
  readonly guest: PlannedFault | null;
}

export interface Plan {
  readonly seed: number;
  /** Hosts with their guests: all together as many as were asked for. */
  readonly faults: readonly PlannedFault[];
  /** How long it takes, as far as that can be known, ms. */
  readonly expectedMs: number;
}

const PAUSE_MS = [500, 3_000] as const;
const GUEST_AFTER_MS = [50, 1_500] as const;
/** How many of the faults that could begin beside another do. */
const COMPANY = 0.7;

/**
 * Draws a whole plan. The same seed gives the same plan, and every kind occurs if there are as many faults as kinds.
 * @param count faults, guests included
 */
export function drawPlan(kinds: readonly KindOutline[], count: number, seed: number): Plan {
  const random = new Random(seed);
  const order = shuffled(kinds, random);
  while (order.length < count) order.push(random.pick(kinds));
  const chosen = shuffled(order.slice(0, count), random);
  const faults: PlannedFault[] = [];
  let expectedMs = 0;
  for (let i = 0; i < chosen.length; i++) {
    const kind = chosen[i]!;
    const next = chosen[i + 1];
    const isHost = kind.company === 'host' && next?.company === 'guest' && random.chance(COMPANY);
    const guest = isHost ? drawFault(next, null, GUEST_AFTER_MS, random) : null;
    if (isHost) i++;
    const fault = drawFault(kind, guest, PAUSE_MS, random);
    faults.push(fault);
    expectedMs += fault.pauseMs + fault.lastsMs + kind.overheadMs;
  }
  return { seed, faults, expectedMs };
}

/** A plan's faults, guests behind their hosts. */
export function everyFault({ faults }: Pick<Plan, 'faults'>): PlannedFault[] {
  return faults.flatMap((fault) => (fault.guest === null ? [fault] : [fault, fault.guest]));
}

function drawFault(
  { name, victims, lastsMs }: KindOutline,
  guest: PlannedFault | null,
  pauseMs: readonly [number, number],
  random: Random,
): PlannedFault {
  const free = victims.filter((victim) => victim !== guest?.victim);
  return {
    kind: name,
    victim: random.pick(free),
    lastsMs: between(lastsMs, random),
    pauseMs: between(pauseMs, random),
    guest,
  };
}

const between = ([least, most]: readonly [number, number], random: Random): number =>
  least + random.below(most - least + 1);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!);
}
