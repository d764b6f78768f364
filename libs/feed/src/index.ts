export type { FeedDefinition, FeedSource, FeedStart, Selected, SourceEvent, SourceRule } from './feed';
export { FeedWriter, type FeedLog, type FeedWriterOptions } from './feed-writer';
export { controlIn, HEADER, linked, NO_CHAIN, placeIn, type Control, type Place } from './place';
