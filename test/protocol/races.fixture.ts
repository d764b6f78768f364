import {
  ApplySeal,
  ArriveTruck,
  CloseUnit,
  DeclareParcel,
  DepartUnit,
  DockTruck,
  HoldParcel,
  LiftHold,
  LoadContent,
  OffloadContent,
  ReopenUnit,
  type Contract,
} from '@alataw/contracts';
import { declareParcel } from '../../apps/declaration/src/domain/declare-parcel.fixture';

/** Sends a command to the stage that it is for. */
export type Send = <T extends object>(contract: Contract<T>, command: NoInfer<T>) => Promise<void>;

/** Whether an event of this type stands in the log about a parcel or a unit. */
export type Has = (type: string, about: string) => boolean;

/** Two trucks and two parcels of their own, so that many races can be run at once. */
export interface Table {
  readonly truck: string;
  /** Another truck at the next dock. */
  readonly other: string;
  readonly parcel: string;
  /** A parcel of two pieces that is not in question, or is alone. */
  readonly companion: string;
}

/** A command, and how it is seen that all that follows from it has happened. */
export interface Act {
  do(send: Send, table: Table): Promise<void>;
  isDone(has: Has, table: Table): boolean;
}

/** Two commands to lanes that have to agree, and what may come of it. */
export interface Race {
  readonly before: readonly Act[];
  readonly runners: readonly [Act, Act];
  /** What came of it in words. */
  outcomeOf(has: Has, table: Table): string;
  /** Each of them has to be seen, and no other. */
  readonly outcomes: readonly string[];
}

const permitted = { carrier: 'KAZPOST', maxMassGrams: 1_000_000, maxPieces: 10, maxVolumeCm3: null };
const why = { reason: 'OTHER', remark: null } as const;

/** Both trucks at their docks, both parcels released. */
export const opening: Act = {
  async do(send, { truck, other, parcel, companion }) {
    for (const unitId of [truck, other]) {
      await send(ArriveTruck, { type: 'ArriveTruck', unitId, ...permitted });
      await send(DockTruck, { type: 'DockTruck', unitId, dock: 'D1' });
    }
    for (const parcelId of [parcel, companion]) {
      const [logisticsCode = '', logisticsNo = ''] = parcelId.split('.');
      const packages = parcelId === companion ? 2 : 1;
      const documents = { logisticsCode, logisticsNo, orderNo: `PO-${logisticsNo}`, packages };
      await send(DeclareParcel, declareParcel({ parcelId, ...documents }));
    }
  },
  isDone: (has, { truck, other, parcel, companion }) =>
    [truck, other].every((id) => has('TruckDocked', id)) && [parcel, companion].every((id) => has('ParcelStaged', id)),
};

function scanOf(content: 'parcel' | 'companion', on: 'truck' | 'other'): Act {
  return {
    do: (send, table) =>
      send(LoadContent, { type: 'LoadContent', unitId: table[on], contentId: table[content], position: null }),
    isDone: (has, table) => ['ManifestEntered', 'PlaceFreed', 'LoadRefused'].some((type) => has(type, table[on])),
  };
}
const scan = scanOf('parcel', 'truck');

const offload: Act = {
  do: (send, { truck, parcel }) => send(OffloadContent, { type: 'OffloadContent', unitId: truck, contentId: parcel }),
  isDone: (has, { parcel }) => has('ParcelOffloaded', parcel),
};
const hold: Act = {
  do: (send, { parcel }) => send(HoldParcel, { type: 'HoldParcel', parcelId: parcel, ...why }),
  isDone: (has, { parcel }) => has('ParcelHeld', parcel) || has('HoldTooLate', parcel),
};
const lift: Act = {
  do: (send, { parcel }) => send(LiftHold, { type: 'LiftHold', parcelId: parcel, remark: null }),
  isDone: (has, { truck }) => has('UnitUnblocked', truck),
};
const seal: Act = {
  do: (send, { truck }) => send(CloseUnit, { type: 'CloseUnit', unitId: truck, seals: [`SEAL-${truck}`] }),
  isDone: (has, { truck }) => has('UnitClosed', truck),
};
const unseal: Act = {
  do: (send, { truck }) => send(ReopenUnit, { type: 'ReopenUnit', unitId: truck, reason: 'OTHER' }),
  isDone: (has, { truck }) => has('UnitReopened', truck) || has('UnitCommandRefused', truck),
};
const gateOut: Act = {
  do: (send, { truck }) => send(DepartUnit, { type: 'DepartUnit', unitId: truck }),
  isDone: (has, { truck, parcel }) => has('DepartureRefused', truck) || has('ParcelDeparted', parcel),
};

