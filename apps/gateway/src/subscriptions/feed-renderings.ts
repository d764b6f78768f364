import { Problem } from '@alataw/http';
import type { CloudEvent } from '@alataw/milestones';
import { RENDERINGS as STANDARDS } from '@alataw/renderings';

/** A page of a feed, as it is answered. */
export interface RenderedPage {
  /** CloudEvents, each as it stands in the feed. */
  readonly events: readonly string[];
  /** The cursor to go on with. */
  readonly next: string;
  /** Events of the feed up to there, and the chain over them, hexadecimal; null: retention has removed what would say so. */
  readonly count: number | null;
  readonly chain: string | null;
}

/** @param at when it is answered, epoch ms UTC */
type Rendering = (page: RenderedPage, at: number) => string;

/**
 * What a page can be answered as, by media type; the first unless another is asked for. Cursor, count and chain stand in the headers of every
 * answer, so that a rendering need not have a place for them.
 */
const RENDERINGS: ReadonlyMap<string, Rendering> = new Map<string, Rendering>([
  ['application/json', pageText],
  // CloudEvents 1.0, JSON batch format.
  ['application/cloudevents-batch+json', ({ events }) => listOf(events)],
  ...[...STANDARDS].map(([mediaType, render]): [string, Rendering] => [
    mediaType,
    ({ events }, at) =>
      render(
        events.map((text) => JSON.parse(text) as CloudEvent),
        at,
      ),
  ]),
]);

/** The events are not written anew: what a carrier hashes are their very bytes. */
function pageText({ events, ...rest }: RenderedPage): string {
  return `{"events":${listOf(events)},${JSON.stringify(rest).slice(1)}`;
}

const listOf = (events: readonly string[]): string => `[${events.join(',')}]`;

/**
 * Chooses by `Accept`: of the highest quality, and among equals the first that is offered.
 * @throws {Problem} 406 when none is accepted
 */
export function renderingFor(accept: string | undefined): { readonly mediaType: string; readonly render: Rendering } {
  const ranges = rangesIn(accept ?? '');
  let best: { mediaType: string; render: Rendering; quality: number } | null = null;
  for (const [mediaType, render] of RENDERINGS) {
    const quality = qualityOf(mediaType, ranges);
    if (quality > (best?.quality ?? 0)) best = { mediaType, render, quality };
  }
  if (best !== null) return best;
  const detail = `Accept one of ${[...RENDERINGS.keys()].join(', ')}.`;
  throw new Problem(406, 'NOT_ACCEPTABLE', detail);
}

/** Media ranges with their qualities (RFC 9110, 12.5.1). */
function rangesIn(accept: string): ReadonlyMap<string, number> {
  const ranges = new Map<string, number>();
  for (const part of accept.toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map((word) => word.trim());
    const quality = parameters.find((word) => word.startsWith('q='));
    if (range !== '') ranges.set(range, quality === undefined ? 1 : Number(quality.slice(2)) || 0);
  }
  return ranges.size === 0 ? new Map([['*/*', 1]]) : ranges;
}

/** The most specific range counts. */
function qualityOf(mediaType: string, ranges: ReadonlyMap<string, number>): number {
  const [kind] = mediaType.split('/');
  return ranges.get(mediaType) ?? ranges.get(`${kind}/*`) ?? ranges.get('*/*') ?? 0;
}
