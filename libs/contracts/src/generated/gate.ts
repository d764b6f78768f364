// GENERATED from schemas/gate/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** A truck shall be let in at a time slot. Its truck, trailer, driver and slot are booked before anybody decides. */
export interface ApplyForEntry {
  readonly type: 'ApplyForEntry';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Plate of the tractor with its country, in its one spelling, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Plate of the trailer with its country; null without one. */
  readonly trailerId: string | null;
  /** Vehicle identification number of the tractor, 17 characters (ISO 3779). */
  readonly vin: string;
  readonly driver: Driver;
  /** Number of the bilateral transport permit; null for a truck that needs none. */
  readonly permitNo: string | null;
  /** Number of the TIR carnet, two letters and eight digits; null without one. */
  readonly tirNo: string | null;
  /** Whether it comes laden. */
  readonly laden: boolean;
  /** Beginning of the time slot, epoch ms UTC. */
  readonly slotFrom: number;
  /** End of the time slot, epoch ms UTC. */
  readonly slotTo: number;
  /** Expected arrival at the gate, epoch ms UTC. */
  readonly eta: number;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
}

export const ApplyForEntry: Contract<ApplyForEntry> = {
  name: 'ApplyForEntry',
  fullName: 'alataw.gate.ApplyForEntry',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** The truck may come in its slot. */
export interface ApproveEntry {
  readonly type: 'ApproveEntry';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const ApproveEntry: Contract<ApproveEntry> = {
  name: 'ApproveEntry',
  fullName: 'alataw.gate.ApproveEntry',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** A truck stands at the entry gate; what the camera or the officer reads of it. */
export interface ArriveAtGate {
  readonly type: 'ArriveAtGate';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** Plate of the tractor with its country, in its one spelling, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Plate of the trailer with its country; null without one. */
  readonly trailerId: string | null;
}

export const ArriveAtGate: Contract<ArriveAtGate> = {
  name: 'ArriveAtGate',
  fullName: 'alataw.gate.ArriveAtGate',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** Others have it. */
export interface BookingDenied {
  readonly type: 'BookingDenied';
  /**
   * What is used by one application at a time, or by so many: truck:KZ-123ABC02, trailer:KZ-45ABC02,
   * driver:KZ:N12345678 or slot:2026-12-01T08Z.
   */
  readonly bookingId: string;
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly reason: EntryRefusalReason;
}

export const BookingDenied: Contract<BookingDenied> = {
  name: 'BookingDenied',
  fullName: 'alataw.gate.BookingDenied',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ bookingId }) => bookingId,
};

/** The application does not need it any more. */
export interface BookingFreed {
  readonly type: 'BookingFreed';
  /**
   * What is used by one application at a time, or by so many: truck:KZ-123ABC02, trailer:KZ-45ABC02,
   * driver:KZ:N12345678 or slot:2026-12-01T08Z.
   */
  readonly bookingId: string;
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
}

export const BookingFreed: Contract<BookingFreed> = {
  name: 'BookingFreed',
  fullName: 'alataw.gate.BookingFreed',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ bookingId }) => bookingId,
};

/** The application has what it asked for. */
export interface BookingGranted {
  readonly type: 'BookingGranted';
  /**
   * What is used by one application at a time, or by so many: truck:KZ-123ABC02, trailer:KZ-45ABC02,
   * driver:KZ:N12345678 or slot:2026-12-01T08Z.
   */
  readonly bookingId: string;
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
}

export const BookingGranted: Contract<BookingGranted> = {
  name: 'BookingGranted',
  fullName: 'alataw.gate.BookingGranted',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ bookingId }) => bookingId,
};

/** What can be booked. */
export const BookingKind = ['none', 'truck', 'trailer', 'driver', 'slot'] as const;
export type BookingKind = (typeof BookingKind)[number];

