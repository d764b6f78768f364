import { unitKindOf } from '@alataw/values';
import type { LawEvent } from './laws.fixture';

/** What a world is made of. */
export interface World {
  readonly parcelIds: readonly string[];
  /** What is carried behind what carries it. */
  readonly unitIds: readonly string[];
  /** What may be scanned where. */
  readonly pairs: readonly (readonly [unitId: string, contentId: string, position?: string])[];
  readonly lanes: Readonly<Record<string, number>>;
  readonly maxPieces: number;
  /** Whether trucks are weighed and get gate passes among all else: it makes what is rare four levels deep rarer still. */
  readonly hasPasses: boolean;
  /** Pieces of a parcel, where it is not one. */
  readonly packages?: Readonly<Record<string, number>>;
  /** What has happened when it begins. */
  readonly before?: readonly LawEvent[];
  /** Whether seals are put on, looked at, replaced and taken off. */
  readonly hasSeals?: boolean;
  /** Whether departures are told in parts. */
  readonly isPaced?: boolean;
}

export const unitCommand = (type: string, unitId: string, more: object = {}): LawEvent => ({
  ...{ type, unitId, seals: ['S'], reason: 'OTHER', position: null, sizeType: '22G1', tareGrams: 0, ...more },
});

const parcelIds = ['A.1', 'A.2', 'A.3'];
/** The third parcel is too large for a truck that has one of the others. */
export const piecesOf = (id: string): number => (id === 'A.3' ? 2 : 1);

/** Each truck shares its lane with some parcels and not with others. */
export const trucks: World = {
  parcelIds,
  unitIds: ['truck:KZ-1', 'truck:RU-2'],
  pairs: ['truck:KZ-1', 'truck:RU-2'].flatMap((truck) => parcelIds.map((parcelId) => [truck, parcelId] as const)),
  lanes: { 'A.1': 0, 'truck:KZ-1': 0, 'A.2': 1, 'A.3': 1, 'truck:RU-2': 1 },
  maxPieces: 2,
  hasPasses: true,
};

/** Four levels deep, and a truck that takes what the train might. */
export const nested: World = {
  parcelIds: ['A.1', 'A.2'],
  unitIds: ['train:K9', 'truck:KZ-1', 'container:CSQU3054383', 'bag:B1'],
  pairs: [
    ['bag:B1', 'A.1'],
    ['bag:B1', 'A.2'],
    ['container:CSQU3054383', 'bag:B1'],
    ['container:CSQU3054383', 'A.2'],
    ['train:K9', 'container:CSQU3054383'],
    ['truck:KZ-1', 'container:CSQU3054383'],
    ['truck:KZ-1', 'bag:B1'],
  ],
  lanes: { 'A.1': 0, 'A.2': 1, 'bag:B1': 2, 'container:CSQU3054383': 1, 'train:K9': 0, 'truck:KZ-1': 2 },
  maxPieces: 2,
  hasPasses: false,
};

const CONTAINERS = ['container:CSQU3054383', 'container:TCNU1000090'];
/** Two containers that stand in the warehouse, one on the other, and go on a wagon and with a train. */
export const railway: World = {
  parcelIds: ['A.1', 'A.2'],
  unitIds: ['train:K9', 'wagon:94123452', ...CONTAINERS, 'block:A'],
  pairs: [
    [CONTAINERS[0]!, 'A.1'],
    [CONTAINERS[1]!, 'A.2'],
    ...CONTAINERS.flatMap((id) => [
      ['block:A', id, '01-01-1'] as const,
      ['block:A', id, '01-01-2'] as const,
      ['wagon:94123452', id] as const,
    ]),
    ['train:K9', 'wagon:94123452'],
    ['train:K9', 'wagon:94123452'],
  ],
  lanes: {
    'A.1': 0,
    'A.2': 1,
    [CONTAINERS[0]!]: 2,
    [CONTAINERS[1]!]: 1,
    'wagon:94123452': 0,
    'train:K9': 1,
    'block:A': 2,
  },
  maxPieces: 2,
  hasPasses: false,
};

