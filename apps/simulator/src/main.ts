import { createLogger } from '@alataw/operations';
import { Simulation } from './simulation';
import { readConfig } from './simulator.config';
import { startStatusServer } from './status-server';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ service: 'simulator', instance: config.instance, level: config.logLevel });
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  const simulation = new Simulation(config, logger, stopping.signal);
  const server = await startStatusServer(config.http, () => simulation.progress, simulation.customs);
  logger.info(simulation.progress, 'the simulator has started');
  await simulation.run();
  logger.info(simulation.progress, 'the simulator has stopped');
  server.closeAllConnections();
  server.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
