export type { FeedDefinition, FeedSource, FeedStart, Point, Selected, SourceEvent, SourceRule, Window } from './feed';
export { FeedReader, type FeedNewsLog, type FeedReadLog, type Stretch } from './feed-reader';
export { FeedWriter, type FeedLog, type FeedWriterOptions } from './feed-writer';
export { controlRecord } from './open-feed';
export {
  controlIn,
  HEADER,
  linked,
  linkedDigest,
  NO_CHAIN,
  placeBefore,
  placeHeaders,
  placeIn,
  type Control,
  type Place,
} from './place';
