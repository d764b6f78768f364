export { Codec, MAX_RECORD_BYTES, MAX_STATE_BYTES } from './codec';
export type { Contract, ContractKind, Issued, Recorded } from './contract';
export { isCommand, isEvent, isOf, type Decoded } from './decoded';
export { EncodeError, RegistryError, UndecodableError, undecodableReasons, UnknownSchemaError } from './errors';
export type { UndecodableReason } from './errors';
export * from './generated';
export { partitionOf } from './partition';
export { RegistryReads, type RegisteredSchema } from './registry-reads';
export { isTopicName, stages, topicNames, topicsOf, type StageName, type StageTopics } from './topics';
