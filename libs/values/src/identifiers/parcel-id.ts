import { InvalidIdentifierError } from './invalid-identifier.error';

const logisticsCodeForm = /^[A-Z0-9]{2,18}$/;
const logisticsNoForm = /^[A-Z0-9-]{1,80}$/;

/** The two halves of a parcel's identity: a waybill number is unique within its logistics company only. */
export interface ParcelIdParts {
  readonly logisticsCode: string;
  readonly logisticsNo: string;
}

/**
 * The id of a parcel, e.g. `CNPOST.LX473124829CN`; small letters are raised.
 * @throws {InvalidIdentifierError} when a part has another form
 */
export function parcelIdOf(logisticsCode: string, logisticsNo: string): string {
  const code = logisticsCode.toUpperCase();
  const no = logisticsNo.toUpperCase();
  if (!logisticsCodeForm.test(code)) throw new InvalidIdentifierError('logistics code', logisticsCode);
  if (!logisticsNoForm.test(no)) throw new InvalidIdentifierError('logistics number', logisticsNo);
  return `${code}.${no}`;
}

/** @throws {InvalidIdentifierError} unless the text is a parcel id as {@link parcelIdOf} writes it */
export function parseParcelId(text: string): ParcelIdParts {
  const dot = text.indexOf('.');
  const parts = { logisticsCode: text.slice(0, dot), logisticsNo: text.slice(dot + 1) };
  if (dot < 0 || !isParcelIdOf(text, parts)) throw new InvalidIdentifierError('parcel id', text);
  return parts;
}

export function isParcelId(text: string): boolean {
  const dot = text.indexOf('.');
  return dot > 0 && isParcelIdOf(text, { logisticsCode: text.slice(0, dot), logisticsNo: text.slice(dot + 1) });
}

/** Whether these parts have the right form and make up this id. */
export function isParcelIdOf(parcelId: string, { logisticsCode, logisticsNo }: ParcelIdParts): boolean {
  return (
    logisticsCodeForm.test(logisticsCode) &&
    logisticsNoForm.test(logisticsNo) &&
    parcelId.length === logisticsCode.length + 1 + logisticsNo.length &&
    parcelId.startsWith(logisticsCode) &&
    parcelId.charAt(logisticsCode.length) === '.' &&
    parcelId.endsWith(logisticsNo)
  );
}
