export { BATCH_TYPE, bodyOf, messageOf, webhookId, type FeedEvent, type Message } from './message';
export type { DeliveryState, OpenEvent, PauseReason } from './schedule/delivery-schedule';
export { DELIVERY_LOG, deliveryList, logEntries, readLogged, type LoggedDelivery } from './delivery-log';
export { BATCH_EVENTS, DELIVERY_LIMITS, type DeliveryLimits } from './schedule/limits';
export {
  ENDPOINT_OPTIONS,
  endpointAt,
  endpointFault,
  type EndpointFault,
  type EndpointOptions,
} from './sending/endpoint';
export { post, type Posted } from './sending/post';
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
