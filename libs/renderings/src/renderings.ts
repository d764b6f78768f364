import type { CloudEvent } from '@alataw/milestones';
import { renderDcsa } from './dcsa';
import { renderEpcis } from './epcis';

/** Events as a text. @param at when it is made, epoch ms UTC */
export type Rendering = (events: readonly CloudEvent[], at: number) => string;

/**
 * By the media type that asks for it (`Accept`). EPCIS has none of its own and is served as JSON-LD; DCSA has plain JSON, which is ours already, so that
 * its type is one of this centre's.
 */
export const RENDERINGS: ReadonlyMap<string, Rendering> = new Map<string, Rendering>([
  ['application/ld+json', (events, at) => JSON.stringify(renderEpcis(events, at))],
  ['application/vnd.alataw.dcsa-tnt.v2+json', (events) => JSON.stringify(renderDcsa(events))],
]);