/** Which applications have a truck, trailer, driver or slot. */
export interface BookingState {
  readonly kind: BookingKind;
  readonly status: BookingStatus;
  /** Who has it: one, or for a slot as many as the capacity of its hour. */
  readonly applicationIds: readonly string[];
  /** The application under which the truck is in the port. */
  readonly inside: string | null;
  /** Of the last change, epoch ms UTC. */
  readonly since: number;
}

export const BookingState: Contract<BookingState> = {
  name: 'BookingState',
  fullName: 'alataw.gate.BookingState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Whether anybody has it. */
export const BookingStatus = ['absent', 'free', 'booked'] as const;
export type BookingStatus = (typeof BookingStatus)[number];

/** The truck does not come. */
export interface CancelEntry {
  readonly type: 'CancelEntry';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly by: EntryCancelledBy;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const CancelEntry: Contract<CancelEntry> = {
  name: 'CancelEntry',
  fullName: 'alataw.gate.CancelEntry',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** The person who drives the truck. */
export interface Driver {
  /** As in the passport. */
  readonly name: string;
  /** Who issued the passport, ISO 3166-1 alpha-2. */
  readonly passportCountry: string;
  /** 5 to 15 characters A-Z 0-9. */
  readonly passportNo: string;
  /** Number of the visa; null for a driver who needs none. */
  readonly visaNo: string | null;
  /** Number of the driving licence. */
  readonly licenceNo: string;
}

/** Driver and vehicle have passed: the barrier opens. */
export interface EntryAdmitted {
  readonly type: 'EntryAdmitted';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** Plate of the tractor with its country, in its one spelling, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /**
   * What is used by one application at a time, or by so many: truck:KZ-123ABC02, trailer:KZ-45ABC02,
   * driver:KZ:N12345678 or slot:2026-12-01T08Z.
   */
  readonly bookingId: string;
}

export const EntryAdmitted: Contract<EntryAdmitted> = {
  name: 'EntryAdmitted',
  fullName: 'alataw.gate.EntryAdmitted',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** What the gate remembers of an entry application. */
export interface EntryApplicationState {
  readonly status: EntryStatus;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Plate of the tractor with its country, in its one spelling, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Plate of the trailer with its country; null without one. */
  readonly trailerId: string | null;
  /** Vehicle identification number of the tractor, 17 characters (ISO 3779). */
  readonly vin: string;
  readonly driver: Driver;
  /** Number of the bilateral transport permit; null for a truck that needs none. */
  readonly permitNo: string | null;
  /** Number of the TIR carnet, two letters and eight digits; null without one. */
  readonly tirNo: string | null;
  /** Whether it comes laden. */
  readonly laden: boolean;
  /** Beginning of the time slot, epoch ms UTC. */
  readonly slotFrom: number;
  /** End of the time slot, epoch ms UTC. */
  readonly slotTo: number;
  /** Expected arrival at the gate, epoch ms UTC. */
  readonly eta: number;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
  /** Bookings that are granted, 0 to 4. */
  readonly granted: readonly string[];
  readonly person: ExaminationResult;
  readonly vehicle: ExaminationResult;
  /** Why it was refused, cancelled or turned away; empty: it was not. */
  readonly reason: string;
  /** Until when the truck has to be at the gate, epoch ms UTC; 0: it is there, or need not come. */
  readonly due: number;
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
  /** When it was applied for, epoch ms UTC; 0: never. */
  readonly appliedAt: number;
}

export const EntryApplicationState: Contract<EntryApplicationState> = {
  name: 'EntryApplicationState',
  fullName: 'alataw.gate.EntryApplicationState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** An application was taken down; its truck, trailer, driver and slot are being booked. */
export interface EntryApplied {
  readonly type: 'EntryApplied';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Plate of the tractor with its country, in its one spelling, e.g. KZ-123ABC02. */
  readonly truckId: string;
  /** Plate of the trailer with its country; null without one. */
  readonly trailerId: string | null;
  /** Vehicle identification number of the tractor, 17 characters (ISO 3779). */
  readonly vin: string;
  readonly driver: Driver;
  /** Number of the bilateral transport permit; null for a truck that needs none. */
  readonly permitNo: string | null;
  /** Number of the TIR carnet, two letters and eight digits; null without one. */
  readonly tirNo: string | null;
  /** Whether it comes laden. */
  readonly laden: boolean;
  /** Beginning of the time slot, epoch ms UTC. */
  readonly slotFrom: number;
  /** End of the time slot, epoch ms UTC. */
  readonly slotTo: number;
  /** Expected arrival at the gate, epoch ms UTC. */
  readonly eta: number;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
  /** Until when the truck has to be at the gate, epoch ms UTC. */
  readonly due: number;
}

export const EntryApplied: Contract<EntryApplied> = {
  name: 'EntryApplied',
  fullName: 'alataw.gate.EntryApplied',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** The truck may come in its slot. */
export interface EntryApproved {
  readonly type: 'EntryApproved';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const EntryApproved: Contract<EntryApproved> = {
  name: 'EntryApproved',
  fullName: 'alataw.gate.EntryApproved',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** One of its bookings is granted. */
export interface EntryBooked {
  readonly type: 'EntryBooked';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /**
   * What is used by one application at a time, or by so many: truck:KZ-123ABC02, trailer:KZ-45ABC02,
   * driver:KZ:N12345678 or slot:2026-12-01T08Z.
   */
  readonly bookingId: string;
}

export const EntryBooked: Contract<EntryBooked> = {
  name: 'EntryBooked',
  fullName: 'alataw.gate.EntryBooked',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** The truck does not come; what it booked is free. */
export interface EntryCancelled {
  readonly type: 'EntryCancelled';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly by: EntryCancelledBy;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
}

export const EntryCancelled: Contract<EntryCancelled> = {
  name: 'EntryCancelled',
  fullName: 'alataw.gate.EntryCancelled',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** Who said that a truck does not come. */
export const EntryCancelledBy = ['CARRIER', 'OTHER_SIDE', 'CENTRE', 'OTHER'] as const;
export type EntryCancelledBy = (typeof EntryCancelledBy)[number];

/** Commands to an entry application, as named in refusals. */
export const EntryCommandName = [
  'APPLY',
  'APPROVE',
  'REFUSE',
  'EXTEND',
  'CANCEL',
  'ARRIVE',
  'EXAMINE',
  'EXPIRE',
  'OTHER',
] as const;
export type EntryCommandName = (typeof EntryCommandName)[number];

/** Published reasons for which a command to an entry application is refused. */
export const EntryCommandRefusal = [
  'UNKNOWN_APPLICATION',
  'ALREADY_APPLIED',
  'CAPACITY',
  'PLATE_INVALID',
  'VIN_INVALID',
  'TIR_INVALID',
  'DRIVER_INVALID',
  'SLOT_INVALID',
  'SLOT_TOO_LONG',
  'SLOT_PAST',
  'SLOT_TOO_FAR',
  'BOOKINGS_PENDING',
  'ALREADY_APPROVED',
  'NOT_APPROVED',
  'NOT_LATER',
  'EXTENSION_TOO_LONG',
  'TOO_EARLY',
  'SLOT_OVER',
  'PLATES_DIFFER',
  'ALREADY_AT_GATE',
  'NOT_AT_GATE',
  'ALREADY_EXAMINED',
  'REASON_MISSING',
  'ALREADY_ADMITTED',
  'ENDED',
  'NOT_DUE',
  'OTHER',
] as const;
export type EntryCommandRefusal = (typeof EntryCommandRefusal)[number];

/** A command to an entry application changes nothing. */
export interface EntryCommandRefused {
  readonly type: 'EntryCommandRefused';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly command: EntryCommandName;
  readonly reason: EntryCommandRefusal;
}

export const EntryCommandRefused: Contract<EntryCommandRefused> = {
  name: 'EntryCommandRefused',
  fullName: 'alataw.gate.EntryCommandRefused',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** The truck has left the port again; what it booked is free. */
export interface EntryCompleted {
  readonly type: 'EntryCompleted';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
}

export const EntryCompleted: Contract<EntryCompleted> = {
  name: 'EntryCompleted',
  fullName: 'alataw.gate.EntryCompleted',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** The driver or the vehicle was examined. */
export interface EntryExamined {
  readonly type: 'EntryExamined';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly subject: ExaminationSubject;
  readonly result: ExaminationResult;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const EntryExamined: Contract<EntryExamined> = {
  name: 'EntryExamined',
  fullName: 'alataw.gate.EntryExamined',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** The slot is over and the truck has not come; what it booked is free. */
export interface EntryExpired {
  readonly type: 'EntryExpired';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** The time that passed, epoch ms UTC. */
  readonly due: number;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
}

export const EntryExpired: Contract<EntryExpired> = {
  name: 'EntryExpired',
  fullName: 'alataw.gate.EntryExpired',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** The slot ends later. */
export interface EntryExtended {
  readonly type: 'EntryExtended';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** New end of the slot, epoch ms UTC. */
  readonly slotTo: number;
  /** Until when the truck has to be at the gate, epoch ms UTC. */
  readonly due: number;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const EntryExtended: Contract<EntryExtended> = {
  name: 'EntryExtended',
  fullName: 'alataw.gate.EntryExtended',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** All bookings are granted: the application waits for its decision. */
export interface EntryReceived {
  readonly type: 'EntryReceived';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
}

export const EntryReceived: Contract<EntryReceived> = {
  name: 'EntryReceived',
  fullName: 'alataw.gate.EntryReceived',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** Published reasons for which a truck may not come. */
export const EntryRefusalReason = [
  'TRUCK_ENGAGED',
  'TRAILER_ENGAGED',
  'DRIVER_ENGAGED',
  'SLOT_FULL',
  'DOCUMENTS',
  'PERMIT',
  'VISA',
  'ORDER',
  'OTHER',
] as const;
export type EntryRefusalReason = (typeof EntryRefusalReason)[number];

/** The truck may not come; what it booked is free. */
export interface EntryRefused {
  readonly type: 'EntryRefused';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly reason: EntryRefusalReason;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
}

export const EntryRefused: Contract<EntryRefused> = {
  name: 'EntryRefused',
  fullName: 'alataw.gate.EntryRefused',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/**
 * Where an entry application stands. booking: its truck, trailer, driver and slot are being asked for. atGate: driver
 * and vehicle are examined.
 */
export const EntryStatus = [
  'absent',
  'booking',
  'applied',
  'approved',
  'atGate',
  'admitted',
  'completed',
  'refused',
  'cancelled',
  'expired',
  'turnedAway',
] as const;
export type EntryStatus = (typeof EntryStatus)[number];

/**
 * What came of an examination at the entry gate. DEEP_CHECK: somebody else looks closer, and then it is PASSED or
 * FAILED.
 */
export const ExaminationResult = ['PENDING', 'PASSED', 'FAILED', 'DEEP_CHECK'] as const;
export type ExaminationResult = (typeof ExaminationResult)[number];

/** What is examined at the entry gate: the driver by the border police, the vehicle by customs. */
export const ExaminationSubject = ['NONE', 'PERSON', 'VEHICLE'] as const;
export type ExaminationSubject = (typeof ExaminationSubject)[number];

/** The ticker noticed that a slot is over. Refused if the application is not due at that time any more. */
export interface ExpireEntry {
  readonly type: 'ExpireEntry';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** The time that passed, epoch ms UTC. */
  readonly due: number;
}

export const ExpireEntry: Contract<ExpireEntry> = {
  name: 'ExpireEntry',
  fullName: 'alataw.gate.ExpireEntry',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** The slot ends later: the other side of the border lengthened it, or the road is closed. */
export interface ExtendEntry {
  readonly type: 'ExtendEntry';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** New end of the slot, epoch ms UTC. */
  readonly slotTo: number;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const ExtendEntry: Contract<ExtendEntry> = {
  name: 'ExtendEntry',
  fullName: 'alataw.gate.ExtendEntry',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** The border police has examined the driver, or customs the vehicle. */
export interface RecordEntryExamination {
  readonly type: 'RecordEntryExamination';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly subject: ExaminationSubject;
  readonly result: ExaminationResult;
  /** What was found, with the result FAILED. */
  readonly reason: TurnAwayReason | null;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const RecordEntryExamination: Contract<RecordEntryExamination> = {
  name: 'RecordEntryExamination',
  fullName: 'alataw.gate.RecordEntryExamination',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** The truck may not come. */
export interface RefuseEntry {
  readonly type: 'RefuseEntry';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly reason: EntryRefusalReason;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
}

export const RefuseEntry: Contract<RefuseEntry> = {
  name: 'RefuseEntry',
  fullName: 'alataw.gate.RefuseEntry',
  kind: 'command',
  topic: 'gate.commands',
  keyOf: ({ applicationId }) => applicationId,
};

/** Published reasons for which a truck is turned away at the gate. */
export const TurnAwayReason = [
  'DRIVER_PAPERS',
  'DRIVER_WANTED',
  'VEHICLE_PAPERS',
  'PLATES_DIFFER',
  'VEHICLE_DEFECT',
  'UNDECLARED_GOODS',
  'OTHER',
] as const;
export type TurnAwayReason = (typeof TurnAwayReason)[number];

/**
 * A truck comes in under its application. Stands in the truck's own lane, so that the loading stage hears it in the
 * lane of the truck.
 */
export interface VehicleAdmitted {
  readonly type: 'VehicleAdmitted';
  /** Id of the truck as a load unit: truck:KZ-123ABC02. */
  readonly bookingId: string;
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** Code of the carrier that takes the load, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cubic centimetres; null: no limit. */
  readonly maxVolumeCm3: number | null;
}

export const VehicleAdmitted: Contract<VehicleAdmitted> = {
  name: 'VehicleAdmitted',
  fullName: 'alataw.gate.VehicleAdmitted',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ bookingId }) => bookingId,
};

/** The truck stands at the entry gate and waits for the examination of driver and vehicle. */
export interface VehicleAtGate {
  readonly type: 'VehicleAtGate';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  /** Plate of the tractor with its country, in its one spelling, e.g. KZ-123ABC02. */
  readonly truckId: string;
}

export const VehicleAtGate: Contract<VehicleAtGate> = {
  name: 'VehicleAtGate',
  fullName: 'alataw.gate.VehicleAtGate',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};

/** A truck that came in under an application has left the port. */
export interface VehicleLeft {
  readonly type: 'VehicleLeft';
  /** Id of the truck as a load unit: truck:KZ-123ABC02. */
  readonly bookingId: string;
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
}

export const VehicleLeft: Contract<VehicleLeft> = {
  name: 'VehicleLeft',
  fullName: 'alataw.gate.VehicleLeft',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ bookingId }) => bookingId,
};

/** Driver or vehicle failed the examination; what it booked is free. */
export interface VehicleTurnedAway {
  readonly type: 'VehicleTurnedAway';
  /** Id of an entry application: EA- and 6 to 26 characters A-Z 0-9, e.g. EA-7K2M9QX4. */
  readonly applicationId: string;
  readonly subject: ExaminationSubject;
  readonly reason: TurnAwayReason;
  /** For the file, up to 500 characters. */
  readonly remark: string | null;
  /** What the application books, 3 to 4 bookings: its truck, trailer, driver and slot. */
  readonly bookingIds: readonly string[];
}

export const VehicleTurnedAway: Contract<VehicleTurnedAway> = {
  name: 'VehicleTurnedAway',
  fullName: 'alataw.gate.VehicleTurnedAway',
  kind: 'event',
  topic: 'gate.events',
  keyOf: ({ applicationId }) => applicationId,
};
