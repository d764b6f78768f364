import { isSscc } from './gs1';
import { InvalidIdentifierError } from './invalid-identifier.error';
import { isContainerNumber } from './iso6346';
import { isTruckId, normaliseTruckId } from './truck-id';
import { isWagonNumber } from './wagon-number';

/** What parcels travel in: what is carried in the order of its size, what leaves by itself, and a block of the warehouse. */
export const unitKinds = ['bag', 'pallet', 'container', 'wagon', 'truck', 'train', 'block'] as const;
export type UnitKind = (typeof unitKinds)[number];

const numberForm = /^[A-Z0-9-]{2,35}$/;
const blockForm = /^[A-Z0-9]{1,10}$/;
const ssccForm = /^\d{18}$/;

/** A bag or pallet has an SSCC, whose check digit counts, or a number of the house. */
const isLogisticUnit = (number: string): boolean =>
  numberForm.test(number) && (!ssccForm.test(number) || isSscc(number));

const isNumberOf: Readonly<Record<UnitKind, (number: string) => boolean>> = {
  bag: isLogisticUnit,
  pallet: isLogisticUnit,
  container: isContainerNumber,
  wagon: isWagonNumber,
  truck: isTruckId,
  train: (number) => numberForm.test(number),
  block: (number) => blockForm.test(number),
};

/** The two halves of a load unit's id. */
export interface UnitIdParts {
  readonly kind: UnitKind;
  readonly number: string;
}

/**
 * The id of a load unit, `<kind>:<number>`, e.g. `truck:KZ-123ABC02` or `container:CSQU3054383`. Blanks go, letters are
 * raised; a plate gets its one spelling. A colon stands in no parcel id, so that either can be told from the other.
 * @throws {InvalidIdentifierError} when the number has another form, or its check digit is wrong
 */
export function unitIdOf(kind: UnitKind, number: string): string {
  const normal = kind === 'truck' ? normaliseTruckId(number) : number.replaceAll(/\s/g, '').toUpperCase();
  if (!isNumberOf[kind](normal)) throw new InvalidIdentifierError('load unit number', number);
  return `${kind}:${normal}`;
}

/** @throws {InvalidIdentifierError} unless the text is an id as {@link unitIdOf} writes it */
export function parseUnitId(text: string): UnitIdParts {
  const colon = text.indexOf(':');
  const kind = unitKinds.find((each) => each === text.slice(0, colon));
  const number = text.slice(colon + 1);
  if (!kind || !isNumberOf[kind](number)) throw new InvalidIdentifierError('load unit id', text);
  return { kind, number };
}

export function isUnitId(text: string): boolean {
  const colon = text.indexOf(':');
  const kind = unitKinds.find((each) => each === text.slice(0, colon));
  return kind !== undefined && isNumberOf[kind](text.slice(colon + 1));
}

/** The kind of a load unit by its id; null for a parcel's id. Looks at nothing but the kind. */
export function unitKindOf(id: string): UnitKind | null {
  return unitKinds.find((kind) => id.startsWith(kind) && id.charAt(kind.length) === ':') ?? null;
}
