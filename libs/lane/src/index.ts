export { ForeignProjectionError } from './claim';
export { LaneHost, type LaneHostOptions, type LaneStatus } from './lane-host';
export type { BuildersLog, BuildersProjection, LaneObserver, LanesLog, LanesProjection, LossReason } from './ports';
export type { LaneDecision, LaneRound } from './round';
export { SlotBuilder, type BuildState, type BuildStatus } from './slot-builder';
export { StageMachine } from './stage-machine';
export { StageRecords } from './stage-records';
