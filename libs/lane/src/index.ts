export { ForeignProjectionError } from './claim';
export { LaneHost, type LaneHostOptions, type LaneStatus } from './lane-host';
export type { LaneObserver, LanesLog, LanesProjection, LossReason } from './ports';
export { StageMachine, type LaneDecision, type LaneRound } from './stage-machine';
