// GENERATED from schemas/loading/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';
import type { HoldKind } from './release';

/** A truck has come through the entry gate. */
export interface ArriveTruck {
  readonly type: 'ArriveTruck';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Code of the carrier, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces, 1 to 5000. */
  readonly maxPieces: number;
}

export const ArriveTruck: Contract<ArriveTruck> = {
  name: 'ArriveTruck',
  fullName: 'alataw.loading.ArriveTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/** A part of the manifest of a truck that left. */
export interface DepartureChunk {
  readonly type: 'DepartureChunk';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  /** From 1. */
  readonly chunk: number;
  /** How many there are. */
  readonly chunks: number;
  /** 1 to 500. */
  readonly parcelIds: readonly string[];
}

export const DepartureChunk: Contract<DepartureChunk> = {
  name: 'DepartureChunk',
  fullName: 'alataw.loading.DepartureChunk',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** A truck stands at a dock and may be loaded. */
export interface DockTruck {
  readonly type: 'DockTruck';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** 1 to 20 characters A-Z 0-9 and hyphen. */
  readonly dock: string;
}

export const DockTruck: Contract<DockTruck> = {
  name: 'DockTruck',
  fullName: 'alataw.loading.DockTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/** The truck stands at the exit gate. */
export interface GateOut {
  readonly type: 'GateOut';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
}

export const GateOut: Contract<GateOut> = {
  name: 'GateOut',
  fullName: 'alataw.loading.GateOut',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/** Published reasons for which a truck does not pass the gate. */
export const GateOutRefusal = ['UNKNOWN_TRUCK', 'NOT_SEALED', 'BLOCKED_PARCEL', 'ALREADY_DEPARTED', 'OTHER'] as const;
export type GateOutRefusal = (typeof GateOutRefusal)[number];

/** The truck stays. */
export interface GateOutRefused {
  readonly type: 'GateOutRefused';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  readonly reason: GateOutRefusal;
  /** 0 to 20: the parcels that stand in the way. */
  readonly parcelIds: readonly string[];
}

export const GateOutRefused: Contract<GateOutRefused> = {
  name: 'GateOutRefused',
  fullName: 'alataw.loading.GateOutRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The parcel does not take the place that a truck reserved for it. */
export interface LoadDeclined {
  readonly type: 'LoadDeclined';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  readonly reason: LoadRefusal;
}

export const LoadDeclined: Contract<LoadDeclined> = {
  name: 'LoadDeclined',
  fullName: 'alataw.loading.LoadDeclined',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A parcel was scanned at a truck's door. */
export interface LoadParcel {
  readonly type: 'LoadParcel';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const LoadParcel: Contract<LoadParcel> = {
  name: 'LoadParcel',
  fullName: 'alataw.loading.LoadParcel',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/**
 * Published reasons for which a parcel is not loaded. The first group is the truck's answer, the second the parcel's.
 */
export const LoadRefusal = [
  'UNKNOWN_TRUCK',
  'NOT_DOCKED',
  'SEALED',
  'TRUCK_DEPARTED',
  'ALREADY_RESERVED',
  'ALREADY_LOADED',
  'TRUCK_FULL',
  'OVER_CAPACITY',
  'NOT_RELEASED',
  'ON_OTHER_TRUCK',
  'HELD',
  'HOLD_PENDING',
  'WITHDRAWN',
  'DEPARTED',
  'OTHER',
] as const;
export type LoadRefusal = (typeof LoadRefusal)[number];

/** The truck does not take the parcel. */
export interface LoadRefused {
  readonly type: 'LoadRefused';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: LoadRefusal;
}

export const LoadRefused: Contract<LoadRefused> = {
  name: 'LoadRefused',
  fullName: 'alataw.loading.LoadRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

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
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
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
  /** The truck that it is on, or that it left with. */
  readonly truckId: string | null;
  /** The stay of that truck; 0 without one. */
  readonly visit: number;
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

/** What the loading stage remembers of a truck; after its departure until it comes back. */
export interface LoadingTruckState {
  readonly status: LoadingTruckStatus;
  /** Stays so far. */
  readonly visit: number;
  readonly carrier: string;
  /** Empty until docked. */
  readonly dock: string;
  /** Empty unless sealing, sealed or departed. */
  readonly sealNumber: string;
  /** Grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Of the manifest, grams. */
  readonly massGrams: number;
  /** Of the manifest. */
  readonly pieces: number;
  /** Parcel ids that have not answered yet; with the manifest at most 5000. */
  readonly reserved: readonly string[];
  /** In the order of loading, at most 5000. */
  readonly manifest: readonly ManifestEntry[];
  /** Parcel ids of the manifest that are held. */
  readonly blocked: readonly string[];
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
}

export const LoadingTruckState: Contract<LoadingTruckState> = {
  name: 'LoadingTruckState',
  fullName: 'alataw.loading.LoadingTruckState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a truck stands. sealing: it takes nothing more and waits for places that are reserved. */
export const LoadingTruckStatus = ['absent', 'arrived', 'docked', 'sealing', 'sealed', 'departed'] as const;
export type LoadingTruckStatus = (typeof LoadingTruckStatus)[number];

/** The parcel stands in the truck's manifest. */
export interface ManifestEntered {
  readonly type: 'ManifestEntered';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Of the parcel, grams. */
  readonly grossWeightGrams: number;
  /** Of the parcel. */
  readonly pieces: number;
}

export const ManifestEntered: Contract<ManifestEntered> = {
  name: 'ManifestEntered',
  fullName: 'alataw.loading.ManifestEntered',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** One parcel in a truck's manifest. */
export interface ManifestEntry {
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces of the parcel. */
  readonly pieces: number;
}

/** A parcel is taken off a truck. */
export interface OffloadParcel {
  readonly type: 'OffloadParcel';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const OffloadParcel: Contract<OffloadParcel> = {
  name: 'OffloadParcel',
  fullName: 'alataw.loading.OffloadParcel',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/** Published reasons for which a parcel is not taken off a truck. */
export const OffloadRefusal = [
  'UNKNOWN_TRUCK',
  'NOT_DOCKED',
  'SEALED',
  'TRUCK_DEPARTED',
  'NOT_ABOARD',
  'UNCONFIRMED',
  'OTHER',
] as const;
export type OffloadRefusal = (typeof OffloadRefusal)[number];

/** The parcel is not taken off. */
export interface OffloadRefused {
  readonly type: 'OffloadRefused';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: OffloadRefusal;
}

export const OffloadRefused: Contract<OffloadRefused> = {
  name: 'OffloadRefused',
  fullName: 'alataw.loading.OffloadRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The parcel left the port. */
export interface ParcelDeparted {
  readonly type: 'ParcelDeparted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
}

export const ParcelDeparted: Contract<ParcelDeparted> = {
  name: 'ParcelDeparted',
  fullName: 'alataw.loading.ParcelDeparted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel takes the place that a truck reserved for it. */
export interface ParcelLoaded {
  readonly type: 'ParcelLoaded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces of the parcel. */
  readonly pieces: number;
}

export const ParcelLoaded: Contract<ParcelLoaded> = {
  name: 'ParcelLoaded',
  fullName: 'alataw.loading.ParcelLoaded',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel is off the truck; one that is blocked or withdrawn stays so. */
export interface ParcelOffloaded {
  readonly type: 'ParcelOffloaded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
}

export const ParcelOffloaded: Contract<ParcelOffloaded> = {
  name: 'ParcelOffloaded',
  fullName: 'alataw.loading.ParcelOffloaded',
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
}

export const ParcelStaged: Contract<ParcelStaged> = {
  name: 'ParcelStaged',
  fullName: 'alataw.loading.ParcelStaged',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The hold was lifted; the parcel may be loaded or, if it is on a truck, leave. */
export interface ParcelUnblocked {
  readonly type: 'ParcelUnblocked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The truck that it is on. */
  readonly truckId: string | null;
}

export const ParcelUnblocked: Contract<ParcelUnblocked> = {
  name: 'ParcelUnblocked',
  fullName: 'alataw.loading.ParcelUnblocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel was returned: it is never loaded again. If it is on a truck, it has to be taken off. */
export interface ParcelWithdrawn {
  readonly type: 'ParcelWithdrawn';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The truck that it is on. */
  readonly truckId: string | null;
}

export const ParcelWithdrawn: Contract<ParcelWithdrawn> = {
  name: 'ParcelWithdrawn',
  fullName: 'alataw.loading.ParcelWithdrawn',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The reserved place is free again: the scan is refused. */
export interface PlaceFreed {
  readonly type: 'PlaceFreed';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: LoadRefusal;
}

export const PlaceFreed: Contract<PlaceFreed> = {
  name: 'PlaceFreed',
  fullName: 'alataw.loading.PlaceFreed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The truck keeps a place; the parcel takes it or declines. */
export interface PlaceReserved {
  readonly type: 'PlaceReserved';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const PlaceReserved: Contract<PlaceReserved> = {
  name: 'PlaceReserved',
  fullName: 'alataw.loading.PlaceReserved',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The truck does not carry the parcel any more; the parcel follows with ParcelOffloaded. */
export interface PlaceVacated {
  readonly type: 'PlaceVacated';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: VacateReason;
}

export const PlaceVacated: Contract<PlaceVacated> = {
  name: 'PlaceVacated',
  fullName: 'alataw.loading.PlaceVacated',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** Loading is over: close and seal the truck. */
export interface SealTruck {
  readonly type: 'SealTruck';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly sealNumber: string;
}

export const SealTruck: Contract<SealTruck> = {
  name: 'SealTruck',
  fullName: 'alataw.loading.SealTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/** The truck takes nothing more. TruckSealed follows as soon as nothing is reserved. */
export interface SealingStarted {
  readonly type: 'SealingStarted';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly sealNumber: string;
  /** Places that are still reserved. */
  readonly reserved: number;
}

export const SealingStarted: Contract<SealingStarted> = {
  name: 'SealingStarted',
  fullName: 'alataw.loading.SealingStarted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** A truck began a stay at the port. */
export interface TruckArrived {
  readonly type: 'TruckArrived';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  readonly carrier: string;
  /** Grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
}

export const TruckArrived: Contract<TruckArrived> = {
  name: 'TruckArrived',
  fullName: 'alataw.loading.TruckArrived',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** A parcel aboard is held: the truck does not leave with it. */
export interface TruckBlocked {
  readonly type: 'TruckBlocked';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const TruckBlocked: Contract<TruckBlocked> = {
  name: 'TruckBlocked',
  fullName: 'alataw.loading.TruckBlocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** Commands to a truck, as named in refusals. */
export const TruckCommandName = ['ARRIVE', 'DOCK', 'SEAL', 'UNSEAL', 'OTHER'] as const;
export type TruckCommandName = (typeof TruckCommandName)[number];

/** A command to a truck that changes nothing. */
export interface TruckCommandRefused {
  readonly type: 'TruckCommandRefused';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  readonly command: TruckCommandName;
  readonly reason: TruckRefusal;
}

export const TruckCommandRefused: Contract<TruckCommandRefused> = {
  name: 'TruckCommandRefused',
  fullName: 'alataw.loading.TruckCommandRefused',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The truck passed the gate. One event for all its parcels; they follow in chunks. */
export interface TruckDeparted {
  readonly type: 'TruckDeparted';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  readonly carrier: string;
  /** 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly sealNumber: string;
  /** Parcels in the manifest. */
  readonly parcels: number;
  /** Pieces in the manifest. */
  readonly pieces: number;
  /** Of the load, grams. */
  readonly massGrams: number;
}

export const TruckDeparted: Contract<TruckDeparted> = {
  name: 'TruckDeparted',
  fullName: 'alataw.loading.TruckDeparted',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The truck may be loaded. */
export interface TruckDocked {
  readonly type: 'TruckDocked';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  readonly dock: string;
}

export const TruckDocked: Contract<TruckDocked> = {
  name: 'TruckDocked',
  fullName: 'alataw.loading.TruckDocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** A parcel on a truck shall be held: only the truck knows whether it has left. */
export interface TruckHoldAsked {
  readonly type: 'TruckHoldAsked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Which stay of this truck at the port, from 1: plates come back. */
  readonly visit: number;
  readonly kind: HoldKind;
}

export const TruckHoldAsked: Contract<TruckHoldAsked> = {
  name: 'TruckHoldAsked',
  fullName: 'alataw.loading.TruckHoldAsked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel that shall be held does not stand in the manifest of this stay; what became of it, its own lane knows. */
export interface TruckHoldMoot {
  readonly type: 'TruckHoldMoot';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const TruckHoldMoot: Contract<TruckHoldMoot> = {
  name: 'TruckHoldMoot',
  fullName: 'alataw.loading.TruckHoldMoot',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The truck had left with the parcel before the hold reached it. */
export interface TruckHoldTooLate {
  readonly type: 'TruckHoldTooLate';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const TruckHoldTooLate: Contract<TruckHoldTooLate> = {
  name: 'TruckHoldTooLate',
  fullName: 'alataw.loading.TruckHoldTooLate',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** Published reasons for which a command to a truck is refused. */
export const TruckRefusal = [
  'UNKNOWN_TRUCK',
  'ALREADY_ON_SITE',
  'CAPACITY',
  'ALREADY_DOCKED',
  'NOT_DOCKED',
  'SEALING',
  'ALREADY_SEALED',
  'NOT_SEALED',
  'BLOCKED_PARCEL',
  'ALREADY_DEPARTED',
  'OTHER',
] as const;
export type TruckRefusal = (typeof TruckRefusal)[number];

/** The truck is sealed; its manifest is closed. */
export interface TruckSealed {
  readonly type: 'TruckSealed';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly sealNumber: string;
  /** Parcels in the manifest. */
  readonly parcels: number;
  /** Pieces in the manifest. */
  readonly pieces: number;
  /** Of the load, grams. */
  readonly massGrams: number;
}

export const TruckSealed: Contract<TruckSealed> = {
  name: 'TruckSealed',
  fullName: 'alataw.loading.TruckSealed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The hold on a parcel aboard was lifted. */
export interface TruckUnblocked {
  readonly type: 'TruckUnblocked';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const TruckUnblocked: Contract<TruckUnblocked> = {
  name: 'TruckUnblocked',
  fullName: 'alataw.loading.TruckUnblocked',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** The seal was removed; the truck may be loaded and unloaded again. */
export interface TruckUnsealed {
  readonly type: 'TruckUnsealed';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** 1 to 30 characters A-Z 0-9 and hyphen. */
  readonly sealNumber: string;
  readonly reason: UnsealReason;
}

export const TruckUnsealed: Contract<TruckUnsealed> = {
  name: 'TruckUnsealed',
  fullName: 'alataw.loading.TruckUnsealed',
  kind: 'event',
  topic: 'loading.events',
  keyOf: ({ truckId }) => truckId,
};

/** Why a seal is removed. */
export const UnsealReason = ['BLOCKED_PARCEL', 'SEAL_DAMAGED', 'CUSTOMS_ORDER', 'LOADING_ERROR', 'OTHER'] as const;
export type UnsealReason = (typeof UnsealReason)[number];

/** Remove the seal, so that parcels can be taken off. */
export interface UnsealTruck {
  readonly type: 'UnsealTruck';
  /** Normalised plate with its country, e.g. KZ-123ABC02. */
  readonly truckId: string;
  readonly reason: UnsealReason;
}

export const UnsealTruck: Contract<UnsealTruck> = {
  name: 'UnsealTruck',
  fullName: 'alataw.loading.UnsealTruck',
  kind: 'command',
  topic: 'loading.commands',
  keyOf: ({ truckId }) => truckId,
};

/** Why a place on a truck is given up. */
export const VacateReason = ['OFFLOADED', 'OVER_CAPACITY', 'NOT_RESERVED', 'OTHER'] as const;
export type VacateReason = (typeof VacateReason)[number];
