import {
  AcceptMass,
  ArriveTruck,
  ArriveWagon,
  CloseUnit,
  DepartUnit,
  DockTruck,
  IssueGatePass,
  LayOutBlock,
  LoadContent,
  MoveContent,
  OffloadContent,
  OpenUnit,
  ReopenUnit,
  WeighTruck,
} from '@alataw/contracts';
import type { UnitKind } from '@alataw/values';
import { sealActions } from './seal-actions';
import { opening, order, scans, type UnitAction } from './unit-actions';

/** What the API lets staff do with one kind of load unit. */
export interface UnitRoutes {
  readonly kind: UnitKind;
  /** Below `/v1/`. */
  readonly path: string;
  readonly tag: string;
  /** Whether the paths are about one unit in words such as `a truck`. */
  readonly words: string;
  /** What its number is, and one. */
  readonly number: { readonly description: string; readonly example: string };
  readonly actions: readonly UnitAction[];
}

const CONTENTS = { contentIds: ['CNPOST.LX473124829CN'] };
const WAGONS = { contentIds: ['wagon:94123452'] };
const CONTAINERS = { contentIds: ['container:CSQU3054383'] };
const COUPLED = { contentId: 'wagon:94123452', position: '12' };
const STORED = { contentId: 'container:CSQU3054383', position: '04-02-1' };
const BLOCKED = { reason: 'BLOCKED_PARCEL' };

const load = (name: string, summary: string, example: object = CONTENTS): UnitAction =>
  scans(
    { path: 'load', id: `load${name}`, summary, example },
    'load',
    LoadContent,
    (unitId, contentId): LoadContent => ({
      ...{ type: 'LoadContent', unitId, contentId, position: null },
    }),
  );

const offload = (name: string, summary: string, example: object = CONTENTS): UnitAction =>
  scans(
    { path: 'offload', id: `offload${name}`, summary, example },
    'offload',
    OffloadContent,
    (unitId, contentId): OffloadContent => ({ type: 'OffloadContent', unitId, contentId }),
  );

const open = (name: string, words: string, example: object): UnitAction =>
  opening(
    { id: `open${name}`, summary: `Open ${words} for loading`, body: 'UnitOpening', example },
    'open',
    OpenUnit,
    (unitId, { carrier, place, maxMassGrams, maxPieces, maxVolumeCm3 = null, sizeType = null, tareGrams = null }) => ({
      ...{ type: 'OpenUnit', unitId, carrier, place, maxMassGrams, maxPieces, maxVolumeCm3, sizeType, tareGrams },
    }),
  );

/** Where in a unit something is to stand, as it comes in. */
const place = (name: string, summary: string, example: object): UnitAction =>
  order(
    { path: 'place', id: `placeIn${name}`, summary, body: 'PlacementBody', example },
    'load',
    LoadContent,
    (unitId, { contentId, position }): LoadContent => ({ type: 'LoadContent', unitId, contentId, position }),
  );

const move = (name: string, summary: string, example: object): UnitAction =>
  order(
    { path: 'move', id: `moveIn${name}`, summary, body: 'PlacementBody', example },
    'move',
    MoveContent,
    (unitId, { contentId, position }) => ({ type: 'MoveContent', unitId, contentId, position }),
  );

/** @param body `SealBody` where customs asks for a seal */
const close = (id: string, path: string, summary: string, body: 'CloseBody' | 'SealBody'): UnitAction =>
  order(
    { path, id, summary, body, example: body === 'SealBody' ? { seals: ['AL0012345'] } : { seals: [] } },
    'close',
    CloseUnit,
    (unitId, { seals }) => ({ type: 'CloseUnit', unitId, seals }),
  );

const reopen = (id: string, path: string, summary: string): UnitAction =>
  order({ path, id, summary, body: 'ReopenBody', example: BLOCKED }, 'reopen', ReopenUnit, (unitId, { reason }) => ({
    ...{ type: 'ReopenUnit', unitId, reason },
  }));

