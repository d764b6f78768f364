import { Problem } from '@alataw/http';
import { InvalidIdentifierError, sentenceOf, unitIdOf, type UnitKind } from '@alataw/values';
import { faultOf } from '../commands/declaration-answers';

/** @returns the id of the unit that an address names; @throws {Problem} 404, since nothing can stand there */
export function unitIdParam(kind: UnitKind, number: string): string {
  const unitId = unitIdOrNull(kind, number);
  if (unitId === null) throw noSuchUnit(kind);
  return unitId;
}

/** @returns the id of the unit that a body names; @throws {Problem} 422 when its form or its check digit is wrong */
export function unitIdIn(kind: UnitKind, number: string): string {
  const unitId = unitIdOrNull(kind, number);
  if (unitId !== null) return unitId;
  const fault = faultOf('NUMBER_INVALID', '/number', sentenceOf('UnitRefusal', 'NUMBER_INVALID'));
  throw new Problem(422, fault.code, fault.detail, { text: fault.text, errors: [fault] });
}

const hints: Partial<Record<UnitKind, string>> = {
  truck: 'use its plate with its country, e.g. KZ-123ABC02',
  wagon: 'use its eight digits, and let it arrive first',
  block: 'lay it out first',
};

export function noSuchUnit(kind: UnitKind): Problem {
  const hint = hints[kind] ?? 'open it first';
  return new Problem(404, `${kind.toUpperCase()}_NOT_FOUND`, `There is no such ${kind}: ${hint}.`);
}

/** @returns null for a number that no such unit can have */
export function unitIdOrNull(kind: UnitKind, number: string): string | null {
  try {
    return unitIdOf(kind, number);
  } catch (error) {
    if (error instanceof InvalidIdentifierError) return null;
    throw error;
  }
}
