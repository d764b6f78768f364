export {
  cloudEventOf,
  eventText,
  eventTypeOf,
  milestoneText,
  sequenceText,
  type CloudEvent,
  type MilestoneData,
} from './cloud-event';
export { feedEventText, feedRecord, type FeedRecord } from './feed-record';
export { FEED_PREFIX, feedCursor, feedTopicOf, feedTopicsOf, readFeedCursor, type FeedPlace } from './feed-topic';
export { recordedMilestone } from './recorded-milestone';
export { canonicalJson } from './receipts/canonical-json';
export { isGenuine, readReceipt, receiptOf, type Receipt, type ReceiptPoint } from './receipts/receipt';
export {
  kidOf,
  readPublicJwk,
  readReceiptKeys,
  ReceiptKey,
  type PublicJwk,
  type ReceiptKeys,
} from './receipts/receipt-key';
