import { pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** JSON lines on stdout: `time` (ISO 8601), `level` by name, `service`, `instance`, `msg`, and what the line is about. */
export function createLogger(options: { service: string; instance: string; level: LogLevel }): Logger {
  return pino({
    level: options.level,
    base: { service: options.service, instance: options.instance },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}

/** Lets Nest log through the same logger; its own start-up chatter is for debugging. */
export function nestLogger(logger: Logger): {
  log(message: unknown, context?: unknown): void;
  error(message: unknown, ...rest: unknown[]): void;
  warn(message: unknown, context?: unknown): void;
  debug(message: unknown, context?: unknown): void;
  verbose(message: unknown, context?: unknown): void;
  fatal(message: unknown, context?: unknown): void;
} {
  return {
    log: (message, context) => logger.debug({ context }, String(message)),
    error: (message, ...rest) => logger.error({ context: rest.at(-1), stack: rest[0] }, String(message)),
    warn: (message, context) => logger.warn({ context }, String(message)),
    debug: (message, context) => logger.debug({ context }, String(message)),
    verbose: (message, context) => logger.trace({ context }, String(message)),
    fatal: (message, context) => logger.fatal({ context }, String(message)),
  };
}