const depart = (id: string, path: string, summary: string): UnitAction =>
  order({ path, id, summary, body: 'EmptyBody', example: {} }, 'depart', DepartUnit, (unitId) => ({
    ...{ type: 'DepartUnit', unitId },
  }));

const trucks: UnitRoutes = {
  kind: 'truck',
  path: 'trucks',
  tag: 'Trucks',
  words: 'a truck',
  number: { description: 'The plate with its country.', example: 'KZ-123ABC02' },
  actions: [
    opening(
      {
        id: 'arriveTruck',
        summary: 'A truck arrives',
        body: 'TruckArrival',
        example: { number: 'KZ-123ABC02', carrier: 'KAZPOST', maxMassGrams: 20_000_000, maxPieces: 2_000 },
      },
      'arrive',
      ArriveTruck,
      (unitId, { carrier, maxMassGrams, maxPieces, maxVolumeCm3 = null }) => ({
        ...{ type: 'ArriveTruck', unitId, carrier, maxMassGrams, maxPieces, maxVolumeCm3 },
      }),
    ),
    order(
      { path: 'dock', id: 'dockTruck', summary: 'A truck stands at a dock', body: 'DockBody', example: { dock: 'D4' } },
      'dock',
      DockTruck,
      (unitId, { dock }) => ({ type: 'DockTruck', unitId, dock }),
    ),
    load('Truck', 'Load scanned parcels, bags, pallets and containers'),
    offload('Truck', 'Take off parcels, bags, pallets and containers'),
    close('sealTruck', 'seal', 'Close and seal', 'SealBody'),
    close('closeTruck', 'close', 'Close; its seals are put on one by one', 'CloseBody'),
    ...sealActions('Truck', 'a truck'),
    reopen('unsealTruck', 'unseal', 'Remove the seals and open'),
    order(
      {
        ...{ path: 'weighings', id: 'weighTruck', summary: 'Weigh a truck, empty or closed with its load' },
        ...({ body: 'WeighingBody', example: { weighing: 'TARE', massGrams: 14_250_000 } } as const),
      },
      'weigh',
      WeighTruck,
      (unitId, { weighing, massGrams }) => ({ type: 'WeighTruck', unitId, weighing, massGrams }),
    ),
    order(
      {
        ...{ path: 'accept-mass', id: 'acceptMass', summary: 'Accept a mass that differs from the manifest' },
        ...({ body: 'MassBody', example: { remark: 'Pallets are wet.' } } as const),
      },
      'acceptMass',
      AcceptMass,
      (unitId, { remark = null }) => ({ type: 'AcceptMass', unitId, remark }),
    ),
    order(
      { path: 'gate-pass', id: 'issueGatePass', summary: 'Issue a gate pass', body: 'EmptyBody', example: {} },
      'gatePass',
      IssueGatePass,
      (unitId) => ({ type: 'IssueGatePass', unitId }),
    ),
    depart('gateOut', 'gate-out', 'Leave through the gate'),
  ],
};

function smaller(
  kind: 'bag' | 'pallet' | 'container',
  name: string,
  number: UnitRoutes['number'],
  carried: string,
  maxima: object,
): UnitRoutes {
  const words = `a ${kind}`;
  const example = { number: number.example, carrier: 'KAZPOST', place: 'S2', ...maxima };
  return {
    ...{ kind, path: `${kind}s`, tag: `${name}s`, words, number },
    actions: [
      open(name, words, example),
      load(name, `Put ${carried} in`),
      offload(name, `Take ${carried} out`),
      close(`close${name}`, 'close', `Close ${words}`, 'CloseBody'),
      reopen(`reopen${name}`, 'reopen', `Open ${words} again`),
      ...(kind === 'container' ? sealActions(name, words) : []),
    ],
  };
}

const sscc = 'An SSCC of 18 digits, or a number of the house: 2 to 35 of A-Z, 0-9 and hyphen.';

