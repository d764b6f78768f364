import { Environment } from '@marcbachmann/cel-js';
import type { AvroRecord } from '../log/avro';

/** Whether a filter takes a milestone. */
export type Filter = (milestone: AvroRecord) => boolean;

const environment = new Environment().registerVariable('event', 'map');
/** What a filter calls the fields of a milestone. */
const NAMES: Readonly<Record<string, string>> = {
  type: 'milestone',
  ...Object.fromEntries(
    [
      'parcelId',
      'carrier',
      'platform',
      'destinationCountry',
      'portCode',
      'tradeMode',
      'unitId',
      'transportId',
      'reason',
    ].map((name) => [name, name]),
  ),
};

/**
 * A carrier's filter, in CEL: the language's own library reads it, the rest is the audit's. What is null is an empty text, and
 * what cannot be evaluated takes nothing.
 * @returns null for a text that is no filter
 */
export function filterOf(text: string): Filter | null {
  if (text.trim() === '') return () => true;
  try {
    const evaluate = environment.parse(text);
    return (milestone) => {
      const event = Object.fromEntries(Object.entries(NAMES).map(([name, field]) => [name, milestone[field] ?? '']));
      try {
        return evaluate({ event }) === true;
      } catch {
        return false;
      }
    };
  } catch {
    return null;
  }
}
