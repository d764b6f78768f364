import type { AvroRecord } from '../log/avro';
import { numberIn, textIn, textsIn } from '../log/record';
import type { LoadUnitState } from './unit-state';

/** Contents of a unit that left of which no chunk has said so, in the order of the manifest. */
export function unnamed({ status, manifest, named, namedEarly }: LoadUnitState): string[] {
  if (status !== 'departed') return [];
  const early = new Set(namedEarly);
  const rest = manifest.slice(named).map(({ contentId }) => contentId);
  return rest.filter((contentId) => !early.has(contentId));
}

/** The unit left, and nothing in it knows yet. */
export const hasLeft = (state: LoadUnitState, event: AvroRecord, at: number): LoadUnitState => ({
  ...state,
  status: 'departed',
  transportId: textIn(event, 'transportId'),
  named: 0,
  namedEarly: [],
  namedAt: at,
  since: at,
});

/** Whatever is named left in it and is named once; a chunk counts what it leaves for later ones. */
export function wrongChunk(state: LoadUnitState, event: AvroRecord): string | null {
  const open = new Set(unnamed(state));
  for (const contentId of textsIn(event, 'contentIds')) {
    if (!open.delete(contentId)) return `${contentId} did not leave in it, or is named again`;
  }
  if (textIn(event, 'transportId') !== state.transportId) return `it left with ${state.transportId ?? 'nothing'}`;
  return numberIn(event, 'left') === open.size ? null : `${open.size} contents are left`;
}

/** Moves over what is named: from the front as far as it goes, what lies behind it is kept. */
export function hasNamed(state: LoadUnitState, event: AvroRecord, at: number): LoadUnitState {
  const told = new Set([...state.namedEarly, ...textsIn(event, 'contentIds')]);
  const firstOpen = state.manifest.findIndex(({ contentId }, i) => i >= state.named && !told.has(contentId));
  const named = firstOpen < 0 ? state.manifest.length : firstOpen;
  const passed = new Set(state.manifest.slice(state.named, named).map(({ contentId }) => contentId));
  const namedEarly = [...told].filter((contentId) => !passed.has(contentId));
  return { ...state, named, namedEarly, namedAt: Math.max(at, state.namedAt + 1) };
}