/** A container that stands on a truck and may go off and on again, both under seals. */
export const sealing: World = {
  before: [
    unitCommand('LoadContent', 'container:CSQU3054383', { contentId: 'A.1' }),
    unitCommand('CloseUnit', 'container:CSQU3054383'),
    unitCommand('LoadContent', 'truck:KZ-1', { contentId: 'container:CSQU3054383' }),
  ],
  parcelIds: ['A.1'],
  unitIds: ['truck:KZ-1', 'container:CSQU3054383'],
  pairs: [
    ['container:CSQU3054383', 'A.1'],
    ['truck:KZ-1', 'container:CSQU3054383'],
  ],
  lanes: { 'A.1': 0, 'truck:KZ-1': 0, 'container:CSQU3054383': 1, 'seal:CN:1': 1, 'seal:CN:2': 2 },
  maxPieces: 2,
  hasPasses: false,
  hasSeals: true,
};

/** A parcel of two pieces that are scanned one by one, or together, on a truck, another, or in a bag that goes on the first. */
export const inPieces: World = {
  parcelIds: ['A.1', 'A.2'],
  packages: { 'A.1': 2 },
  unitIds: ['truck:KZ-1', 'truck:RU-2', 'bag:B1'],
  pairs: [
    ...['truck:KZ-1', 'truck:RU-2', 'bag:B1'].flatMap((id) =>
      ['A.1#1', 'A.1#2', 'A.1#1', 'A.1#2', 'A.1'].map((label) => [id, label] as const),
    ),
    ['truck:KZ-1', 'A.2'],
    ['truck:KZ-1', 'bag:B1'],
    ['truck:KZ-1', 'bag:B1'],
  ],
  lanes: { 'A.1': 0, 'truck:KZ-1': 0, 'A.2': 1, 'bag:B1': 2, 'truck:RU-2': 1 },
  maxPieces: 2,
  hasPasses: false,
};

const BOX = 'container:CSQU3054383';
/** Its pieces in a container and in a bag in the same container, on a truck. */
export const deepInPieces: World = {
  parcelIds: ['A.1'],
  packages: { 'A.1': 2 },
  unitIds: ['truck:KZ-1', BOX, 'bag:B1'],
  before: [
    { type: 'SplitParcel', parcelId: 'A.1', reason: 'OTHER', remark: null },
    unitCommand('LoadContent', 'bag:B1', { contentId: 'A.1#1' }),
    unitCommand('CloseUnit', 'bag:B1'),
    unitCommand('LoadContent', BOX, { contentId: 'bag:B1' }),
    unitCommand('LoadContent', BOX, { contentId: 'A.1#2' }),
    unitCommand('CloseUnit', BOX),
    unitCommand('LoadContent', 'truck:KZ-1', { contentId: BOX }),
  ],
  pairs: [
    [BOX, 'bag:B1'],
    [BOX, 'A.1#2'],
    ['truck:KZ-1', BOX],
    ['truck:KZ-1', BOX],
  ],
  lanes: { 'A.1': 0, 'truck:KZ-1': 0, 'bag:B1': 2, [BOX]: 1 },
  maxPieces: 2,
  hasPasses: false,
};

/** Room for all three, so that something is left to tell. */
export const pacedTrucks: World = { ...trucks, maxPieces: 4, hasPasses: false, isPaced: true };
export const pacedNested: World = { ...nested, isPaced: true };

/** Makes a unit ready to be loaded. */
export function opening(unitId: string, maxPieces: number): LawEvent[] {
  const permitted = { carrier: 'X', maxMassGrams: 1_000_000, maxPieces, maxVolumeCm3: null };
  const kind = unitKindOf(unitId);
  if (kind === 'block') return [unitCommand('LayOutBlock', unitId, { bays: 1, rows: 2, tiers: 2 })];
  if (kind === 'wagon') {
    const wagon = { track: 'T1', tareGrams: 20_000_000, axles: 4, loadingLengthMm: 12_200 };
    return [unitCommand('ArriveWagon', unitId, { ...permitted, ...wagon })];
  }
  const sizeType = kind === 'container' ? '22G1' : null;
  if (kind !== 'truck') return [unitCommand('OpenUnit', unitId, { ...permitted, place: 'P1', sizeType })];
  return [unitCommand('ArriveTruck', unitId, permitted), unitCommand('DockTruck', unitId, { dock: 'D1' })];
}
