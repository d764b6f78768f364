/** What each kind of load unit may carry: what the domain says, written down a second time. */
const CARRIES: Readonly<Record<string, readonly string[]>> = {
  bag: ['parcel'],
  pallet: ['parcel', 'bag'],
  container: ['parcel', 'bag', 'pallet'],
  wagon: ['container'],
  truck: ['parcel', 'bag', 'pallet', 'container'],
  train: ['container', 'wagon'],
  block: ['container'],
};

export const UNIT_KINDS: readonly string[] = Object.keys(CARRIES);

const VEHICLES: ReadonlySet<string> = new Set(['truck', 'train']);
const SEALED: ReadonlySet<string> = new Set(['truck', 'container']);

/** `parcel`, or the kind of a load unit, whose ids begin with it and a colon. */
export function kindOf(id: string): string {
  const kind = id.slice(0, Math.max(0, id.indexOf(':')));
  return kind in CARRIES ? kind : 'parcel';
}

export const isUnit = (id: string): boolean => kindOf(id) !== 'parcel';
export const canCarry = (unitId: string, contentId: string): boolean =>
  CARRIES[kindOf(unitId)]?.includes(kindOf(contentId)) ?? false;
/** Whether it leaves by itself, and not only with what carries it. */
export const isVehicle = (unitId: string): boolean => VEHICLES.has(kindOf(unitId));
/** Whether containers are only kept in it: nothing leaves from there, so that it takes what is held as well. */
export const isWarehouse = (unitId: string): boolean => kindOf(unitId) === 'block';
/** Whether it leaves, or is loaded, only under a seal. */
export const needsSeal = (unitId: string): boolean => SEALED.has(kindOf(unitId));