/** A piece of the companion is scanned. */
const piece = (number: number, on: 'truck' | 'other'): Act => ({
  do: (send, { companion, ...table }) =>
    send(LoadContent, {
      ...{ type: 'LoadContent', unitId: table[on], contentId: `${companion}#${number}`, position: null },
    }),
  isDone: (has, table) => has('ManifestEntered', table[on]) || has('PlaceFreed', table[on]),
});
const closed = (on: 'truck' | 'other'): Act => ({
  do: (send, table) => send(CloseUnit, { type: 'CloseUnit', unitId: table[on], seals: [] }),
  isDone: (has, table) => has('UnitClosed', table[on]),
});
/** A seal of the same number, on whichever truck. */
const sealed = (on: 'truck' | 'other'): Act => ({
  do: (send, table) =>
    send(ApplySeal, {
      ...{ type: 'ApplySeal', unitId: table[on], issuer: 'CN', sealClass: 'H' },
      number: table.truck.slice('truck:'.length),
    }),
  isDone: (has, table) => has('SealApplied', table[on]) || has('SealRefused', table[on]),
});
const both = (has: Has, { truck, other }: Table, type: string): string =>
  [truck, other].map((id) => (has(type, id) ? 'in' : 'out')).join(', ');

const fate = (has: Has, { parcel }: Table): string =>
  [has('ParcelHeld', parcel) ? 'held' : '', has('HoldTooLate', parcel) ? 'too late' : ''].filter(Boolean).join(' and ');
const gate = (has: Has, { truck }: Table): string => (has('UnitDeparted', truck) ? 'out' : 'stopped');

/** Those in which a wrong answer would let a held parcel go, load one twice, or stop one for ever. */
export const races: Readonly<Record<string, Race>> = {
  'a scan and a hold': {
    before: [],
    runners: [scan, hold],
    outcomeOf: (has, table) => `${has('UnitBlocked', table.truck) ? 'loaded' : 'declined'}, ${fate(has, table)}`,
    outcomes: ['loaded, held', 'declined, held'],
  },
  'a hold and the gate': {
    before: [scan, seal],
    runners: [hold, gateOut],
    outcomeOf: (has, table) => `${gate(has, table)}, ${fate(has, table)}`,
    outcomes: ['out, too late', 'stopped, held'],
  },
  'a lift and the gate': {
    before: [scan, seal, hold],
    runners: [lift, gateOut],
    outcomeOf: gate,
    outcomes: ['out', 'stopped'],
  },
  'a scan and the seal': {
    before: [scanOf('companion', 'truck')],
    runners: [scan, seal],
    outcomeOf: (has, { parcel }) => (has('ParcelLoaded', parcel) ? 'in it' : 'not in it'),
    outcomes: ['in it', 'not in it'],
  },
  'an offload and a hold': {
    before: [scan],
    runners: [offload, hold],
    outcomeOf: (has, table) => `${has('UnitBlocked', table.truck) ? 'blocked' : 'was off'}, ${fate(has, table)}`,
    outcomes: ['blocked, held', 'was off, held'],
  },
  'two trucks and a parcel': {
    before: [],
    runners: [scan, scanOf('parcel', 'other')],
    outcomeOf: (has, table) => both(has, table, 'ManifestEntered'),
    outcomes: ['in, out', 'out, in'],
  },
  'two pieces of a parcel and two trucks': {
    before: [],
    runners: [piece(1, 'truck'), piece(2, 'other')],
    outcomeOf: (has, table) => both(has, table, 'ManifestEntered'),
    outcomes: ['in, out', 'out, in'],
  },
  'two trucks and a seal': {
    before: [closed('truck'), closed('other')],
    runners: [sealed('truck'), sealed('other')],
    outcomeOf: (has, table) => both(has, table, 'SealApplied'),
    outcomes: ['in, out', 'out, in'],
  },
  'an unseal and the gate': {
    before: [scan, seal],
    runners: [unseal, gateOut],
    outcomeOf: (has, table) => `${gate(has, table)}, ${has('UnitReopened', table.truck) ? 'open' : 'sealed'}`,
    outcomes: ['out, sealed', 'stopped, open'],
  },
};
