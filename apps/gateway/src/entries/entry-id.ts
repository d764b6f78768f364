import { Problem, readIdempotencyKey } from '@alataw/http';
import { InvalidIdentifierError, isApplicationId, isCountry, sentenceOf, truckIdOf } from '@alataw/values';
import { createHash, randomBytes } from 'node:crypto';
import { faultOf } from '../commands/declaration-answers';
import type { PlateBody } from './entry-bodies';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/**
 * The id of a new application. With an `Idempotency-Key` it follows from that and its sender, so that a request that is repeated
 * when its first answer is long forgotten finds the application that it made.
 */
export function newApplicationId(actor: string, header: string | readonly string[] | undefined): string {
  const key = readIdempotencyKey(header);
  const bytes = key === undefined ? randomBytes(LENGTH) : createHash('sha256').update(`${actor}\n${key}`).digest();
  return `EA-${[...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')}`;
}

/** @returns the id in its one spelling; @throws {Problem} 404, since nothing can stand there */
export function applicationIdParam(text: string): string {
  const applicationId = text.toUpperCase();
  if (isApplicationId(applicationId)) return applicationId;
  throw noSuchApplication();
}

export function noSuchApplication(): Problem {
  return new Problem(
    404,
    'APPLICATION_NOT_FOUND',
    'There is no such entry application: use the id that it was answered with, e.g. EA-7K2M9QX4TB5N3C8D.',
  );
}

/**
 * A plate in its one spelling.
 * @param field of the body that tells it
 * @throws {Problem} 422 when no such plate can be
 */
export function plateIn(field: 'truck' | 'trailer', { country, plate }: PlateBody): string {
  if (isCountry(country)) {
    try {
      return truckIdOf(country, plate);
    } catch (error) {
      if (!(error instanceof InvalidIdentifierError)) throw error;
    }
  }
  const fault = faultOf('PLATE_INVALID', `/${field}`, sentenceOf('EntryCommandRefusal', 'PLATE_INVALID'));
  throw new Problem(422, fault.code, fault.detail, { text: fault.text, errors: [fault] });
}
