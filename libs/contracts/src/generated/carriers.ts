// GENERATED from schemas/carriers/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** Somebody begins to send the events of a webhook. Said by the service itself. */
export interface BeginDelivery {
  readonly type: 'BeginDelivery';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Who sends: made up anew whenever somebody begins. What others say of the delivery from then on does not count. */
  readonly sender: string;
}

export const BeginDelivery: Contract<BeginDelivery> = {
  name: 'BeginDelivery',
  fullName: 'alataw.carriers.BeginDelivery',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/**
 * A milestone as a feed in Avro bears it: the data of a CloudEvent, whose attributes stand in the headers of the
 * record.
 */
export interface CarrierEvent {
  readonly type: 'CarrierEvent';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Position among the parcel's milestones, from 1 without gaps; a filter may leave some out of a feed. */
  readonly number: number;
  readonly milestone: Milestone;
  /** Code of the carrier that takes the parcel abroad. */
  readonly carrier: string;
  /** Code of the platform that declared it. */
  readonly platform: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** The load unit that it is about: <kind>:<number>, e.g. truck:KZ-123ABC02; null: none. */
  readonly unitId: string | null;
  /** The truck or train that it left with; null: it has not left. */
  readonly transportId: string | null;
  /** Code of HoldReason or of ReturnReason, where the milestone has one. */
  readonly reason: string | null;
  /** Number of the one piece that is meant, from 1; null: all that the unit had, or the parcel as a whole. */
  readonly piece: number | null;
  /** The version of the declaration that the release rests on. */
  readonly declarationVersion: number;
}

export const CarrierEvent: Contract<CarrierEvent> = {
  name: 'CarrierEvent',
  fullName: 'alataw.carriers.CarrierEvent',
  kind: 'feed',
  topic: null,
  keyOf: ({ parcelId }) => parcelId,
};

/** What the carriers stage remembers of a parcel. */
export interface CarrierParcelState {
  readonly status: CarrierParcelStatus;
  /** Of its last milestone; 0: none. */
  readonly number: number;
  /** Code of the carrier that takes the parcel abroad: whose business it is. */
  readonly carrier: string;
  /** Code of the platform that declared it. */
  readonly platform: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** The version of the declaration that the release rests on. */
  readonly declarationVersion: number;
  /** What waits for the release to be heard of, in order. */
  readonly movements: readonly Movement[];
}

export const CarrierParcelState: Contract<CarrierParcelState> = {
  name: 'CarrierParcelState',
  fullName: 'alataw.carriers.CarrierParcelState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a parcel stands for its carrier. */
export const CarrierParcelStatus = ['absent', 'unreleased', 'underway', 'ended'] as const;
export type CarrierParcelStatus = (typeof CarrierParcelStatus)[number];

/** What is subscribed changes. */
export interface ChangeSubscription {
  readonly type: 'ChangeSubscription';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Condition in CEL over `event`, at most 2,000 characters; empty: everything of the carrier's. Null: as it was. */
  readonly filter: string | null;
  /** Null: as it was. */
  readonly channel: SubscriptionChannel | null;
  /** Where a webhook is sent to; null for other channels. Null: as it was. */
  readonly url: string | null;
  /**
   * With which a webhook is signed, sealed: the key to it stands in no record. Null for other channels. Null: as it
   * was.
   */
  readonly secret: Buffer | null;
  /** Of the secret that is sent with it, where that is the half of a pair; null: of none. */
  readonly publicKey: string | null;
  /** Null: as it was. */
  readonly format: FeedFormat | null;
  /** Whether a webhook carries up to 100 events. Null: as it was. */
  readonly batches: boolean | null;
  /** The carrier's own words, at most 500 characters; may be empty. Null: as it was. */
  readonly description: string | null;
}

export const ChangeSubscription: Contract<ChangeSubscription> = {
  name: 'ChangeSubscription',
  fullName: 'alataw.carriers.ChangeSubscription',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** The subscription ends. */
export interface DeleteSubscription {
  readonly type: 'DeleteSubscription';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
}

export const DeleteSubscription: Contract<DeleteSubscription> = {
  name: 'DeleteSubscription',
  fullName: 'alataw.carriers.DeleteSubscription',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** All that was said of the delivery before stands, and one sender goes on from there. */
export interface DeliveryBegun {
  readonly type: 'DeliveryBegun';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Who sends: made up anew whenever somebody begins. What others say of the delivery from then on does not count. */
  readonly sender: string;
}

export const DeliveryBegun: Contract<DeliveryBegun> = {
  name: 'DeliveryBegun',
  fullName: 'alataw.carriers.DeliveryBegun',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** How far a webhook was delivered: from here it goes on. */
export interface DeliveryNoted {
  readonly type: 'DeliveryNoted';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  readonly progress: DeliveryProgress;
}

export const DeliveryNoted: Contract<DeliveryNoted> = {
  name: 'DeliveryNoted',
  fullName: 'alataw.carriers.DeliveryNoted',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** How far a webhook has got. What was read and is not open was taken. */
export interface DeliveryProgress {
  /** Number of the last event of the feed that was read; 0: none. */
  readonly high: number;
  /**
   * Offset in the feed of that event or of a later one; 0: it is read from the first event on; -1: from the first one
   * that the feed still holds.
   */
  readonly offset: number;
  /** Number of the first event that the feed still holds, once events before it were lost; 0: none were. */
  readonly oldest: number;
  /** By their numbers. */
  readonly open: readonly OpenDelivery[];
}

/** How events are written in a feed. */
export const FeedFormat = ['JSON', 'AVRO'] as const;
export type FeedFormat = (typeof FeedFormat)[number];

/** What a carrier is told of a parcel. */
export const Milestone = [
  'OTHER',
  'RELEASED',
  'RELEASE_REVOKED',
  'HELD',
  'HOLD_LIFTED',
  'HOLD_TOO_LATE',
  'LOADED',
  'OFFLOADED',
  'DEPARTED',
  'PIECES_DEPARTED',
  'RETURNED',
  'DETAINED',
] as const;
export type Milestone = (typeof Milestone)[number];

/** What a carrier may know of a parcel, from its release on. */
export interface MilestoneReached {
  readonly type: 'MilestoneReached';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Position among the parcel's milestones, from 1 without gaps. */
  readonly number: number;
  readonly milestone: Milestone;
  /** When the stage that it comes from said so, epoch ms UTC. */
  readonly happenedAt: number;
  /** Code of the carrier that takes the parcel abroad: whose business it is. */
  readonly carrier: string;
  /** Code of the platform that declared it. */
  readonly platform: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** The load unit that it is about: <kind>:<number>, e.g. truck:KZ-123ABC02; null: none. */
  readonly unitId: string | null;
  /** The truck or train that it left with; null: it has not left. */
  readonly transportId: string | null;
  /** Code of HoldReason or of ReturnReason, where the milestone has one. */
  readonly reason: string | null;
  /** Number of the one piece that is meant, from 1; null: all that the unit had, or the parcel as a whole. */
  readonly piece: number | null;
  /** The version of the declaration that the release rests on. */
  readonly declarationVersion: number;
}

export const MilestoneReached: Contract<MilestoneReached> = {
  name: 'MilestoneReached',
  fullName: 'alataw.carriers.MilestoneReached',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The stage forgets a parcel that ended long ago. */
export interface MilestonesRetired {
  readonly type: 'MilestonesRetired';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const MilestonesRetired: Contract<MilestonesRetired> = {
  name: 'MilestonesRetired',
  fullName: 'alataw.carriers.MilestonesRetired',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What loading said of a parcel before its release was heard of. */
export interface Movement {
  readonly milestone: Milestone;
  /** Epoch ms UTC. */
  readonly happenedAt: number;
  /** The load unit that it is about: <kind>:<number>, e.g. truck:KZ-123ABC02; null: none. */
  readonly unitId: string | null;
  /** The truck or train that it left with; null: it has not left. */
  readonly transportId: string | null;
  /** Number of the one piece that is meant, from 1; null: all that the unit had, or the parcel as a whole. */
  readonly piece: number | null;
}

/** Loading was heard of before the release that it follows from: told to the carrier once the release is here. */
export interface MovementNoted {
  readonly type: 'MovementNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly milestone: Milestone;
  /** The load unit that it is about: <kind>:<number>, e.g. truck:KZ-123ABC02; null: none. */
  readonly unitId: string | null;
  /** The truck or train that it left with; null: it has not left. */
  readonly transportId: string | null;
  /** Number of the one piece that is meant, from 1; null: all that the unit had, or the parcel as a whole. */
  readonly piece: number | null;
}

export const MovementNoted: Contract<MovementNoted> = {
  name: 'MovementNoted',
  fullName: 'alataw.carriers.MovementNoted',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** How far the events of a webhook were delivered: many attempts at once. Said by the service itself. */
export interface NoteDelivery {
  readonly type: 'NoteDelivery';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Who sends, as it began. */
  readonly sender: string;
  readonly progress: DeliveryProgress;
  /** Why it cannot go on; null: it does. */
  readonly ending: SubscriptionPauseReason | null;
}

export const NoteDelivery: Contract<NoteDelivery> = {
  name: 'NoteDelivery',
  fullName: 'alataw.carriers.NoteDelivery',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** An event of a feed that was sent, or is to be sent, and was not taken yet. */
export interface OpenDelivery {
  /** Its number in the feed. */
  readonly sequence: number;
  /** Those that failed. */
  readonly attempts: number;
  /** When it is due, epoch ms UTC. */
  readonly nextAt: number;
}

/** A carrier subscribes to milestones of its parcels. */
export interface OpenSubscription {
  readonly type: 'OpenSubscription';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Condition in CEL over `event`, at most 2,000 characters; empty: everything of the carrier's. */
  readonly filter: string;
  readonly channel: SubscriptionChannel;
  /** Where a webhook is sent to; null for other channels. */
  readonly url: string | null;
  /** With which a webhook is signed, sealed: the key to it stands in no record. Null for other channels. */
  readonly secret: Buffer | null;
  /**
   * With which a webhook's signature is verified, `whpk_…`, where it is signed with the half of a pair; null where both
   * sides know the secret.
   */
  readonly publicKey: string | null;
  readonly format: FeedFormat;
  /** Whether a webhook carries up to 100 events. */
  readonly batches: boolean;
  /** From when on events belong into the feed, epoch ms UTC; 0: from the beginning of the log. */
  readonly startAt: number;
  /** The carrier's own words, at most 500 characters; may be empty. */
  readonly description: string;
}

export const OpenSubscription: Contract<OpenSubscription> = {
  name: 'OpenSubscription',
  fullName: 'alataw.carriers.OpenSubscription',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** Nothing is delivered until it is resumed; the feed goes on. */
export interface PauseSubscription {
  readonly type: 'PauseSubscription';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
}

export const PauseSubscription: Contract<PauseSubscription> = {
  name: 'PauseSubscription',
  fullName: 'alataw.carriers.PauseSubscription',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** The carrier wants events once more. */
export interface RedeliverEvents {
  readonly type: 'RedeliverEvents';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Number of the event in the feed, as in its `sequence`. */
  readonly sequence: number;
  /** Whether all that follows is sent again as well. */
  readonly onward: boolean;
}

export const RedeliverEvents: Contract<RedeliverEvents> = {
  name: 'RedeliverEvents',
  fullName: 'alataw.carriers.RedeliverEvents',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** Events are sent once more, under the ids that they had. */
export interface RedeliveryOrdered {
  readonly type: 'RedeliveryOrdered';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Counts what happened to the subscription, from 1. */
  readonly version: number;
  /** Number of the event in the feed, as in its `sequence`. */
  readonly sequence: number;
  /** Whether all that follows is sent again as well. */
  readonly onward: boolean;
}

export const RedeliveryOrdered: Contract<RedeliveryOrdered> = {
  name: 'RedeliveryOrdered',
  fullName: 'alataw.carriers.RedeliveryOrdered',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** It is delivered again, from where it was paused. */
export interface ResumeSubscription {
  readonly type: 'ResumeSubscription';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
}

export const ResumeSubscription: Contract<ResumeSubscription> = {
  name: 'ResumeSubscription',
  fullName: 'alataw.carriers.ResumeSubscription',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** What is subscribed from now on, as a whole. */
export interface SubscriptionChanged {
  readonly type: 'SubscriptionChanged';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Counts what happened to the subscription, from 1. */
  readonly version: number;
  /** Condition in CEL over `event`, at most 2,000 characters; empty: everything of the carrier's. */
  readonly filter: string;
  readonly channel: SubscriptionChannel;
  /** Where a webhook is sent to; null for other channels. */
  readonly url: string | null;
  /** With which a webhook is signed, sealed: the key to it stands in no record. Null for other channels. */
  readonly secret: Buffer | null;
  /**
   * With which a webhook's signature is verified, `whpk_…`, where it is signed with the half of a pair; null where both
   * sides know the secret.
   */
  readonly publicKey: string | null;
  /** The secret before, sealed, with which is signed as well for a while; null: none. */
  readonly formerSecret: Buffer | null;
  /** For how long that is, epoch ms UTC; 0: there is none. */
  readonly formerUntil: number;
  readonly format: FeedFormat;
  /** Whether a webhook carries up to 100 events. */
  readonly batches: boolean;
  /** The carrier's own words, at most 500 characters; may be empty. */
  readonly description: string;
}

export const SubscriptionChanged: Contract<SubscriptionChanged> = {
  name: 'SubscriptionChanged',
  fullName: 'alataw.carriers.SubscriptionChanged',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** How a feed reaches its carrier. */
export const SubscriptionChannel = ['PULL', 'WEBHOOK'] as const;
export type SubscriptionChannel = (typeof SubscriptionChannel)[number];

/** Commands to subscriptions, as named in refusals. */
export const SubscriptionCommandName = [
  'OPEN',
  'CHANGE',
  'PAUSE',
  'RESUME',
  'DELETE',
  'REDELIVER',
  'TEST',
  'OTHER',
] as const;
export type SubscriptionCommandName = (typeof SubscriptionCommandName)[number];

/** A command to a subscription changes nothing. */
export interface SubscriptionCommandRefused {
  readonly type: 'SubscriptionCommandRefused';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  readonly command: SubscriptionCommandName;
  readonly reason: SubscriptionRefusal;
}

export const SubscriptionCommandRefused: Contract<SubscriptionCommandRefused> = {
  name: 'SubscriptionCommandRefused',
  fullName: 'alataw.carriers.SubscriptionCommandRefused',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** The subscription is over; its id is not used again. */
export interface SubscriptionDeleted {
  readonly type: 'SubscriptionDeleted';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Counts what happened to the subscription, from 1. */
  readonly version: number;
}

export const SubscriptionDeleted: Contract<SubscriptionDeleted> = {
  name: 'SubscriptionDeleted',
  fullName: 'alataw.carriers.SubscriptionDeleted',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** The feed begins. */
export interface SubscriptionOpened {
  readonly type: 'SubscriptionOpened';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Counts what happened to the subscription, from 1. */
  readonly version: number;
  /** Condition in CEL over `event`, at most 2,000 characters; empty: everything of the carrier's. */
  readonly filter: string;
  readonly channel: SubscriptionChannel;
  /** Where a webhook is sent to; null for other channels. */
  readonly url: string | null;
  /** With which a webhook is signed, sealed: the key to it stands in no record. Null for other channels. */
  readonly secret: Buffer | null;
  /**
   * With which a webhook's signature is verified, `whpk_…`, where it is signed with the half of a pair; null where both
   * sides know the secret.
   */
  readonly publicKey: string | null;
  readonly format: FeedFormat;
  /** Whether a webhook carries up to 100 events. */
  readonly batches: boolean;
  /** From when on events belong into the feed, epoch ms UTC; 0: from the beginning of the log. */
  readonly startAt: number;
  /** The carrier's own words, at most 500 characters; may be empty. */
  readonly description: string;
}

export const SubscriptionOpened: Contract<SubscriptionOpened> = {
  name: 'SubscriptionOpened',
  fullName: 'alataw.carriers.SubscriptionOpened',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** Why nothing is delivered. */
export const SubscriptionPauseReason = ['REQUESTED', 'GONE', 'EXHAUSTED', 'EXPIRED', 'OTHER'] as const;
export type SubscriptionPauseReason = (typeof SubscriptionPauseReason)[number];

/** Nothing is delivered until it is resumed. */
export interface SubscriptionPaused {
  readonly type: 'SubscriptionPaused';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Counts what happened to the subscription, from 1. */
  readonly version: number;
  readonly reason: SubscriptionPauseReason;
}

export const SubscriptionPaused: Contract<SubscriptionPaused> = {
  name: 'SubscriptionPaused',
  fullName: 'alataw.carriers.SubscriptionPaused',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** Why a command to a subscription changes nothing. */
export const SubscriptionRefusal = [
  'UNKNOWN_SUBSCRIPTION',
  'ALREADY_OPENED',
  'ALREADY_DELETED',
  'ALREADY_PAUSED',
  'NOT_PAUSED',
  'URL_MISSING',
  'SECRET_MISSING',
  'WEBHOOK_IS_JSON',
  'NO_WEBHOOK',
  'NOT_DELIVERED_YET',
  'TOO_MANY_OPEN',
  'OTHER',
] as const;
export type SubscriptionRefusal = (typeof SubscriptionRefusal)[number];

/** It is delivered again. */
export interface SubscriptionResumed {
  readonly type: 'SubscriptionResumed';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Counts what happened to the subscription, from 1. */
  readonly version: number;
}

export const SubscriptionResumed: Contract<SubscriptionResumed> = {
  name: 'SubscriptionResumed',
  fullName: 'alataw.carriers.SubscriptionResumed',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** What the carriers stage remembers of a subscription. */
export interface SubscriptionState {
  readonly status: SubscriptionStatus;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** Of what happened last; 0: nothing. */
  readonly version: number;
  /** Condition in CEL over `event`, at most 2,000 characters; empty: everything of the carrier's. */
  readonly filter: string;
  readonly channel: SubscriptionChannel;
  /** Where a webhook is sent to; null for other channels. */
  readonly url: string | null;
  /** With which a webhook is signed, sealed: the key to it stands in no record. Null for other channels. */
  readonly secret: Buffer | null;
  /**
   * With which a webhook's signature is verified, `whpk_…`, where it is signed with the half of a pair; null where both
   * sides know the secret.
   */
  readonly publicKey: string | null;
  /** The secret before, sealed, with which is signed as well for a while; null: none. */
  readonly formerSecret: Buffer | null;
  /** For how long that is, epoch ms UTC; 0: there is none. */
  readonly formerUntil: number;
  readonly format: FeedFormat;
  /** Whether a webhook carries up to 100 events. */
  readonly batches: boolean;
  /** From when on events belong into the feed, epoch ms UTC; 0: from the beginning of the log. */
  readonly startAt: number;
  /** The carrier's own words, at most 500 characters; may be empty. */
  readonly description: string;
  /** Epoch ms UTC. */
  readonly openedAt: number;
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
  /** Why it is paused; null while it is not. */
  readonly pausedFor: SubscriptionPauseReason | null;
  /** Who sends; empty: nobody, until somebody begins. */
  readonly sender: string;
  /** How far a webhook has got. */
  readonly delivery: DeliveryProgress;
  /** Of the last test event; empty: there was none. */
  readonly testId: string;
  /** When it was ordered, epoch ms UTC; 0: never. */
  readonly testAt: number;
}

export const SubscriptionState: Contract<SubscriptionState> = {
  name: 'SubscriptionState',
  fullName: 'alataw.carriers.SubscriptionState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Whether a subscription is delivered. */
export const SubscriptionStatus = ['absent', 'active', 'paused', 'deleted'] as const;
export type SubscriptionStatus = (typeof SubscriptionStatus)[number];

/** A test event is sent to the endpoint, once. */
export interface SubscriptionTestOrdered {
  readonly type: 'SubscriptionTestOrdered';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** By which the attempt is found in the log of deliveries. */
  readonly testId: string;
}

export const SubscriptionTestOrdered: Contract<SubscriptionTestOrdered> = {
  name: 'SubscriptionTestOrdered',
  fullName: 'alataw.carriers.SubscriptionTestOrdered',
  kind: 'event',
  topic: 'carriers.events',
  keyOf: ({ subscriptionId }) => subscriptionId,
};

/** The carrier wants a test event. */
export interface TestSubscription {
  readonly type: 'TestSubscription';
  /** <carrier>.<name>, the name in a-z 0-9 and hyphen, e.g. KAZPOST.releases-kz. */
  readonly subscriptionId: string;
  /** Code of the carrier whose subscription it is. */
  readonly carrier: string;
  /** By which the attempt is found in the log of deliveries. */
  readonly testId: string;
}

export const TestSubscription: Contract<TestSubscription> = {
  name: 'TestSubscription',
  fullName: 'alataw.carriers.TestSubscription',
  kind: 'command',
  topic: 'carriers.commands',
  keyOf: ({ subscriptionId }) => subscriptionId,
};
