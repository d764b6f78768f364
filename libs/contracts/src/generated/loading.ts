// GENERATED from schemas/loading/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';
import type { HoldKind } from './release';

/** An officer accepts a mass that differs from the manifest. */
export interface AcceptMass {
  readonly type: 'AcceptMass';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const AcceptMass: Contract<AcceptMass> = {
  name: 'AcceptMass',
  fullName: 'alataw.loading.AcceptMass',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A seal was put on a closed unit. */
export interface ApplySeal {
  readonly type: 'ApplySeal';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Code of who issues the seal, 2 to 20 characters A-Z 0-9. */
  readonly issuer: string;
  /** As it is stamped on the seal, 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly number: string;
  readonly sealClass: SealClass;
}

export const ApplySeal: Contract<ApplySeal> = {
  name: 'ApplySeal',
  fullName: 'alataw.loading.ApplySeal',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A truck begins a stay at the port. */
export interface ArriveTruck {
  readonly type: 'ArriveTruck';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
}

export const ArriveTruck: Contract<ArriveTruck> = {
  name: 'ArriveTruck',
  fullName: 'alataw.loading.ArriveTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** An empty railway wagon is set out on a track, to be loaded with containers. */
export interface ArriveWagon {
  readonly type: 'ArriveWagon';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Where it stands, 1 to 20 characters. */
  readonly track: string;
  /** Its own mass, grams. */
  readonly tareGrams: number;
  /** 2 to 16. */
  readonly axles: number;
  /** Length on which containers stand, mm. */
  readonly loadingLengthMm: number;
  /** Its load limit, grams. */
  readonly maxMassGrams: number;
}

export const ArriveWagon: Contract<ArriveWagon> = {
  name: 'ArriveWagon',
  fullName: 'alataw.loading.ArriveWagon',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A block of the container warehouse takes containers, one on each place. */
export interface BlockLaidOut {
  readonly type: 'BlockLaidOut';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Places along the block, 1 to 99. */
  readonly bays: number;
  /** Places across it, 1 to 99. */
  readonly rows: number;
  /** Containers on top of each other, 1 to 9. */
  readonly tiers: number;
}

export const BlockLaidOut: Contract<BlockLaidOut> = {
  name: 'BlockLaidOut',
  fullName: 'alataw.loading.BlockLaidOut',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A load unit shall be closed, with these seals. */
export interface CloseUnit {
  readonly type: 'CloseUnit';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Numbers of the seals, 0 to 8, each 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly seals: readonly string[];
}

export const CloseUnit: Contract<CloseUnit> = {
  name: 'CloseUnit',
  fullName: 'alataw.loading.CloseUnit',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** The unit takes nothing more; it is closed once every reserved place is settled. */
export interface ClosingStarted {
  readonly type: 'ClosingStarted';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Numbers of the seals, 0 to 8, each 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly seals: readonly string[];
  /** Places that are still reserved. */
  readonly reserved: number;
}

export const ClosingStarted: Contract<ClosingStarted> = {
  name: 'ClosingStarted',
  fullName: 'alataw.loading.ClosingStarted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A content stands elsewhere in the same unit. */
export interface ContentMoved {
  readonly type: 'ContentMoved';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** The position that is free now. */
  readonly from: string;
  /**
   * Where in the unit: <bay>-<row>-<tier> of a block, e.g. 04-02-1, or the number in a train's order from its head,
   * e.g. 12.
   */
  readonly position: string;
}

export const ContentMoved: Contract<ContentMoved> = {
  name: 'ContentMoved',
  fullName: 'alataw.loading.ContentMoved',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Where a content stands in the unit that carries it, or keeps a place for it. */
export interface ContentPosition {
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /**
   * Where in the unit: <bay>-<row>-<tier> of a block, e.g. 04-02-1, or the number in a train's order from its head,
   * e.g. 12.
   */
  readonly position: string;
}

/** The ticker's word that a unit that left may name the next part of its manifest. */
export interface ContinueDeparture {
  readonly type: 'ContinueDeparture';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Time of the unit's last chunk as the ticker saw it, epoch ms UTC; after another the command is refused. */
  readonly namedAt: number;
}

export const ContinueDeparture: Contract<ContinueDeparture> = {
  name: 'ContinueDeparture',
  fullName: 'alataw.loading.ContinueDeparture',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A truck passes the gate, or a train leaves. */
export interface DepartUnit {
  readonly type: 'DepartUnit';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
}

export const DepartUnit: Contract<DepartUnit> = {
  name: 'DepartUnit',
  fullName: 'alataw.loading.DepartUnit',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A part of the manifest of a unit that left. A hold that comes too late has the content named ahead of the others. */
export interface DepartureChunk {
  readonly type: 'DepartureChunk';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** The unit that left by itself and took this one along: a truck or a train. */
  readonly transportId: string;
  /** 1 to 250. */
  readonly contentIds: readonly string[];
  /** Contents that are still to be named. */
  readonly left: number;
}

export const DepartureChunk: Contract<DepartureChunk> = {
  name: 'DepartureChunk',
  fullName: 'alataw.loading.DepartureChunk',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Published reasons for which a load unit does not leave. */
export const DepartureRefusal = [
  'UNKNOWN_UNIT',
  'NOT_A_VEHICLE',
  'NOT_CLOSED',
  'NOT_SEALED',
  'BLOCKED_PARCEL',
  'ALREADY_DEPARTED',
  'NO_GATE_PASS',
  'SEAL_PENDING',
  'SEAL_BROKEN',
  'TOO_FEW_SEALS',
  'SEAL_UNVERIFIED',
  'INCOMPLETE_PARCEL',
  'OTHER',
] as const;
export type DepartureRefusal = (typeof DepartureRefusal)[number];

/** The unit stays. */
export interface DepartureRefused {
  readonly type: 'DepartureRefused';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  readonly reason: DepartureRefusal;
  /** 0 to 20: the parcels that stand in the way. */
  readonly parcelIds: readonly string[];
  /** 0 to 20: pieces that are not on the unit with the others of their parcel, as <parcel id>#<number>. */
  readonly missing: readonly string[];
}

export const DepartureRefused: Contract<DepartureRefused> = {
  name: 'DepartureRefused',
  fullName: 'alataw.loading.DepartureRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A truck stands at a dock and is open for loading. */
export interface DockTruck {
  readonly type: 'DockTruck';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** 1 to 20 characters. */
  readonly dock: string;
}

export const DockTruck: Contract<DockTruck> = {
  name: 'DockTruck',
  fullName: 'alataw.loading.DockTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** The truck may pass the gate, until this is voided. */
export interface GatePassIssued {
  readonly type: 'GatePassIssued';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Number of the gate pass: <plate>/<visit>/<n>. */
  readonly passNo: string;
  readonly kind: GatePassKind;
}

export const GatePassIssued: Contract<GatePassIssued> = {
  name: 'GatePassIssued',
  fullName: 'alataw.loading.GatePassIssued',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** What a truck may pass the gate with. */
export const GatePassKind = ['LOADED', 'EMPTY', 'OTHER'] as const;
export type GatePassKind = (typeof GatePassKind)[number];

/** Published reasons for which a gate pass is voided. */
export const GatePassVoidReason = ['BLOCKED_PARCEL', 'REOPENED', 'MASS_MISMATCH', 'SEAL_BROKEN', 'OTHER'] as const;
export type GatePassVoidReason = (typeof GatePassVoidReason)[number];

/** The truck may not pass the gate any more. */
export interface GatePassVoided {
  readonly type: 'GatePassVoided';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Number of the gate pass: <plate>/<visit>/<n>. */
  readonly passNo: string;
  readonly reason: GatePassVoidReason;
}

export const GatePassVoided: Contract<GatePassVoided> = {
  name: 'GatePassVoided',
  fullName: 'alataw.loading.GatePassVoided',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** One of several units has answered whether the parcel can still be held. */
export interface HoldAnswerNoted {
  readonly type: 'HoldAnswerNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
}

export const HoldAnswerNoted: Contract<HoldAnswerNoted> = {
  name: 'HoldAnswerNoted',
  fullName: 'alataw.loading.HoldAnswerNoted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A truck shall get its gate pass. */
export interface IssueGatePass {
  readonly type: 'IssueGatePass';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
}

export const IssueGatePass: Contract<IssueGatePass> = {
  name: 'IssueGatePass',
  fullName: 'alataw.loading.IssueGatePass',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A block of the container warehouse is laid out. */
export interface LayOutBlock {
  readonly type: 'LayOutBlock';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Places along the block, 1 to 99. */
  readonly bays: number;
  /** Places across it, 1 to 99. */
  readonly rows: number;
  /** Containers on top of each other, 1 to 9. */
  readonly tiers: number;
}

export const LayOutBlock: Contract<LayOutBlock> = {
  name: 'LayOutBlock',
  fullName: 'alataw.loading.LayOutBlock',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** Something was scanned to be loaded on a unit. */
export interface LoadContent {
  readonly type: 'LoadContent';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
  /**
   * Where in the unit: <bay>-<row>-<tier> of a block, e.g. 04-02-1, or the number in a train's order from its head,
   * e.g. 12; null: in a train at its end, in other units it does not matter.
   */
  readonly position: string | null;
}

export const LoadContent: Contract<LoadContent> = {
  name: 'LoadContent',
  fullName: 'alataw.loading.LoadContent',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** The parcel does not take the place. */
export interface LoadDeclined {
  readonly type: 'LoadDeclined';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  readonly reason: LoadRefusal;
  /** Number of the one piece that is meant, from 1; null: the parcel as a whole. */
  readonly piece: number | null;
}

export const LoadDeclined: Contract<LoadDeclined> = {
  name: 'LoadDeclined',
  fullName: 'alataw.loading.LoadDeclined',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * Published reasons for which something is not loaded. The first group is the answer of the unit that would carry it,
 * the second its own.
 */
export const LoadRefusal = [
  'UNKNOWN_UNIT',
  'NOT_OPEN',
  'CLOSED',
  'UNIT_DEPARTED',
  'NOT_CARRIED_HERE',
  'ALREADY_RESERVED',
  'ALREADY_LOADED',
  'UNIT_FULL',
  'OVER_CAPACITY',
  'OVER_VOLUME',
  'NOT_RELEASED',
  'ON_OTHER_UNIT',
  'HELD',
  'HOLD_PENDING',
  'WITHDRAWN',
  'DEPARTED',
  'CONTENT_NOT_CLOSED',
  'CONTENT_NOT_SEALED',
  'CONTENT_EMPTY',
  'POSITION_INVALID',
  'POSITION_TAKEN',
  'POSITION_UNSUPPORTED',
  'OVER_LENGTH',
  'SIZE_UNKNOWN',
  'CONTENT_SEAL_BROKEN',
  'NO_SUCH_PIECE',
  'PIECES_APART',
  'CONTENT_INCOMPLETE',
  'OTHER',
] as const;
export type LoadRefusal = (typeof LoadRefusal)[number];

/** The unit keeps no place. */
export interface LoadRefused {
  readonly type: 'LoadRefused';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
  readonly reason: LoadRefusal;
}

export const LoadRefused: Contract<LoadRefused> = {
  name: 'LoadRefused',
  fullName: 'alataw.loading.LoadRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** What a load unit is; none before its first use. */
export const LoadUnitKind = ['none', 'bag', 'pallet', 'container', 'truck', 'train', 'wagon', 'block'] as const;
export type LoadUnitKind = (typeof LoadUnitKind)[number];

/** What the loading stage remembers of a load unit; after its departure until it is used again. */
export interface LoadUnitState {
  readonly kind: LoadUnitKind;
  readonly status: LoadUnitStatus;
  /** Uses so far. */
  readonly visit: number;
  readonly carrier: string;
  /** Dock, packing table, yard slot or track; empty until it is open. */
  readonly place: string;
  /** Seals on it, at most 8, and those whose number is being asked for; none unless closing, closed or departed. */
  readonly seals: readonly UnitSeal[];
  /** Units in it that bear a broken seal; at most 5000. */
  readonly alarms: readonly SealedWithin[];
  /** Grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /** Of the load, grams. */
  readonly massGrams: number;
  /** Of the load. */
  readonly pieces: number;
  /** Of the load, at whatever depth. */
  readonly parcels: number;
  /** Of what is in it and has a volume, cubic centimetres. */
  readonly volumeCm3: number;
  /** Parcels in it, at whatever depth, that have no volume: they count as nothing. */
  readonly unmeasured: number;
  /** Contents that have not answered yet; with the manifest at most 5000. */
  readonly reserved: readonly string[];
  /** In the order of loading, at most 5000. */
  readonly manifest: readonly ManifestEntry[];
  /** Held parcels in it. */
  readonly blocked: readonly ParcelWithin[];
  /** Parcels in it about whose hold the carrying unit is being asked. */
  readonly asked: readonly ParcelWithin[];
  /** The load unit that it is on, or that it left with. */
  readonly carriedBy: string | null;
  /** Which use of the carrying unit; 0 without one. */
  readonly carrierVisit: number;
  /** The entry application under which a truck came in; null for one of the centre itself, and for other units. */
  readonly applicationId: string | null;
  /**
   * Mass of the empty unit, grams: of a truck as it was weighed, of a container or wagon as it was told; 0: not known.
   */
  readonly tareGrams: number;
  /** Of a closed truck with its load, grams; 0: not weighed since it was closed. */
  readonly grossGrams: number;
  readonly massStanding: MassStanding;
  /** Number of the gate pass that is valid. */
  readonly passNo: string | null;
  /** Gate passes of this use so far. */
  readonly passes: number;
  /** The vehicle that it left with, itself if it is one; null before. */
  readonly transportId: string | null;
  /** Of a unit that left: how many entries of the manifest, from the first, the chunks have named. */
  readonly named: number;
  /** Contents that were named before their turn. */
  readonly namedEarly: readonly string[];
  /** Time of the last chunk, each later than that before it, epoch ms UTC. */
  readonly namedAt: number;
  /** Size and type as painted on a container, ISO 6346, e.g. 22G1; null for anything else. */
  readonly sizeType: string | null;
  /** Of a wagon: length on which containers stand, mm; else 0. */
  readonly loadingLengthMm: number;
  /** Of a block; else 0. */
  readonly bays: number;
  /** Of a block; else 0. */
  readonly rows: number;
  /** Of a block; else 0. */
  readonly tiers: number;
  /** Where its contents stand, and those for which a place is kept, where that matters: in a block and a train. */
  readonly positions: readonly ContentPosition[];
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
}

export const LoadUnitState: Contract<LoadUnitState> = {
  name: 'LoadUnitState',
  fullName: 'alataw.loading.LoadUnitState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/**
 * Where a load unit stands. arrived: a truck that has no dock yet. closing: it takes nothing more and waits for places
 * that are reserved.
 */
export const LoadUnitStatus = ['absent', 'arrived', 'open', 'closing', 'closed', 'departed'] as const;
export type LoadUnitStatus = (typeof LoadUnitStatus)[number];

/** How far a hold on a released parcel got. ASKED: the truck has not answered yet. */
export const LoadingHold = ['NONE', 'ASKED', 'CONFIRMED'] as const;
export type LoadingHold = (typeof LoadingHold)[number];

/** The parcel did not leave and will not, until the hold is lifted. */
export interface LoadingHoldConfirmed {
  readonly type: 'LoadingHoldConfirmed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly kind: HoldKind;
}

export const LoadingHoldConfirmed: Contract<LoadingHoldConfirmed> = {
  name: 'LoadingHoldConfirmed',
  fullName: 'alataw.loading.LoadingHoldConfirmed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel had left before the hold reached it. */
export interface LoadingHoldTooLate {
  readonly type: 'LoadingHoldTooLate';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly kind: HoldKind;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
}

export const LoadingHoldTooLate: Contract<LoadingHoldTooLate> = {
  name: 'LoadingHoldTooLate',
  fullName: 'alataw.loading.LoadingHoldTooLate',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the loading stage remembers of a parcel. */
export interface LoadingParcelState {
  readonly status: LoadingParcelStatus;
  /** The load unit that it is on, or that it left with; of a parcel in parts the first of them that has not left. */
  readonly unitId: string | null;
  /** Which use of that unit; 0 without one. */
  readonly visit: number;
  /** The vehicle that it left with; null while it has not left. */
  readonly transportId: string | null;
  readonly hold: LoadingHold;
  /** Of the hold that is asked for or in force. */
  readonly holdKind: HoldKind;
  readonly carrier: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces of the parcel. */
  readonly pieces: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Where its pieces are, unless all of them are on one unit or on none; at most one for each piece. */
  readonly parts: readonly PiecesPlace[];
  /** Its pieces may travel apart. */
  readonly isSplit: boolean;
  /** Units that have not answered yet whether it can still be held. */
  readonly awaited: number;
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
}

export const LoadingParcelState: Contract<LoadingParcelState> = {
  name: 'LoadingParcelState',
  fullName: 'alataw.loading.LoadingParcelState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a parcel stands for the loading stage. blocked: held, on a truck or not. */
export const LoadingParcelStatus = ['absent', 'staged', 'loaded', 'blocked', 'withdrawn', 'departed'] as const;
export type LoadingParcelStatus = (typeof LoadingParcelStatus)[number];

/** The loading stage forgets a parcel that ended long ago. */
export interface LoadingRetired {
  readonly type: 'LoadingRetired';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const LoadingRetired: Contract<LoadingRetired> = {
  name: 'LoadingRetired',
  fullName: 'alataw.loading.LoadingRetired',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What took its place stands in the unit's manifest. */
export interface ManifestEntered {
  readonly type: 'ManifestEntered';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces of all its parcels. */
  readonly pieces: number;
  /** Parcels in it, at whatever depth. */
  readonly parcels: number;
  /** Of what is in it and has a volume, cubic centimetres. */
  readonly volumeCm3: number;
  /** Parcels in it, at whatever depth, that have no volume: they count as nothing. */
  readonly unmeasured: number;
  /** Length that it takes on a wagon, mm; 0 for what stands on none. */
  readonly lengthMm: number;
  /** Number of the one piece that is meant, from 1; null: the parcel as a whole. */
  readonly piece: number | null;
  /** What of a parcel is here with this, if it is not here as a whole; null for anything else. */
  readonly part: ParcelPart | null;
}

export const ManifestEntered: Contract<ManifestEntered> = {
  name: 'ManifestEntered',
  fullName: 'alataw.loading.ManifestEntered',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** What a load unit carries: a parcel, or another unit. */
export interface ManifestEntry {
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces of all its parcels. */
  readonly pieces: number;
  /** Parcels in it, at whatever depth. */
  readonly parcels: number;
  /** Of what is in it and has a volume, cubic centimetres. */
  readonly volumeCm3: number;
  /** Parcels in it, at whatever depth, that have no volume: they count as nothing. */
  readonly unmeasured: number;
  /** Length that it takes on a wagon, mm; 0 for what stands on none. */
  readonly lengthMm: number;
  /** What of a parcel is here, if it is not here as a whole; null for anything else. */
  readonly part: ParcelPart | null;
}

/** An officer has accepted a mass that differs from the manifest. */
export interface MassAccepted {
  readonly type: 'MassAccepted';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const MassAccepted: Contract<MassAccepted> = {
  name: 'MassAccepted',
  fullName: 'alataw.loading.MassAccepted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Whether the mass of a load is what its manifest says. */
export const MassStanding = ['NONE', 'MATCHES', 'DIFFERS', 'ACCEPTED'] as const;
export type MassStanding = (typeof MassStanding)[number];

/** A container is put on another place of the same block, or a wagon elsewhere in its train. */
export interface MoveContent {
  readonly type: 'MoveContent';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /**
   * Where in the unit: <bay>-<row>-<tier> of a block, e.g. 04-02-1, or the number in a train's order from its head,
   * e.g. 12.
   */
  readonly position: string;
}

export const MoveContent: Contract<MoveContent> = {
  name: 'MoveContent',
  fullName: 'alataw.loading.MoveContent',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A content stays where it is. */
export interface MoveRefused {
  readonly type: 'MoveRefused';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /**
   * Where in the unit: <bay>-<row>-<tier> of a block, e.g. 04-02-1, or the number in a train's order from its head,
   * e.g. 12.
   */
  readonly position: string;
  /** Why. */
  readonly reason: PositionRefusal;
}

export const MoveRefused: Contract<MoveRefused> = {
  name: 'MoveRefused',
  fullName: 'alataw.loading.MoveRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Something was scanned to be taken off a unit. */
export interface OffloadContent {
  readonly type: 'OffloadContent';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
}

export const OffloadContent: Contract<OffloadContent> = {
  name: 'OffloadContent',
  fullName: 'alataw.loading.OffloadContent',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** Published reasons for which something is not taken off a load unit. */
export const OffloadRefusal = [
  'UNKNOWN_UNIT',
  'NOT_OPEN',
  'CLOSED',
  'UNIT_DEPARTED',
  'NOT_ABOARD',
  'UNCONFIRMED',
  'POSITION_COVERED',
  'OTHER',
] as const;
export type OffloadRefusal = (typeof OffloadRefusal)[number];

/** The content stays where it is. */
export interface OffloadRefused {
  readonly type: 'OffloadRefused';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
  readonly reason: OffloadRefusal;
}

export const OffloadRefused: Contract<OffloadRefused> = {
  name: 'OffloadRefused',
  fullName: 'alataw.loading.OffloadRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A bag, pallet, container or train is made ready to be loaded. */
export interface OpenUnit {
  readonly type: 'OpenUnit';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Where it is loaded: dock, packing table, yard slot, track; 1 to 20 characters. */
  readonly place: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /** Size and type as painted on a container, ISO 6346, e.g. 22G1; null for anything else. */
  readonly sizeType: string | null;
  /** Mass of the empty container, grams; null: not to be counted. */
  readonly tareGrams: number | null;
}

export const OpenUnit: Contract<OpenUnit> = {
  name: 'OpenUnit',
  fullName: 'alataw.loading.OpenUnit',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** The parcel left the port. */
export interface ParcelDeparted {
  readonly type: 'ParcelDeparted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** The unit that left by itself and took this one along: a truck or a train. */
  readonly transportId: string;
}

export const ParcelDeparted: Contract<ParcelDeparted> = {
  name: 'ParcelDeparted',
  fullName: 'alataw.loading.ParcelDeparted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A parcel on a load unit shall be held: only that unit knows whether it has left. */
export interface ParcelHoldAsked {
  readonly type: 'ParcelHoldAsked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  readonly kind: HoldKind;
}

export const ParcelHoldAsked: Contract<ParcelHoldAsked> = {
  name: 'ParcelHoldAsked',
  fullName: 'alataw.loading.ParcelHoldAsked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel takes the place that a load unit reserved for it. */
export interface ParcelLoaded {
  readonly type: 'ParcelLoaded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Of what takes the place, grams. */
  readonly grossWeightGrams: number;
  /** Pieces that take the place. */
  readonly pieces: number;
  /** Room that is taken, cubic centimetres; 0 where the parcel has no volume. */
  readonly volumeCm3: number;
  /** Number of the one piece that is meant, from 1; null: the parcel as a whole. */
  readonly piece: number | null;
  /** Pieces of the whole parcel. */
  readonly ofPieces: number;
  /** Mass of the whole parcel, grams. */
  readonly ofGrams: number;
  /** Volume of the whole parcel, cubic centimetres; null: not declared. */
  readonly ofVolumeCm3: number | null;
  /** Its pieces may travel apart. */
  readonly isSplit: boolean;
}

export const ParcelLoaded: Contract<ParcelLoaded> = {
  name: 'ParcelLoaded',
  fullName: 'alataw.loading.ParcelLoaded',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel was taken off. */
export interface ParcelOffloaded {
  readonly type: 'ParcelOffloaded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Number of the one piece that was taken off, from 1; null: all that were on the unit. */
  readonly piece: number | null;
}

export const ParcelOffloaded: Contract<ParcelOffloaded> = {
  name: 'ParcelOffloaded',
  fullName: 'alataw.loading.ParcelOffloaded',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What a load unit has of a parcel that is not on it as a whole. */
export interface ParcelPart {
  /** The pieces that are here, 1 to 9999 of them, each from 1. */
  readonly numbers: readonly number[];
  /** Pieces of the whole parcel. */
  readonly ofPieces: number;
  /** Mass of the whole parcel, grams. */
  readonly ofGrams: number;
  /** Volume of the whole parcel, cubic centimetres; 0: not declared. */
  readonly ofVolumeCm3: number;
  /** The rest may follow apart. */
  readonly isSplit: boolean;
}

/** The pieces of the parcel may be on several units and leave apart. */
export interface ParcelSplit {
  readonly type: 'ParcelSplit';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: SplitReason;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
  /** 0 to 9999: the units that have a piece of it. */
  readonly unitIds: readonly string[];
}

export const ParcelSplit: Contract<ParcelSplit> = {
  name: 'ParcelSplit',
  fullName: 'alataw.loading.ParcelSplit',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A released parcel may be loaded. */
export interface ParcelStaged {
  readonly type: 'ParcelStaged';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly platform: string;
  /** Code of the carrier that takes the parcel abroad. */
  readonly carrier: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces of the parcel. */
  readonly pieces: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
}

export const ParcelStaged: Contract<ParcelStaged> = {
  name: 'ParcelStaged',
  fullName: 'alataw.loading.ParcelStaged',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel is held no more. */
export interface ParcelUnblocked {
  readonly type: 'ParcelUnblocked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The load unit that it is on. */
  readonly unitId: string | null;
}

export const ParcelUnblocked: Contract<ParcelUnblocked> = {
  name: 'ParcelUnblocked',
  fullName: 'alataw.loading.ParcelUnblocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A held parcel goes back to its sender and must come off its unit. */
export interface ParcelWithdrawn {
  readonly type: 'ParcelWithdrawn';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The load unit that it is on. */
  readonly unitId: string | null;
}

export const ParcelWithdrawn: Contract<ParcelWithdrawn> = {
  name: 'ParcelWithdrawn',
  fullName: 'alataw.loading.ParcelWithdrawn',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A parcel, and the entry of the manifest that it is or is in. */
export interface ParcelWithin {
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
}

/** What is here of a parcel may leave without the rest. */
export interface PartAccepted {
  readonly type: 'PartAccepted';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The parcel's id. */
  readonly contentId: string;
}

export const PartAccepted: Contract<PartAccepted> = {
  name: 'PartAccepted',
  fullName: 'alataw.loading.PartAccepted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Pieces of the parcel left; others have not. */
export interface PiecesDeparted {
  readonly type: 'PiecesDeparted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** The vehicle that they left with. */
  readonly transportId: string;
}

export const PiecesDeparted: Contract<PiecesDeparted> = {
  name: 'PiecesDeparted',
  fullName: 'alataw.loading.PiecesDeparted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Where some pieces of a parcel are. */
export interface PiecesPlace {
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** The pieces, 1 to 9999 of them, each from 1. */
  readonly numbers: readonly number[];
  /** The vehicle that they left with; null while they have not left. */
  readonly transportId: string | null;
}

/** A reserved place is free again. */
export interface PlaceFreed {
  readonly type: 'PlaceFreed';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
  readonly reason: LoadRefusal;
  /** 0 to 20: the parcels that stand in the way. */
  readonly parcelIds: readonly string[];
}

export const PlaceFreed: Contract<PlaceFreed> = {
  name: 'PlaceFreed',
  fullName: 'alataw.loading.PlaceFreed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit keeps a place; its content takes it or declines. */
export interface PlaceReserved {
  readonly type: 'PlaceReserved';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
  /**
   * Where in the unit: <bay>-<row>-<tier> of a block, e.g. 04-02-1, or the number in a train's order from its head,
   * e.g. 12; null: in a train at its end, in other units it does not matter.
   */
  readonly position: string | null;
}

export const PlaceReserved: Contract<PlaceReserved> = {
  name: 'PlaceReserved',
  fullName: 'alataw.loading.PlaceReserved',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The content is not on this unit, or not any more. */
export interface PlaceVacated {
  readonly type: 'PlaceVacated';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * What is carried: a parcel's id, one piece of it as <parcel id>#<number>, e.g. CNPOST.LX473124829CN#2, or the id of
   * a load unit.
   */
  readonly contentId: string;
  readonly reason: VacateReason;
}

export const PlaceVacated: Contract<PlaceVacated> = {
  name: 'PlaceVacated',
  fullName: 'alataw.loading.PlaceVacated',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Published reasons for which a content is not moved within its unit. */
export const PositionRefusal = [
  'UNKNOWN_UNIT',
  'NO_POSITIONS',
  'CLOSED',
  'UNIT_DEPARTED',
  'NOT_ABOARD',
  'UNCONFIRMED',
  'POSITION_INVALID',
  'POSITION_TAKEN',
  'POSITION_UNSUPPORTED',
  'POSITION_COVERED',
  'OTHER',
] as const;
export type PositionRefusal = (typeof PositionRefusal)[number];

/** A seal was taken off; with the last one the unit is open again. */
export interface RemoveSeal {
  readonly type: 'RemoveSeal';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly reason: ReopenReason;
}

export const RemoveSeal: Contract<RemoveSeal> = {
  name: 'RemoveSeal',
  fullName: 'alataw.loading.RemoveSeal',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** Why a load unit is opened again. */
export const ReopenReason = ['BLOCKED_PARCEL', 'SEAL_DAMAGED', 'CUSTOMS_ORDER', 'LOADING_ERROR', 'OTHER'] as const;
export type ReopenReason = (typeof ReopenReason)[number];

/** A closed load unit shall be opened; its seals are removed. */
export interface ReopenUnit {
  readonly type: 'ReopenUnit';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  readonly reason: ReopenReason;
}

export const ReopenUnit: Contract<ReopenUnit> = {
  name: 'ReopenUnit',
  fullName: 'alataw.loading.ReopenUnit',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A seal was put in the place of another. */
export interface ReplaceSeal {
  readonly type: 'ReplaceSeal';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  /** Code of who issues the seal, 2 to 20 characters A-Z 0-9. */
  readonly issuer: string;
  /** As it is stamped on the seal, 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly number: string;
  readonly sealClass: SealClass;
  readonly reason: SealReplaceReason;
}

export const ReplaceSeal: Contract<ReplaceSeal> = {
  name: 'ReplaceSeal',
  fullName: 'alataw.loading.ReplaceSeal',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** The unit in this one bears no broken seal any more. */
export interface SealAlarmCleared {
  readonly type: 'SealAlarmCleared';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The entry of its manifest that the sealed unit is or is in. */
  readonly contentId: string;
  /** The unit that bears the broken seal. */
  readonly sealedId: string;
  /** The unit that carries this one. */
  readonly carrierId: string | null;
  /** Which use of the carrying unit; 0 without one. */
  readonly carrierVisit: number;
}

export const SealAlarmCleared: Contract<SealAlarmCleared> = {
  name: 'SealAlarmCleared',
  fullName: 'alataw.loading.SealAlarmCleared',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A unit in this one bears a broken seal: this one does not leave either. */
export interface SealAlarmRaised {
  readonly type: 'SealAlarmRaised';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The entry of its manifest that the sealed unit is or is in. */
  readonly contentId: string;
  /** The unit that bears the broken seal. */
  readonly sealedId: string;
  /** The unit that carries this one. */
  readonly carrierId: string | null;
  /** Which use of the carrying unit; 0 without one. */
  readonly carrierVisit: number;
}

export const SealAlarmRaised: Contract<SealAlarmRaised> = {
  name: 'SealAlarmRaised',
  fullName: 'alataw.loading.SealAlarmRaised',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The seal is on the unit. */
export interface SealApplied {
  readonly type: 'SealApplied';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly sealClass: SealClass;
  /** The seal in the place of which it is put. */
  readonly replaces: string | null;
  /** The unit that carries this one and hears that none of its seals is broken any more; null: none has to hear it. */
  readonly carrierId: string | null;
  /** Which use of the carrying unit; 0 without one. */
  readonly carrierVisit: number;
}

export const SealApplied: Contract<SealApplied> = {
  name: 'SealApplied',
  fullName: 'alataw.loading.SealApplied',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit asks the register for the number of a seal. It does not count before the answer. */
export interface SealAsked {
  readonly type: 'SealAsked';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly sealClass: SealClass;
  /** The seal in the place of which it is put. */
  readonly replaces: string | null;
  /** Of a replacement. */
  readonly reason: SealReplaceReason | null;
}

export const SealAsked: Contract<SealAsked> = {
  name: 'SealAsked',
  fullName: 'alataw.loading.SealAsked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Somebody found the seal not as it was applied. The unit does not leave before it is replaced, or the unit opened. */
export interface SealBroken {
  readonly type: 'SealBroken';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly finding: SealFinding;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
  /** The unit that carries this one. */
  readonly carrierId: string | null;
  /** Which use of the carrying unit; 0 without one. */
  readonly carrierVisit: number;
}

export const SealBroken: Contract<SealBroken> = {
  name: 'SealBroken',
  fullName: 'alataw.loading.SealBroken',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Class of a mechanical seal by ISO 17712: I indicative, S security, H high security. */
export const SealClass = ['I', 'S', 'H', 'UNKNOWN'] as const;
export type SealClass = (typeof SealClass)[number];

/** The number was used already. */
export interface SealDeclined {
  readonly type: 'SealDeclined';
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** The unit that has it, or had it. */
  readonly usedBy: string;
}

export const SealDeclined: Contract<SealDeclined> = {
  name: 'SealDeclined',
  fullName: 'alataw.loading.SealDeclined',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ sealId }) => sealId,
};

/** What somebody finds who looks at a seal. */
export const SealFinding = ['INTACT', 'DAMAGED', 'MISSING', 'NUMBER_DIFFERS', 'OTHER'] as const;
export type SealFinding = (typeof SealFinding)[number];

/** Published reasons for which something about a seal is refused. */
export const SealRefusal = [
  'UNKNOWN_UNIT',
  'NOT_SEALABLE',
  'NOT_CLOSED',
  'ALREADY_DEPARTED',
  'NUMBER_INVALID',
  'TOO_MANY',
  'SEAL_USED',
  'SEAL_PENDING',
  'SEAL_BROKEN',
  'NOT_ON_UNIT',
  'OTHER',
] as const;
export type SealRefusal = (typeof SealRefusal)[number];

/** Something about a seal is refused. */
export interface SealRefused {
  readonly type: 'SealRefused';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly reason: SealRefusal;
}

export const SealRefused: Contract<SealRefused> = {
  name: 'SealRefused',
  fullName: 'alataw.loading.SealRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Whether a seal number was used. */
export const SealRegisterStatus = ['absent', 'taken'] as const;
export type SealRegisterStatus = (typeof SealRegisterStatus)[number];

/** The seal was taken off; others are still on the unit. */
export interface SealRemoved {
  readonly type: 'SealRemoved';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly reason: ReopenReason;
}

export const SealRemoved: Contract<SealRemoved> = {
  name: 'SealRemoved',
  fullName: 'alataw.loading.SealRemoved',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Why a seal is replaced. */
export const SealReplaceReason = ['EXAMINED', 'DAMAGED_IN_HANDLING', 'CUSTOMS_ORDER', 'OTHER'] as const;
export type SealReplaceReason = (typeof SealReplaceReason)[number];

/** What the register of seals remembers of a number: it is used once. */
export interface SealState {
  readonly status: SealRegisterStatus;
  readonly sealClass: SealClass;
  /** The unit that it was put on. */
  readonly unitId: string;
  /** In which use of that unit. */
  readonly visit: number;
  /** Time of its use, epoch ms UTC. */
  readonly since: number;
}

export const SealState: Contract<SealState> = {
  name: 'SealState',
  fullName: 'alataw.loading.SealState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a seal on a unit stands. asked: its number is being asked for, and it does not count yet. */
export const SealStatus = ['asked', 'applied', 'verified', 'broken'] as const;
export type SealStatus = (typeof SealStatus)[number];

/** The number is this unit's, and nobody's for ever after. */
export interface SealTaken {
  readonly type: 'SealTaken';
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  readonly sealClass: SealClass;
}

export const SealTaken: Contract<SealTaken> = {
  name: 'SealTaken',
  fullName: 'alataw.loading.SealTaken',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ sealId }) => sealId,
};

/** Somebody found the seal as it was applied. */
export interface SealVerified {
  readonly type: 'SealVerified';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const SealVerified: Contract<SealVerified> = {
  name: 'SealVerified',
  fullName: 'alataw.loading.SealVerified',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A unit with a broken seal, and the entry of the manifest that it is or is in. */
export interface SealedWithin {
  /** The unit that bears the broken seal. */
  readonly sealedId: string;
  /** What is carried. */
  readonly contentId: string;
}

/** An officer lets the pieces of a parcel travel apart. */
export interface SplitParcel {
  readonly type: 'SplitParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: SplitReason;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const SplitParcel: Contract<SplitParcel> = {
  name: 'SplitParcel',
  fullName: 'alataw.loading.SplitParcel',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a parcel may travel in parts. */
export const SplitReason = ['PIECE_MISSING', 'NO_ROOM', 'PIECE_DAMAGED', 'CUSTOMS_ORDER', 'OTHER'] as const;
export type SplitReason = (typeof SplitReason)[number];

/** Published reasons for which a parcel is not split. */
export const SplitRefusal = [
  'UNKNOWN_PARCEL',
  'ONE_PIECE',
  'TOO_MANY_PIECES',
  'ALREADY_SPLIT',
  'WITHDRAWN',
  'DEPARTED',
  'OTHER',
] as const;
export type SplitRefusal = (typeof SplitRefusal)[number];

/** The parcel is not split. */
export interface SplitRefused {
  readonly type: 'SplitRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: SplitRefusal;
}

export const SplitRefused: Contract<SplitRefused> = {
  name: 'SplitRefused',
  fullName: 'alataw.loading.SplitRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A truck began a stay at the port. */
export interface TruckArrived {
  readonly type: 'TruckArrived';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /** The entry application under which it came in; null for a truck of the centre itself. */
  readonly applicationId: string | null;
}

export const TruckArrived: Contract<TruckArrived> = {
  name: 'TruckArrived',
  fullName: 'alataw.loading.TruckArrived',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A truck stands at a dock and is open for loading. */
export interface TruckDocked {
  readonly type: 'TruckDocked';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  readonly dock: string;
}

export const TruckDocked: Contract<TruckDocked> = {
  name: 'TruckDocked',
  fullName: 'alataw.loading.TruckDocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A truck was weighed. */
export interface TruckWeighed {
  readonly type: 'TruckWeighed';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  readonly weighing: Weighing;
  /** What the weighbridge shows, grams. */
  readonly massGrams: number;
  /** Of a loaded truck: what it weighs more than it did empty, less what the manifest says; grams. */
  readonly differenceGrams: number;
  readonly standing: MassStanding;
}

export const TruckWeighed: Contract<TruckWeighed> = {
  name: 'TruckWeighed',
  fullName: 'alataw.loading.TruckWeighed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A held parcel is in this unit, which does not leave with it. */
export interface UnitBlocked {
  readonly type: 'UnitBlocked';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const UnitBlocked: Contract<UnitBlocked> = {
  name: 'UnitBlocked',
  fullName: 'alataw.loading.UnitBlocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit is closed and bears its seals. */
export interface UnitClosed {
  readonly type: 'UnitClosed';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The seals on it, 0 to 8: seal:<issuer>:<number>, or the bare number of one that was told at closing. */
  readonly seals: readonly string[];
  /** Entries of its manifest. */
  readonly contents: number;
  /** Parcels in it, at whatever depth. */
  readonly parcels: number;
  /** Pieces of these parcels. */
  readonly pieces: number;
  /** Of the load, grams. */
  readonly massGrams: number;
}

export const UnitClosed: Contract<UnitClosed> = {
  name: 'UnitClosed',
  fullName: 'alataw.loading.UnitClosed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Commands to a load unit, as named in refusals. */
export const UnitCommandName = [
  'ARRIVE',
  'DOCK',
  'OPEN',
  'CLOSE',
  'REOPEN',
  'WEIGH',
  'ACCEPT_MASS',
  'ISSUE_PASS',
  'CONTINUE',
  'LAY_OUT',
  'OTHER',
] as const;
export type UnitCommandName = (typeof UnitCommandName)[number];

/** A command to a load unit changes nothing. */
export interface UnitCommandRefused {
  readonly type: 'UnitCommandRefused';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  readonly command: UnitCommandName;
  readonly reason: UnitRefusal;
}

export const UnitCommandRefused: Contract<UnitCommandRefused> = {
  name: 'UnitCommandRefused',
  fullName: 'alataw.loading.UnitCommandRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/**
 * The unit left, by itself or with the unit that carries it. One event for all that is in it; that follows in chunks.
 */
export interface UnitDeparted {
  readonly type: 'UnitDeparted';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** The unit that left by itself and took this one along: a truck or a train. */
  readonly transportId: string;
  /** The seals on it, 0 to 8: seal:<issuer>:<number>, or the bare number of one that was told at closing. */
  readonly seals: readonly string[];
  /** Entries of its manifest. */
  readonly contents: number;
  /** Parcels in it, at whatever depth. */
  readonly parcels: number;
  /** Pieces of these parcels. */
  readonly pieces: number;
  /** Of the load, grams. */
  readonly massGrams: number;
}

export const UnitDeparted: Contract<UnitDeparted> = {
  name: 'UnitDeparted',
  fullName: 'alataw.loading.UnitDeparted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A parcel in this unit shall be held: only the unit that carries it knows whether it has left. */
export interface UnitHoldAsked {
  readonly type: 'UnitHoldAsked';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The load unit that carries it, or would. */
  readonly carrierId: string;
  /** Which use of the carrying unit, from 1. */
  readonly visit: number;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const UnitHoldAsked: Contract<UnitHoldAsked> = {
  name: 'UnitHoldAsked',
  fullName: 'alataw.loading.UnitHoldAsked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The parcel is not in this unit any more: its hold is its own affair. */
export interface UnitHoldMoot {
  readonly type: 'UnitHoldMoot';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const UnitHoldMoot: Contract<UnitHoldMoot> = {
  name: 'UnitHoldMoot',
  fullName: 'alataw.loading.UnitHoldMoot',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit had left with the parcel before the hold reached it. */
export interface UnitHoldTooLate {
  readonly type: 'UnitHoldTooLate';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** What is carried: a parcel's id, or that of a load unit. */
  readonly contentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const UnitHoldTooLate: Contract<UnitHoldTooLate> = {
  name: 'UnitHoldTooLate',
  fullName: 'alataw.loading.UnitHoldTooLate',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit does not take the place. */
export interface UnitLoadDeclined {
  readonly type: 'UnitLoadDeclined';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The load unit that carries it, or would. */
  readonly carrierId: string;
  /** Which use of the carrying unit, from 1. */
  readonly visit: number;
  readonly reason: LoadRefusal;
  /** 0 to 20: the parcels that stand in the way. */
  readonly parcelIds: readonly string[];
}

export const UnitLoadDeclined: Contract<UnitLoadDeclined> = {
  name: 'UnitLoadDeclined',
  fullName: 'alataw.loading.UnitLoadDeclined',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit takes the place that another reserved for it. */
export interface UnitLoaded {
  readonly type: 'UnitLoaded';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The load unit that carries it, or would. */
  readonly carrierId: string;
  /** Which use of the carrying unit, from 1. */
  readonly visit: number;
  /** Of the load and of the unit itself, grams. */
  readonly grossWeightGrams: number;
  /** Pieces of all its parcels. */
  readonly pieces: number;
  /** Parcels in it, at whatever depth. */
  readonly parcels: number;
  /** Of what is in it and has a volume, cubic centimetres. */
  readonly volumeCm3: number;
  /** Parcels in it, at whatever depth, that have no volume: they count as nothing. */
  readonly unmeasured: number;
  /** Length that it takes on a wagon, mm; 0 for what stands on none. */
  readonly lengthMm: number;
}

export const UnitLoaded: Contract<UnitLoaded> = {
  name: 'UnitLoaded',
  fullName: 'alataw.loading.UnitLoaded',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** The unit was taken off the one that carried it. */
export interface UnitOffloaded {
  readonly type: 'UnitOffloaded';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The load unit that carries it, or would. */
  readonly carrierId: string;
  /** Which use of the carrying unit, from 1. */
  readonly visit: number;
}

export const UnitOffloaded: Contract<UnitOffloaded> = {
  name: 'UnitOffloaded',
  fullName: 'alataw.loading.UnitOffloaded',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A bag, pallet, container or train is ready to be loaded. */
export interface UnitOpened {
  readonly type: 'UnitOpened';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Where it is loaded: dock, packing table, yard slot, track; 1 to 20 characters. */
  readonly place: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /** Size and type as painted on a container, ISO 6346, e.g. 22G1; null for anything else. */
  readonly sizeType: string | null;
  /** Mass of the empty container, grams. */
  readonly tareGrams: number;
}

export const UnitOpened: Contract<UnitOpened> = {
  name: 'UnitOpened',
  fullName: 'alataw.loading.UnitOpened',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Published reasons for which a command to a load unit is refused. */
export const UnitRefusal = [
  'UNKNOWN_UNIT',
  'NUMBER_INVALID',
  'ALREADY_ON_SITE',
  'HOLD_PENDING',
  'CAPACITY',
  'ALREADY_OPEN',
  'NOT_OPEN',
  'CLOSING',
  'ALREADY_CLOSED',
  'NOT_CLOSED',
  'BLOCKED_PARCEL',
  'ABOARD',
  'ALREADY_DEPARTED',
  'NOT_A_TRUCK',
  'NOT_EMPTY',
  'NOT_WEIGHED',
  'MASS_MISMATCH',
  'MASS_NOT_IN_QUESTION',
  'NOT_SEALED',
  'PASS_VALID',
  'APPLICATION_REQUIRED',
  'DEPARTING',
  'NOT_DUE',
  'IS_WAREHOUSE',
  'WAGON_INVALID',
  'SIZE_INVALID',
  'SEAL_PENDING',
  'SEAL_BROKEN',
  'TOO_FEW_SEALS',
  'SEAL_UNVERIFIED',
  'SEALS_REGISTERED',
  'INCOMPLETE_PARCEL',
  'OTHER',
] as const;
export type UnitRefusal = (typeof UnitRefusal)[number];

/** The unit is open again; these seals were removed. */
export interface UnitReopened {
  readonly type: 'UnitReopened';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The seals on it, 0 to 8: seal:<issuer>:<number>, or the bare number of one that was told at closing. */
  readonly seals: readonly string[];
  readonly reason: ReopenReason;
}

export const UnitReopened: Contract<UnitReopened> = {
  name: 'UnitReopened',
  fullName: 'alataw.loading.UnitReopened',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A seal on a load unit. */
export interface UnitSeal {
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly sealClass: SealClass;
  readonly status: SealStatus;
  /** The seal in the place of which it is put. */
  readonly replaces: string | null;
}

/** A parcel in this unit is held no more. */
export interface UnitUnblocked {
  readonly type: 'UnitUnblocked';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** The entry of the manifest that the parcel is or is in. */
  readonly contentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /**
   * The load unit that carries this one and hears of it; null also where another part of the parcel in this one is
   * still blocked.
   */
  readonly carrierId: string | null;
}

export const UnitUnblocked: Contract<UnitUnblocked> = {
  name: 'UnitUnblocked',
  fullName: 'alataw.loading.UnitUnblocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** Why a place on a load unit is given up. */
export const VacateReason = [
  'OFFLOADED',
  'OVER_CAPACITY',
  'NOT_RESERVED',
  'OVER_LENGTH',
  'OVER_VOLUME',
  'OTHER',
] as const;
export type VacateReason = (typeof VacateReason)[number];

/** Somebody looked at a seal, e.g. at the gate. */
export interface VerifySeal {
  readonly type: 'VerifySeal';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /**
   * seal:<issuer>:<number> of a registered seal, e.g. seal:CNCUSTOMS:AL0012345; the bare number of one that was told at
   * closing.
   */
  readonly sealId: string;
  readonly finding: SealFinding;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const VerifySeal: Contract<VerifySeal> = {
  name: 'VerifySeal',
  fullName: 'alataw.loading.VerifySeal',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** A railway wagon stands on a track, ready to be loaded. */
export interface WagonArrived {
  readonly type: 'WagonArrived';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  /** Which use of this unit, from 1: plates, bags and containers come back. */
  readonly visit: number;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Where it stands, 1 to 20 characters. */
  readonly track: string;
  /** Its own mass, grams. */
  readonly tareGrams: number;
  /** 2 to 16. */
  readonly axles: number;
  /** Length on which containers stand, mm. */
  readonly loadingLengthMm: number;
  /** What it may carry here, grams: its load limit, or what the permitted load of its axles leaves of it. */
  readonly maxMassGrams: number;
  /** What an axle may weigh on the track, as it limited the mass, grams; 0: no rule says. */
  readonly axleGrams: number;
}

export const WagonArrived: Contract<WagonArrived> = {
  name: 'WagonArrived',
  fullName: 'alataw.loading.WagonArrived',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ unitId }) => unitId,
};

/** A truck stands on the weighbridge. */
export interface WeighTruck {
  readonly type: 'WeighTruck';
  /** Id of a load unit: <kind>:<number>, e.g. truck:KZ-123ABC02 or bag:106141411928374657. */
  readonly unitId: string;
  readonly weighing: Weighing;
  /** What the weighbridge shows, grams. */
  readonly massGrams: number;
}

export const WeighTruck: Contract<WeighTruck> = {
  name: 'WeighTruck',
  fullName: 'alataw.loading.WeighTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ unitId }) => unitId,
};

/** How a truck is weighed. TARE: with nothing in it. GROSS: closed, with its load. */
export const Weighing = ['NONE', 'TARE', 'GROSS'] as const;
export type Weighing = (typeof Weighing)[number];
