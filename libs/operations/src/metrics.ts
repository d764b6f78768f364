import { collectDefaultMetrics, Registry } from 'prom-client';

/** All of Alataw's metrics begin with it. Units are base units: `_seconds`, `_bytes`, `_total`. */
export const METRIC_PREFIX = 'clearance_';

/** A registry with the process's own metrics (memory, CPU, event loop) in it. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, prefix: METRIC_PREFIX });
  return registry;
}
