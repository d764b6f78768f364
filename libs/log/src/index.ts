export { LogError, LogUnavailableError, type Disposition } from './errors';
export { OutOfRangeError, type Fetched } from './fetcher';
export type { KafkaReaders, ReaderGrant } from './kafka-readers';
export { KafkaLog, type LocatedRecord } from './kafka-log';
export type { KafkaOptions, Producer } from './kafka-client';
export type { AppendOutcome } from './appender';
export type { GroupMember } from './membership';
export type { PartitionAppend, Position } from './protocol';
export type { Publication, Published } from './publisher';
export {
  encodeRecordBatch,
  decodeRecordBatches,
  type LogRecord,
  type OutgoingRecord,
  type RecordBatch,
} from './record-batch';
