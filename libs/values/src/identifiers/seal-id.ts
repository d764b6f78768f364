import { InvalidIdentifierError } from './invalid-identifier.error';

const issuerForm = /^[A-Z0-9]{2,20}$/;
const numberForm = /^[A-Z0-9-]{1,30}$/;

/**
 * The id of a registered seal, e.g. `seal:CNCUSTOMS:AL0012345`: a number is unique with who issued it; small letters are raised.
 * @throws {InvalidIdentifierError} when a part has another form
 */
export function sealIdOf(issuer: string, number: string): string {
  const [raisedIssuer, raisedNumber] = [issuer.toUpperCase(), number.toUpperCase()];
  if (!issuerForm.test(raisedIssuer)) throw new InvalidIdentifierError('seal issuer', issuer);
  if (!numberForm.test(raisedNumber)) throw new InvalidIdentifierError('seal number', number);
  return `seal:${raisedIssuer}:${raisedNumber}`;
}

/** What is stamped on a seal: the number of a registered one, or all of one that was told at closing. */
export const sealNumberOf = (sealId: string): string => sealId.slice(sealId.lastIndexOf(':') + 1);

/** Whether a seal can have this issuer and number, as they are. */
export const isSeal = (issuer: string, number: string): boolean => issuerForm.test(issuer) && numberForm.test(number);
