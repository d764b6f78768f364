import 'reflect-metadata';
import { ConfigurationError, EnvReader } from '@alataw/operations';
import { connectRedis } from '@alataw/projection';
import { createParts, readServiceConfig, stopOnSignals } from '@alataw/service';
import { Runtime } from './backends/runtime';
import { createGateway } from './gateway';
import { readGatewayConfig } from './gateway.config';

async function main(): Promise<void> {
  const env = new EnvReader(process.env);
  const config = readServiceConfig(env, 'gateway');
  const own = readGatewayConfig(env);
  env.done();
  const parts = await createParts(config);
  const { logger } = parts;
  const redis = connectRedis(config.redisUrl, (error) => logger.debug({ err: error }, 'Redis is away'));
  const gateway = await createGateway(own, { ...parts, redis });
  const onFatal = (error: unknown): void => {
    logger.fatal({ err: error }, 'the service cannot go on');
    process.exit(1);
  };
  const runtime = new Runtime({ ...gateway, ...parts, redis, onFatal });
  gateway.lifecycle.onStopped(() => runtime.stop());
  stopOnSignals(gateway.app, parts);
  runtime.start();
  await gateway.app.listen(config.http.port, config.http.host);
  logger.info({ http: config.http }, 'gateway has started');
}

main().catch((error: unknown) => {
  const why = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : why}\n`);
  process.exit(1);
});
