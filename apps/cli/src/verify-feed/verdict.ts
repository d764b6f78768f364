import type { KnownPoint, Received } from './received';

/** What came of the verification. */
export interface Verdict {
  /** What is wrong, and what to do; none: nothing is missing. */
  readonly faults: readonly string[];
  /** The number before the first event that was received: 0, or what a point vouches for. */
  readonly from: number;
  /** Of the last event that is in one piece with the first. */
  readonly count: number;
  readonly chain: string;
  /** Points that agree. */
  readonly agreeing: number;
}

/** Numbers from one to another, both included. */
type Range = readonly [from: number, to: number];

const BEGINNING: KnownPoint = { count: 0, chain: '0'.repeat(64), cursor: null, said: 'the beginning of the feed' };
const MAX_TOLD = 20;

/**
 * Compares what was received with what is known of the feed.
 * @param points what receipts and pages say
 */
export function judge(received: Received, points: readonly KnownPoint[]): Verdict {
  const known = [BEGINNING, ...points].sort((a, b) => a.count - b.count);
  const { numbers } = received;
  // Whoever has not kept what came first begins where a point says what came before.
  const first = (numbers[0] ?? 1) - 1;
  const begin = known.filter(({ count }) => count === first).at(-1) ?? BEGINNING;
  const end = Math.max(numbers.at(-1) ?? 0, known.at(-1)?.count ?? 0);
  const faults = [
    ...told(received.conflicts, (number) => `${nameOf([number, number])} received in two versions`, known),
    ...told(gapsIn(numbers, begin.count + 1, end), (range) => `${nameOf(range)} missing`, known),
  ];
  const { chain, agreeing, broken } = follow(received, begin, known);
  if (broken !== null) {
    const { range, point, right } = broken;
    faults.push(
      `${nameOf(range)} not as they were sent: ${point.said} says another chain, up to ${right.said} all agrees; ${howToGet(known, range[0])}.`,
    );
  }
  return { faults, from: begin.count, ...chain, agreeing };
}

/** Goes from event to event, as far as they are in one piece, and compares with each point on the way. */
function follow(received: Received, begin: KnownPoint, known: readonly KnownPoint[]) {
  const pointsAt = new Map<number, KnownPoint[]>();
  for (const point of known) pointsAt.set(point.count, [...(pointsAt.get(point.count) ?? []), point]);
  let chain: { readonly count: number; readonly chain: string } = { count: begin.count, chain: begin.chain };
  let right = begin;
  let agreeing = 0;
  for (const here of [chain].concat([...received.chainsFrom(begin.count, Buffer.from(begin.chain, 'hex'))])) {
    chain = here;
    for (const point of pointsAt.get(here.count) ?? []) {
      if (point === BEGINNING) continue;
      if (point.chain !== here.chain) {
        const range: Range = [Math.min(right.count + 1, point.count), point.count];
        return { chain, agreeing, broken: { range, point, right } };
      }
      agreeing += 1;
      right = point;
    }
  }
  return { chain, agreeing, broken: null };
}

/** What lies between these numbers, in order, from one to another. */
function gapsIn(numbers: readonly number[], from: number, to: number): readonly Range[] {
  const gaps: Range[] = [];
  let next = from;
  for (const number of [...numbers.filter((each) => each >= from), to + 1]) {
    if (number > next) gaps.push([next, number - 1]);
    next = number + 1;
  }
  return gaps;
}

function told<T extends number | Range>(
  all: readonly T[],
  what: (each: T) => string,
  known: readonly KnownPoint[],
): string[] {
  const firstOf = (each: number | Range): number => (typeof each === 'number' ? each : each[0]);
  const lines = all.slice(0, MAX_TOLD).map((each) => `${what(each)}: ${howToGet(known, firstOf(each))}.`);
  return all.length > MAX_TOLD ? [...lines, `There are ${all.length - MAX_TOLD} more such places.`] : lines;
}

/** From the last point before a number on. */
function howToGet(known: readonly KnownPoint[], number: number): string {
  const before = known.filter(({ count, cursor }) => count < number && cursor !== null).at(-1);
  if (before === undefined) return 'read the feed from its beginning';
  return `read the feed with cursor=${before.cursor}, behind event ${before.count}`;
}

const nameOf = ([from, to]: Range): string => (from === to ? `Event ${from} is` : `Events ${from} to ${to} are`);
