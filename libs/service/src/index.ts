export { BesideLanes, isPassing, type Outgoing, type Turns, type Work } from './beside-lanes';
export { METRICS, OperationsController } from './operations.controller';
export { runStage, stopOnSignals } from './run-stage';
export { readKafka, readServiceConfig, type ServiceConfig, type StageConfig } from './service-config';
export { CONFIG, createParts, LOGGER, ServiceModule, type ServiceParts } from './service.module';
export { StageModule } from './stage.module';
export { TickerModule } from './ticker/ticker.module';
export type { Deadline, TickerPace } from './ticker/ticker.service';
