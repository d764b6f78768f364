import type { Type } from 'avsc';
import { items, member, parseJson } from '../src/json';
import { strictType } from '../src/strict-types';
import type { Shape } from './shape';
import { example } from './examples';

/** A value and the bytes it had when its version was released. */
export interface Golden {
  /** Avro's JSON encoding: bytes as a string of U+0000 to U+00FF, a present optional as `{"string": ...}`. */
  readonly value: unknown;
  /** The Avro body, without the five bytes of the frame. */
  readonly hex: string;
}

/** Golden bytes of a new version: a full and a bare example. */
export function goldenOf(shape: Shape, schema: unknown): Golden[] {
  const type = strictType(JSON.stringify(schema));
  return (['full', 'bare'] as const).map((which) => {
    const value = example(shape, which);
    return { value: parseJson(type.toString(value)), hex: type.toBuffer(value).toString('hex') };
  });
}

/** One version as far as golden bytes are concerned. */
export interface GoldenVersion {
  readonly subject: string;
  readonly version: number;
  readonly schemaText: string;
  readonly goldenText: string;
}

/**
 * Reads the golden bytes of each version with its own schema (same value, same bytes again), with the latest version's,
 * and those of the latest version with each earlier one's. Avro's own resolution, so a second opinion beside
 * `incompatibilities`.
 * @returns what failed, in words
 */
export function goldenFaults(versions: readonly GoldenVersion[]): string[] {
  const latest = versions.at(-1);
  if (!latest) return [];
  return versions.flatMap((each) => [...ownFaults(each), ...readFaults(latest, each), ...readFaults(each, latest)]);
}

function ownFaults(of: GoldenVersion): string[] {
  const type = typeOf(of);
  return goldens(of).flatMap(({ value, hex }) =>
    attempt(`${title(of)} does not read its own golden bytes as their value`, () => {
      const read: unknown = type.fromBuffer(Buffer.from(hex, 'hex'));
      const same = type.toString(read) === type.toString(type.fromString(JSON.stringify(value)));
      return same && type.toBuffer(read).toString('hex') === hex;
    }),
  );
}

function readFaults(reader: GoldenVersion, writer: GoldenVersion): string[] {
  return attempt(`${title(reader)} does not read the golden bytes of version ${writer.version}`, () => {
    const type = typeOf(reader);
    const resolver = type.createResolver(typeOf(writer));
    return goldens(writer).every(({ hex }) => type.isValid(type.fromBuffer(Buffer.from(hex, 'hex'), resolver)));
  });
}

function attempt(fault: string, holds: () => boolean): string[] {
  try {
    return holds() ? [] : [fault];
  } catch (error) {
    return [`${fault}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function goldens({ goldenText }: GoldenVersion): readonly Golden[] {
  return items(parseJson(goldenText)).map((each) => ({
    value: member(each, 'value'),
    hex: String(member(each, 'hex')),
  }));
}

function typeOf({ schemaText }: GoldenVersion): Type {
  return strictType(schemaText);
}

function title({ subject, version }: GoldenVersion): string {
  return `${subject} version ${version}`;
}
