/** What to do about a failure: wait and try again, claim the lane anew, or stop the process. */
export type Disposition = 'retry' | 'reclaim' | 'stop';

/** A failure that Kafka or the way to it reported. */
export class LogError extends Error {
  override readonly name = 'LogError';

  constructor(
    message: string,
    readonly disposition: Disposition,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Thrown when a record could not be handed to Kafka before the deadline: the outcome is unknown, sending again is safe where the reader recognises repetitions. */
export class LogUnavailableError extends LogError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'retry', options);
  }
}

/**
 * Protocol error codes, by what they mean for the sender. Those not named here stop the process: they are faults of
 * configuration (authorisation, record too large, unsupported version), which waiting does not mend.
 * @see https://kafka.apache.org/protocol#protocol_error_codes
 */
const RETRY = new Map<number, string>([
  [3, 'UNKNOWN_TOPIC_OR_PARTITION'],
  [5, 'LEADER_NOT_AVAILABLE'],
  [6, 'NOT_LEADER_OR_FOLLOWER'],
  [7, 'REQUEST_TIMED_OUT'],
  [8, 'BROKER_NOT_AVAILABLE'],
  [9, 'REPLICA_NOT_AVAILABLE'],
  [13, 'NETWORK_EXCEPTION'],
  [14, 'COORDINATOR_LOAD_IN_PROGRESS'],
  [15, 'COORDINATOR_NOT_AVAILABLE'],
  [16, 'NOT_COORDINATOR'],
  [19, 'NOT_ENOUGH_REPLICAS'],
  [20, 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'],
  [51, 'CONCURRENT_TRANSACTIONS'],
  [56, 'KAFKA_STORAGE_ERROR'],
  [74, 'FENCED_LEADER_EPOCH'],
  [76, 'UNKNOWN_LEADER_EPOCH'],
  [78, 'OFFSET_NOT_AVAILABLE'],
  [100, 'UNKNOWN_TOPIC_ID'],
]);

const RECLAIM = new Map<number, string>([
  [45, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
  [46, 'DUPLICATE_SEQUENCE_NUMBER'],
  [47, 'INVALID_PRODUCER_EPOCH'],
  [59, 'UNKNOWN_PRODUCER_ID'],
  [90, 'PRODUCER_FENCED'],
]);

const STOP = new Map<number, string>([
  [1, 'OFFSET_OUT_OF_RANGE'],
  [2, 'CORRUPT_MESSAGE'],
  [10, 'MESSAGE_TOO_LARGE'],
  [18, 'RECORD_LIST_TOO_LARGE'],
  [29, 'TOPIC_AUTHORIZATION_FAILED'],
  [31, 'CLUSTER_AUTHORIZATION_FAILED'],
  [54, 'SECURITY_DISABLED'],
  [87, 'INVALID_RECORD'],
]);

/** Turns a protocol error code into an error with its disposition; code 0 is no error. */
export function protocolError(code: number, where: string): LogError | null {
  if (code === 0) return null;
  const disposition: Disposition = RETRY.has(code) ? 'retry' : RECLAIM.has(code) ? 'reclaim' : 'stop';
  const name = RETRY.get(code) ?? RECLAIM.get(code) ?? STOP.get(code) ?? `error code ${code}`;
  return new LogError(`Kafka answered ${name} for ${where}`, disposition);
}
