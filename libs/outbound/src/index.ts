export { Outgoing, OutgoingError, type Answer, type OutgoingFailure, type OutgoingOptions } from './outgoing';
export { isPublicAddress } from './public-address';
