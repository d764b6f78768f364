export { BATCH_TYPE, bodyOf, messageOf, webhookId, type FeedEvent, type Message } from './message';
export { resumed, type DeliveryState, type OpenEvent, type PauseReason } from './schedule/delivery-schedule';
export { BATCH_EVENTS, DELIVERY_LIMITS, type DeliveryLimits } from './schedule/limits';
export {
  ENDPOINT_OPTIONS,
  endpointAt,
  endpointFault,
  type EndpointFault,
  type EndpointOptions,
} from './sending/endpoint';
export {
  WebhookSender,
  type Attempt,
  type Ending,
  type FeedSource,
  type WebhookSenderParts,
} from './sending/webhook-sender';
export { ID_HEADER, SIGNATURE_HEADER, signedHeaders, TIMESTAMP_HEADER } from './signing/signature';
export {
  newKeyPair,
  newSecret,
  publicKeyOf,
  readSigningKey,
  readVerifyingKey,
  type SigningKey,
  type VerifyingKey,
} from './signing/signing-key';
export { disbeliefIn, TOLERANCE_MS, type Disbelief } from './signing/verification';
