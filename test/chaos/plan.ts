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
  /** How long it takes in all on a quiet machine, as far as that can be known, ms. */
  readonly expectedMs: number;
  /** What begins while it is under way. */
  readonly guest: PlannedFault | null;
}

export interface Plan {
  readonly seed: number;
  /** Hosts with their guests: all together as many as were asked for. */
  readonly faults: readonly PlannedFault[];
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
  for (let i = 0; i < chosen.length; i++) {
    const kind = chosen[i]!;
    const next = chosen[i + 1];
    const isHost = kind.company === 'host' && next?.company === 'guest' && random.chance(COMPANY);
    const guest = isHost ? drawFault(next, null, GUEST_AFTER_MS, random) : null;
    if (isHost) i++;
    faults.push(drawFault(kind, guest, PAUSE_MS, random));
  }
  return { seed, faults };
}

/** A plan's faults, guests behind their hosts. */
export function everyFault({ faults }: Pick<Plan, 'faults'>): PlannedFault[] {
  return faults.flatMap((fault) => (fault.guest === null ? [fault] : [fault, fault.guest]));
}

function drawFault(
  { name: kind, victims, lastsMs: bounds, overheadMs }: KindOutline,
  guest: PlannedFault | null,
  pause: readonly [number, number],
  random: Random,
): PlannedFault {
  const victim = random.pick(victims.filter((each) => each !== guest?.victim));
  const lastsMs = between(bounds, random);
  const pauseMs = between(pause, random);
  return { kind, victim, lastsMs, pauseMs, expectedMs: pauseMs + lastsMs + overheadMs, guest };
}

/** How long these faults take, guests beside their hosts, ms. */
export const expectedMsOf = (faults: readonly PlannedFault[]): number =>
  faults.reduce((sum, { expectedMs }) => sum + expectedMs, 0);

const between = ([least, most]: readonly [number, number], random: Random): number =>
  least + random.below(most - least + 1);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!);
}
