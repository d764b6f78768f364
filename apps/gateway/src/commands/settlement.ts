/** What an event means for the request that led to it. */
export type Meaning = 'done' | 'refused' | 'underway';

/** Which events answer a command, by name. What follows from the same request otherwise is not its answer. */
export type Settlement = Readonly<Record<string, Meaning>>;

/** Names of the requests that somebody may wait for. */
export type RequestName =
  | 'declare'
  | 'verdict'
  | 'hold'
  | 'lift'
  | 'revoke'
  | 'return'
  | 'cancel'
  | 'arrive'
  | 'dock'
  | 'load'
  | 'offload'
  | 'seal'
  | 'unseal'
  | 'gateOut';

/** A record that no lane can process ends the wait for it as well. */
export const PARKED = 'RecordParked';

/**
 * The events that settle each request. A hold of a released parcel and a load travel through two lanes: their first events say
 * that they are under way, and the last one, found by the same correlation id, what became of them.
 */
export const SETTLEMENTS: Readonly<Record<RequestName, Settlement>> = {
  declare: {
    ParcelDeclared: 'done',
    DeclarationRepeated: 'done',
    DeclarationRejected: 'refused',
    DeclarationConflicted: 'refused',
  },
  verdict: { ParcelInspected: 'done', VerdictRefused: 'refused' },
  hold: { ParcelHeld: 'done', HoldRequested: 'underway', HoldTooLate: 'refused', ReleaseCommandRefused: 'refused' },
  lift: { HoldLifted: 'done', ReleaseCommandRefused: 'refused' },
  revoke: {
    ReleaseRevoked: 'done',
    HoldRequested: 'underway',
    HoldTooLate: 'refused',
    ReleaseCommandRefused: 'refused',
  },
  return: { ParcelReturned: 'done', ReleaseCommandRefused: 'refused' },
  cancel: { ParcelCancelled: 'done', ReleaseCommandRefused: 'refused' },
  arrive: { TruckArrived: 'done', TruckCommandRefused: 'refused' },
  dock: { TruckDocked: 'done', TruckCommandRefused: 'refused' },
  load: { ManifestEntered: 'done', PlaceReserved: 'underway', PlaceFreed: 'refused', LoadRefused: 'refused' },
  offload: { ParcelOffloaded: 'done', PlaceVacated: 'underway', OffloadRefused: 'refused' },
  seal: { TruckSealed: 'done', SealingStarted: 'underway', TruckCommandRefused: 'refused' },
  unseal: { TruckUnsealed: 'done', TruckCommandRefused: 'refused' },
  gateOut: { TruckDeparted: 'done', GateOutRefused: 'refused' },
};
