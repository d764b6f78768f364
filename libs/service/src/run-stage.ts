import 'reflect-metadata';
import { StageRecords } from '@alataw/lane';
import { ConfigurationError, EnvReader, nestLogger } from '@alataw/operations';
import type { StageName } from '@alataw/contracts';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { BuildTransport } from './build-transport';
import { LaneTransport } from './lane-transport';
import { readStageConfig, type StageConfig } from './service-config';
import { createParts, ServiceModule, type ServiceParts } from './service.module';

@Module({})
class Root {}

/**
 * Starts a stage's service: health and metrics over HTTP, lanes over Kafka. Ends the process with 1 on what cannot be
 * waited out, and with 0 after SIGTERM or SIGINT.
 */
export async function runStage(stage: StageName, module: Type): Promise<void> {
  const { config, parts } = await startOrExit(stage);
  const { logger, health, metrics, codec } = parts;
  const root = { module: Root, imports: [ServiceModule.of(parts), module] };
  const onFailed = (cause: unknown): never => {
    logger.fatal({ err: cause }, 'the service cannot go on');
    return process.exit(1);
  };
  const nest = { logger: nestLogger(logger), abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), nest).catch(onFailed);
  const records = app.get(StageRecords, { strict: false });
  const options = { config, codec, health, metrics, logger, records, onFailed };
  const onBuilt = (outcome: 'whole' | 'overtaken'): void => {
    if (config.buildAhead === 'once') void app.close().then(() => process.exit(outcome === 'whole' ? 0 : 1), onFailed);
  };
  const strategy =
    config.buildAhead === 'false' ? new LaneTransport(options) : new BuildTransport({ ...options, onBuilt });
  app.connectMicroservice({ strategy });
  stopOnSignals(app, parts);
  await app.startAllMicroservices();
  await app.listen(config.http.port, config.http.host).catch(onFailed);
  logger.info({ http: config.http }, `${stage} has started`);
}

/** Closes an application on SIGTERM and SIGINT, and ends the process when that is done. */
export function stopOnSignals(
  app: { close(): Promise<void> },
  { logger, health }: Pick<ServiceParts, 'logger' | 'health'>,
): void {
  const stop = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping');
    health.stop();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function startOrExit(stage: StageName): Promise<{ config: StageConfig; parts: ServiceParts }> {
  try {
    const env = new EnvReader(process.env);
    const config = readStageConfig(env, stage);
    env.done();
    return { config, parts: await createParts(config) };
  } catch (error) {
    const text =
      error instanceof ConfigurationError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    return process.exit(1);
  }
}
