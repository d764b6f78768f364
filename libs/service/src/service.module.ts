import { Codec } from '@alataw/contracts';
import { createLogger, createMetrics, Health, type Logger } from '@alataw/operations';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { METRICS, OperationsController } from './operations.controller';
import type { ServiceConfig } from './service-config';

/** Injects the {@link ServiceConfig}. */
export const CONFIG = Symbol('config');
/** Injects the service's {@link Logger}. */
export const LOGGER = Symbol('logger');

/** What every service has: its configuration, log, metrics, health and codec. */
export interface ServiceParts {
  readonly config: ServiceConfig;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly health: Health;
  readonly codec: Codec;
}

/** Makes the parts of a service. @throws when a schema registry is configured and refuses or does not answer */
export async function createParts(config: ServiceConfig): Promise<ServiceParts> {
  const { service, instance, logLevel, schemaRegistryUrl } = config;
  return {
    config,
    logger: createLogger({ service, instance, level: logLevel }),
    metrics: createMetrics(service),
    health: new Health(),
    codec: schemaRegistryUrl === undefined ? Codec.embedded() : await Codec.fromRegistry(schemaRegistryUrl),
  };
}

/** Offers the parts to the service's modules, and the health and metrics routes to its operators. */
@Module({})
export class ServiceModule {
  static of(parts: ServiceParts): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: parts.config },
      { provide: LOGGER, useValue: parts.logger },
      { provide: METRICS, useValue: parts.metrics },
      { provide: Health, useValue: parts.health },
      { provide: Codec, useValue: parts.codec },
    ];
    return { module: ServiceModule, global: true, controllers: [OperationsController], providers, exports: providers };
  }
}
