export { ConfigurationError, EnvReader } from './env-reader';
export { Health, type Readiness, type ReadinessCheck } from './health';
export { createLogger, LOG_LEVELS, nestLogger, type Logger, type LogLevel } from './logger';
export { readSecretBox, SecretBox } from './secret-box';
export { createMetrics, METRIC_PREFIX } from './metrics';
