import { unitKindOf, type UnitKind } from '@alataw/values';

/** What may stand in a manifest. */
export type ContentKind = 'parcel' | Exclude<UnitKind, 'truck' | 'train'>;

/** What a kind of load unit is like. */
export interface UnitKindRules {
  /** Only smaller units, so that nothing can be in itself and every question about a parcel ends. */
  readonly carries: readonly ContentKind[];
  /** Whether it leaves the port by itself; all others leave with what carries them. */
  readonly isVehicle: boolean;
  /** Whether customs lets it go only under a seal: ISO 17712 seals are for trucks and containers. */
  readonly needsSeal: boolean;
}

export const unitRules: Readonly<Record<UnitKind, UnitKindRules>> = {
  bag: { carries: ['parcel'], isVehicle: false, needsSeal: false },
  pallet: { carries: ['parcel', 'bag'], isVehicle: false, needsSeal: false },
  container: { carries: ['parcel', 'bag', 'pallet'], isVehicle: false, needsSeal: true },
  truck: { carries: ['parcel', 'bag', 'pallet', 'container'], isVehicle: true, needsSeal: true },
  train: { carries: ['container'], isVehicle: true, needsSeal: false },
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
