import { unitKindOf, type UnitKind } from '@alataw/values';

/** What may stand in a manifest. */
export type ContentKind = 'parcel' | Exclude<UnitKind, 'truck' | 'train' | 'block'>;

/** What a kind of load unit is like. */
export interface UnitKindRules {
  /** Only smaller units, so that nothing can be in itself and every question about a parcel ends. */
  readonly carries: readonly ContentKind[];
  /** Whether it leaves the port by itself; all others leave with what carries them. */
  readonly isVehicle: boolean;
  /** Whether customs lets it go only under a seal: ISO 17712 seals are for trucks and containers. */
  readonly needsSeal: boolean;
  /** Whether seals are put on it one by one, whether it needs one or not. */
  readonly bearsSeals: boolean;
  /** Whether things only stand in it: it is not closed, and nothing in it leaves. */
  readonly isWarehouse: boolean;
  /** Whether it matters where in it something stands: one behind the other, or on top of each other. */
  readonly positions: 'none' | 'order' | 'stack';
}

const plain = { isVehicle: false, needsSeal: false, bearsSeals: false, isWarehouse: false, positions: 'none' } as const;

export const unitRules: Readonly<Record<UnitKind, UnitKindRules>> = {
  bag: { ...plain, carries: ['parcel'] },
  pallet: { ...plain, carries: ['parcel', 'bag'] },
  container: { ...plain, carries: ['parcel', 'bag', 'pallet'], needsSeal: true, bearsSeals: true },
  wagon: { ...plain, carries: ['container'], bearsSeals: true },
  truck: {
    ...{ ...plain, carries: ['parcel', 'bag', 'pallet', 'container'] },
    ...{ isVehicle: true, needsSeal: true, bearsSeals: true },
  },
  // A container of its own where the railway does not tell the wagons.
  train: { ...plain, carries: ['wagon', 'container'], isVehicle: true, positions: 'order' },
  block: { ...plain, carries: ['container'], isWarehouse: true, positions: 'stack' },
};

/** @param unitId of a load unit that exists, so that its form was checked */
export function rulesOf(unitId: string): UnitKindRules {
  const kind = unitKindOf(unitId);
  if (kind === null) throw new Error(`${unitId} is no load unit`);
  return unitRules[kind];
}

export function canCarry(unitId: string, contentId: string): boolean {
  const kind = unitKindOf(contentId) ?? 'parcel';
  return rulesOf(unitId).carries.some((each) => each === kind);
}
