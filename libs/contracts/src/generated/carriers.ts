// GENERATED from schemas/carriers/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

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