const trains: UnitRoutes = {
  kind: 'train',
  path: 'trains',
  tag: 'Trains',
  words: 'a train',
  number: { description: 'The number of the train: 2 to 35 of A-Z, 0-9 and hyphen.', example: 'X8024' },
  actions: [
    open('Train', 'a train', {
      ...{ number: 'X8024', carrier: 'KTZ', place: 'T1', maxMassGrams: 2_000_000_000, maxPieces: 500_000 },
    }),
    load('Train', 'Couple wagons, or load containers, at its end', WAGONS),
    place('Train', 'Couple a wagon at a place of its own', COUPLED),
    move('Train', 'Couple a wagon elsewhere in the train', COUPLED),
    offload('Train', 'Uncouple wagons, or take containers off', WAGONS),
    close('closeTrain', 'close', 'Close a train', 'CloseBody'),
    reopen('reopenTrain', 'reopen', 'Open a train again'),
    depart('departTrain', 'depart', 'Leave the port'),
  ],
};

const wagons: UnitRoutes = {
  kind: 'wagon',
  path: 'wagons',
  tag: 'Wagons',
  words: 'a wagon',
  number: { description: 'The eight digits of the wagon, the last a check digit.', example: '94123452' },
  actions: [
    opening(
      {
        id: 'arriveWagon',
        summary: 'An empty wagon is set out on a track',
        body: 'WagonArrival',
        example: {
          ...{ number: '94123452', carrier: 'KTZ', track: 'T4', tareGrams: 22_000_000, axles: 4 },
          ...{ loadingLengthMm: 13_300, maxMassGrams: 72_000_000 },
        },
      },
      'arrive',
      ArriveWagon,
      (unitId, { carrier, track, tareGrams, axles, loadingLengthMm, maxMassGrams }) => ({
        ...{ type: 'ArriveWagon', unitId, carrier, track, tareGrams, axles, loadingLengthMm, maxMassGrams },
      }),
    ),
    load('Wagon', 'Put containers on a wagon', CONTAINERS),
    offload('Wagon', 'Take containers off a wagon', CONTAINERS),
    close('closeWagon', 'close', 'Close a wagon, so that it can be coupled', 'CloseBody'),
    reopen('reopenWagon', 'reopen', 'Open a wagon again'),
    ...sealActions('Wagon', 'a wagon'),
  ],
};

const blocks: UnitRoutes = {
  kind: 'block',
  path: 'blocks',
  tag: 'Blocks',
  words: 'a block of the container warehouse',
  number: { description: 'The name of the block: 1 to 10 of A-Z and 0-9.', example: 'A' },
  actions: [
    opening(
      {
        id: 'layOutBlock',
        summary: 'Lay out a block of the container warehouse',
        body: 'BlockLayout',
        example: { number: 'A', bays: 20, rows: 6, tiers: 3 },
      },
      'layOut',
      LayOutBlock,
      (unitId, { bays, rows, tiers }) => ({ type: 'LayOutBlock', unitId, bays, rows, tiers }),
    ),
    place('Block', 'Put a container on a place of the block', STORED),
    move('Block', 'Put a container on another place of the block', STORED),
    offload('Block', 'Take containers out of the block', CONTAINERS),
  ],
};

/** Every kind of load unit, from the smallest: the controllers and their pages in OpenAPI are made of this list. */
export const unitRoutes: readonly UnitRoutes[] = [
  smaller('bag', 'Bag', { description: sscc, example: '106141411928374657' }, 'parcels', {
    ...{ maxMassGrams: 30_000, maxPieces: 100 },
  }),
  smaller('pallet', 'Pallet', { description: sscc, example: '006141411234567890' }, 'parcels and bags', {
    ...{ maxMassGrams: 800_000, maxPieces: 2_000 },
  }),
  smaller(
    'container',
    'Container',
    { description: 'ISO 6346: owner, serial number and check digit.', example: 'CSQU3054383' },
    'parcels, bags and pallets',
    { maxMassGrams: 26_000_000, maxPieces: 30_000, sizeType: '45G1', tareGrams: 3_800_000 },
  ),
  wagons,
  trucks,
  trains,
  blocks,
];
