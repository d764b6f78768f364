import { SourceError, type RecordSource, type SourceFault } from './record-source';

/** What a file gave: its records as plain data, and the error that it ended with. */
export interface Outcome {
  readonly records: readonly {
    readonly number: number;
    readonly value?: unknown;
    readonly faults?: readonly SourceFault[];
  }[];
  readonly error?: string;
  readonly errorFaults?: readonly SourceFault[];
}

/** Reads chunks to their end, or to where a source gives up. */
export function readAll(source: RecordSource, chunks: readonly Buffer[]): Outcome {
  const records: Outcome['records'][number][] = [];
  const take = (read: () => ReturnType<RecordSource['push']>): void => {
    for (const { number, reading } of read()) {
      records.push(reading.ok ? { number, value: reading.value } : { number, faults: reading.faults });
    }
  };
  try {
    for (const chunk of chunks) take(() => source.push(chunk));
    take(() => source.end());
    return { records };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { records, error: error.code, errorFaults: error.faults };
  }
}

/** Every way to cut bytes into two, and into single bytes. */
export function* cuts(bytes: Buffer): Generator<Buffer[]> {
  for (let at = 0; at <= bytes.length; at++) yield [bytes.subarray(0, at), bytes.subarray(at)];
  yield [...bytes].map((byte) => Buffer.from([byte]));
}

/** Chance by a seed (mulberry32), 0 to 1. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes with something done to them: cut off, a byte changed, a stretch left out or doubled. */
export function garbled(bytes: Buffer, chance: () => number): Buffer {
  const at = Math.floor(chance() * bytes.length);
  const to = Math.min(bytes.length, at + 1 + Math.floor(chance() * 20));
  switch (Math.floor(chance() * 4)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([Math.floor(chance() * 256)]), bytes.subarray(at + 1)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    default:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
  }
}

/** Cuts bytes into pieces by chance. */
export function shredded(bytes: Buffer, chance: () => number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const to = at + 1 + Math.floor(chance() * 60);
    pieces.push(bytes.subarray(at, to));
    at = to;
  }
  return pieces;
}
