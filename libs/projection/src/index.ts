export { decodeEntry, encodeEntry, withEventOffset, type StoredEntry } from './entry';
export { keys, laneFields } from './keys';
export {
  countEntries,
  type EntityKey,
  type EntryChange,
  type LaneChange,
  type LaneOwner,
  type LaneSnapshot,
} from './lane-change';
export { LaneProjection } from './lane-projection';
export { ProjectionReader, type ProjectedEntry, type QueueSummary, type SetRow } from './projection-reader';
export { connectRedis, ProjectionError } from './redis';
