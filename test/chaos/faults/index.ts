import { brokerKilled, brokersRolled } from './brokers';
import { epochForgotten } from './epoch-forgotten';
import type { FaultKind } from './fault';
import { feedWriterFrozen, feedWriterKilled } from './feed-writer';
import { alien, poison } from './foreign-records';
import { gatewayKilled, simulatorKilled, stageFrozen, stageKilled } from './kills';
import { laneClaimedTwice, lanesMoved } from './owners';
import { redisEmptied, redisFlushed, redisKilled, redisSetBack } from './redis';
import { answerDropped, clientDelayed, connectionsCut, requestDropped } from './wire';

/** Every kind of fault there is. The order is part of what a seed means. */
export const FAULT_KINDS: readonly FaultKind[] = [
  stageKilled,
  gatewayKilled,
  simulatorKilled,
  stageFrozen,
  brokerKilled,
  brokersRolled,
  redisKilled,
  redisFlushed,
  redisEmptied,
  redisSetBack,
  lanesMoved,
  laneClaimedTwice,
  answerDropped,
  requestDropped,
  connectionsCut,
  clientDelayed,
  epochForgotten,
  poison,
  alien,
  feedWriterKilled,
  feedWriterFrozen,
];

export { NothingToStrike, Scene, type FaultKind } from './fault';
