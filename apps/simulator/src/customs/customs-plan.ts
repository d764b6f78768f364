import { Chance } from '../chance/chance';

/** One receipt of a list, and how long after the one before it customs decides so, ms. */
export interface Step {
  readonly code: number;
  readonly afterMs: number;
}

/** What customs will do with a list. It follows from its number alone, so that it is the same after a restart. */
export interface CustomsPlan {
  /** Up to where the arrival report is waited for. */
  readonly before: readonly Step[];
  /** From the arrival report on. */
  readonly after: readonly Step[];
  /** The receipts that come twice, by code. */
  readonly repeated: ReadonlySet<number>;
  /** Receipts that are lost: customs has decided so, and does not say it until it is asked. */
  readonly lost: ReadonlySet<number>;
  /** A code of which nobody has heard. */
  readonly strange: number | null;
  /** Customs has lost the whole document when it is sent for the first time. */
  readonly isForgotten: boolean;
  /** It refuses the first cancellation that is asked for. */
  readonly refusesCancellation: boolean;
}

/** Ways that a list takes behind its arrival, with their shares; the rest is released at once. */
const WAYS = [
  ['inspected', 0.04, [500, 800]],
  ['held', 0.02, [600, 800]],
  ['lifted', 0.02, [600, 399, 800]],
  ['returned', 0.01, [500, 700]],
  ['detained', 0.01, [500, 502]],
  ['heldLate', 0.02, [800, 600, 800]],
  ['returnedLate', 0.01, [800, 700]],
] as const;
const REVIEWED = 0.1;
const REPEATED = 0.1;
const LOST = 0.02;
const STRANGE = 0.02;
const FORGOTTEN = 0.01;
const CANCELLATION_REFUSED = 0.25;
/** An officer at customs takes longer than a program. */
const SOON = [20, 200] as const;
const LATE = [300, 1_500] as const;
const BY_HAND: ReadonlySet<number> = new Set([300, 500, 600, 700, 502]);

export function planOf(seed: number, copNo: string): CustomsPlan {
  const chance = new Chance(seed, 'customs', copNo);
  const way = wayOf(chance.next());
  const step = (code: number): Step => {
    const [least, most] = BY_HAND.has(code) ? LATE : SOON;
    return { code, afterMs: chance.between(least, most) };
  };
  const before = [2, 3, 120, ...(chance.happens(REVIEWED) ? [300] : []), 399, 400].map(step);
  const after = way.map((code, n) => ({
    ...step(code),
    afterMs: n === 0 ? chance.between(...SOON) : chance.between(...LATE),
  }));
  const codes = [...before, ...after].map(({ code }) => code);
  const chosen = (share: number): ReadonlySet<number> => new Set(codes.filter(() => chance.happens(share)));
  return {
    ...{ before, after, repeated: chosen(REPEATED), lost: chosen(LOST) },
    strange: chance.happens(STRANGE) ? chance.between(900, 998) : null,
    isForgotten: chance.happens(FORGOTTEN),
    refusesCancellation: chance.happens(CANCELLATION_REFUSED),
  };
}

function wayOf(draw: number): readonly number[] {
  let rest = draw;
  for (const [, share, codes] of WAYS) {
    if (rest < share) return codes;
    rest -= share;
  }
  return [800];
}
