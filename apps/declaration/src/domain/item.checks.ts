import type { DeclarationFaultCode, DeclaredItem } from '@alataw/contracts';
import { hsHeading, isCountry, isHsCode, isUnit } from '@alataw/values';
import { DESCRIPTION_LENGTH, prohibitedHeadings } from './declaration.rules';

/** Takes down a fault and where it is. */
export type Report = (code: DeclarationFaultCode, pointer: string) => void;

/**
 * Reports what is wrong with one line of a declaration.
 * @param index of the line, from 0
 * @param hsDigits how many digits the HS code may have; undefined when the trade mode is none: then any number will do
 * @param at epoch ms UTC
 */
export function checkItem(
  item: DeclaredItem,
  index: number,
  hsDigits: readonly number[] | undefined,
  at: number,
  report: Report,
): void {
  const line = `/items/${index}`;
  if (item.lineNo !== index + 1) report('LINE_NUMBER_ORDER', `${line}/lineNo`);
  if (!isHsCode(item.hsCode)) report('HS_CODE_FORM', `${line}/hsCode`);
  else {
    if (hsDigits && !hsDigits.includes(item.hsCode.length)) report('HS_CODE_LENGTH', `${line}/hsCode`);
    if (prohibitedHeadings.at(at).includes(hsHeading(item.hsCode))) report('HS_CODE_PROHIBITED', `${line}/hsCode`);
  }
  const length = item.description.trim().length;
  if (length < DESCRIPTION_LENGTH.min || length > DESCRIPTION_LENGTH.max) {
    report('DESCRIPTION_LENGTH', `${line}/description`);
  }
  if (item.quantity <= 0) report('QUANTITY_NOT_POSITIVE', `${line}/quantity`);
  if (!isUnit(item.unit)) report('UNIT_UNKNOWN', `${line}/unit`);
  if (item.netWeightGrams <= 0) report('ITEM_WEIGHT_NOT_POSITIVE', `${line}/netWeightGrams`);
  if (item.priceMinor < 0) report('PRICE_NEGATIVE', `${line}/priceMinor`);
  if (!isCountry(item.countryOfOrigin)) report('ORIGIN_UNKNOWN', `${line}/countryOfOrigin`);
}
