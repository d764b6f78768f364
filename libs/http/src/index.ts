export { admit, principalOf } from './access/access.hook';
export {
  bearerToken,
  hashSecret,
  newKey,
  parseKey,
  ROLES,
  TENANT_ROLES,
  secretMatches,
  type NewKey,
  type PresentedKey,
  type Role,
} from './access/api-key';
export { Endpoint, type EndpointOptions } from './access/endpoint.decorator';
export { KeyRing, type KeyRecord } from './access/key-ring';
export { actorOf, type Principal } from './access/principal';
export { BodyError, ChunkSource, discardRest, type BodyFaultCode } from './body/chunk-source';
export { bodyBytes, type InflateLimits } from './body/inflate';
export { rawBodyOf, readBodies, readWholeBody, unsupported, type JsonBodyLimits } from './body/json-body';
export { MAX_JSON_DEPTH, readJson, type JsonReading } from './body/json-text';
export { escapePointer, faultsOf, MAX_FAULTS } from './body/schema-faults';
export { accepted, SchemaSet, type JsonSchema, type Validation } from './body/schema-set';
export { installEdge, serverOptions, type EdgeParts, type ServerLimits } from './edge';
export { fingerprintOf, readIdempotencyKey } from './idempotency/idempotency-key';
export {
  KEPT_MS as IDEMPOTENCY_KEPT_MS,
  RedisIdempotencyStore,
  type IdempotencyStore,
  type KeyValue,
  type KeyState,
  type StoredAnswer,
} from './idempotency/idempotency-store';
export { answerAgain, beginIdempotent, finishIdempotent, notKept } from './idempotency/idempotency.hook';
export { ConcurrencyGate } from './limits/concurrency-gate';
export { LruMap } from './limits/lru-map';
export { RateLimiter } from './limits/rate-limiter';
export { TokenBucket, type BucketPolicy } from './limits/token-bucket';
export { preferredLanguage } from './language';
export { LineSplitter, type Line } from './ndjson/line-splitter';
export { Turns } from './limits/turns';
export { decodeCursor, encodeCursor, nextLink, readLimit } from './paging/cursor';
export { isNotModified } from './paging/etag';
export { decodeOffsets, encodeOffsets, type OffsetVector } from './paging/offset-vector';
export { preferredWaitSeconds } from './prefer';
export { Problem, problemType, PROBLEM_JSON, titleOf, type Fault, type ProblemExtras } from './problem/problem';
export { problemOf } from './problem/problem-of';
export { noSuchRoute, ProblemFilter, routeOf, sendProblem, type FaultLog } from './problem/problem.filter';
export { formatEvent, SSE_HEADERS, SseStream, type ServerSentEvent, type SseLimits } from './sse/sse-stream';
