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
