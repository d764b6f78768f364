export { deadLetterDecider, type DeadLetterEvent } from './dead-letter';
export { parseOrigin } from './origin';
export { Progress } from './progress';
export { ForeignProjectionError } from './claim';
export { LaneHost, type LaneHostOptions, type LaneStatus } from './lane-host';
export type { LaneObserver, LanesLog, LanesProjection, LossReason } from './ports';
export type { LaneDecision, LaneRound, Prepared } from './round';
export { StageMachine } from './stage-machine';
export { StageRecords } from './stage-records';
