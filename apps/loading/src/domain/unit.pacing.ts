import type {
  ContinueDeparture,
  DepartureChunk,
  LoadUnitState,
  UnitCommandRefused,
  UnitDeparted,
} from '@alataw/contracts';

/**
 * How a departure is told: with the departure itself the first part of the manifest, the others one by one when a command of
 * the ticker says so, so that a train does not keep everybody else waiting. A part is so large as parcels leave with it, at
 * whatever depth; a single content with more of them tells them in parts of its own.
 * @see docs/decisions/0020-trains-leave-at-a-measured-pace.md
 */
export interface Pace {
  /** Parcels that one chunk brings on their way. */
  readonly chunkParcels: number;
}

/** Whether a unit left and has contents that no chunk has named yet. */
export function isDeparting({ status, named, manifest }: LoadUnitState): boolean {
  return status === 'departed' && named < manifest.length;
}

/** The next part of a manifest; none when all is named. */
export function nextChunk(unitId: string, state: LoadUnitState, { chunkParcels }: Pace): readonly DepartureChunk[] {
  if (!isDeparting(state)) return [];
  const early = new Set(state.namedEarly);
  const part: string[] = [];
  let parcels = 0;
  for (let i = state.named; i < state.manifest.length; i++) {
    const entry = state.manifest[i]!;
    if (early.has(entry.contentId)) continue;
    if (part.length > 0 && parcels + entry.parcels > chunkParcels) break;
    part.push(entry.contentId);
    parcels += entry.parcels;
  }
  return [chunkOf(unitId, part, state)];
}

/**
 * The chunk that has to stand before the word that a hold of this content comes too late: what a unit said before its answer
 * has arrived before it, so that the content knows that it left when it hears the answer. None when it was named already.
 */
export function namedFirst(unitId: string, contentId: string, state: LoadUnitState): readonly DepartureChunk[] {
  const at = state.manifest.findIndex((entry) => entry.contentId === contentId);
  if (at < state.named || state.namedEarly.includes(contentId)) return [];
  return [chunkOf(unitId, [contentId], state)];
}

/** The ticker says that the next part may be told: once for each that was told before. */
export function continueDeparture(
  { unitId, namedAt }: ContinueDeparture,
  state: LoadUnitState,
  pace: Pace,
): readonly (DepartureChunk | UnitCommandRefused)[] {
  if (!isDeparting(state) || namedAt !== state.namedAt) {
    return [{ type: 'UnitCommandRefused', unitId, command: 'CONTINUE', reason: 'NOT_DUE' }];
  }
  return nextChunk(unitId, state, pace);
}

/** Folds a departure: nothing is named yet. */
export function left(state: LoadUnitState, { transportId }: UnitDeparted, at: number): LoadUnitState {
  return { ...state, status: 'departed', transportId, named: 0, namedEarly: [], namedAt: at, since: at };
}

/** Folds a chunk. Each has a time of its own, by which the ticker's commands are told apart. */
export function named(state: LoadUnitState, { contentIds }: DepartureChunk, at: number): LoadUnitState {
  const early = new Set([...state.namedEarly, ...contentIds]);
  let count = state.named;
  for (; count < state.manifest.length; count++) {
    if (!early.delete(state.manifest[count]!.contentId)) break;
  }
  return { ...state, named: count, namedEarly: [...early], namedAt: Math.max(at, state.namedAt + 1) };
}

function chunkOf(unitId: string, contentIds: readonly string[], state: LoadUnitState): DepartureChunk {
  const { visit, transportId } = state;
  const unnamed = state.manifest.length - state.named - state.namedEarly.length;
  return {
    ...{ type: 'DepartureChunk', unitId, visit, transportId: transportId ?? unitId },
    ...{ contentIds, left: unnamed - contentIds.length },
  };
}
