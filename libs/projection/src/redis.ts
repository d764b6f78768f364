import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';

/** Thrown when Redis refuses a command for a reason that waiting does not mend. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';
}

const RETRY_MIN_MS = 20;
const RETRY_MAX_MS = 1_000;
const COMMAND_TIMEOUT_MS = 5_000;

/** Connects to Redis so that commands fail at once while it is away: whoever must wait, waits by {@link patiently}. */
export function connectRedis(url: string, onError: (error: Error) => void = () => undefined): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(attempt, 6)),
  });
  redis.on('error', onError);
  return redis;
}

/** Redis's own refusals that pass: it is loading its file, has no master, is full, or a script occupies it. */
const PASSING = /^(LOADING|MASTERDOWN|READONLY|OOM|BUSY|TRYAGAIN|CLUSTERDOWN|MISCONF|NOREPLICAS)/;

/**
 * Runs a command until Redis answers.
 * @param onWait called with the reason whenever an attempt has failed
 * @throws {ProjectionError} for what waiting does not mend
 */
export async function patiently<T>(
  command: () => Promise<T>,
  signal: AbortSignal,
  onWait: (reason: string) => void,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await command();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const isReply = error instanceof Error && error.name === 'ReplyError';
      if (isReply && !PASSING.test(message)) throw new ProjectionError(message, { cause: error });
      onWait(message);
      await sleep(Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(attempt, 6)), undefined, { signal });
    }
  }
}
