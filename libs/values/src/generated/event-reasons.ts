// GENERATED from schemas by "npm run codegen". Do not edit.

import type { CodeListName } from '../code-lists/code-lists';

/** Which list the `reason` of an event is from. */
export const listOfReason: Readonly<Record<string, CodeListName>> = {
  BookingDenied: 'EntryRefusalReason',
  DeclarationConflicted: 'ConflictReason',
  DepartureRefused: 'DepartureRefusal',
  EntryCommandRefused: 'EntryCommandRefusal',
  EntryRefused: 'EntryRefusalReason',
  GatePassVoided: 'GatePassVoidReason',
  HoldRequested: 'HoldReason',
  HoldTooLate: 'HoldReason',
  InspectionAbandoned: 'AbandonReason',
  InspectionCommandRefused: 'InspectionRefusal',
  InspectionOpened: 'InspectionReason',
  InspectionReassessed: 'InspectionReason',
  LoadDeclined: 'LoadRefusal',
  LoadRefused: 'LoadRefusal',
  MatchingCommandRefused: 'MatchingRefusal',
  OffloadRefused: 'OffloadRefusal',
  ParcelHeld: 'HoldReason',
  ParcelInspected: 'InspectionReason',
  ParcelReturned: 'ReturnReason',
  ParcelScanned: 'ScanReason',
  ParkedCommandRefused: 'ParkedRefusal',
  ParkedRetryFailed: 'ParkReason',
  PlaceFreed: 'LoadRefusal',
  PlaceVacated: 'VacateReason',
  RecordParked: 'ParkReason',
  ReleaseCommandRefused: 'ReleaseRefusal',
  ReleaseRevoked: 'HoldReason',
  UnitCommandRefused: 'UnitRefusal',
  UnitLoadDeclined: 'LoadRefusal',
  UnitReopened: 'ReopenReason',
  VehicleTurnedAway: 'TurnAwayReason',
  VerdictRefused: 'VerdictRefusal',
};
