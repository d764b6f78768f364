export {
  decodeEntry,
  decodeRemains,
  encodeEntry,
  encodeRemains,
  withEventOffset,
  type StoredEntry,
  type StoredRemains,
} from './entry';
export {
  FIRST_FOLD,
  foldFields,
  foldOf,
  keys,
  laneFields,
  numberMember,
  numberSet,
  slotOf,
  type FoundBy,
} from './keys';
export {
  countEntries,
  type EntityKey,
  type EntryChange,
  type LaneChange,
  type LaneOwner,
  type LaneSnapshot,
} from './lane-change';
export { BUILDING_MS, LaneProjection, type BuiltSlot, type Fold } from './lane-projection';
export { Lease } from './lease';
export { ProjectionReader, type ProjectedEntry, type QueueSummary, type SetRow } from './projection-reader';
export { ENTRY_ID, RecentEntries, recentEntries, type RecentEntry, type StreamCommands } from './recent-entries';
export { connectRedis, ProjectionError } from './redis';
export { SlotComparison, type DifferingFields, type SlotDifferences } from './slot-comparison';
export { slotLanes, surveySlots, type SlotLane, type SlotView } from './slot-survey';
