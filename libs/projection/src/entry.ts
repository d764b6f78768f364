/** What a stage keeps of one entity: how many events it has seen of it, where the last of them stand, and its state. */
export interface StoredEntry {
  /** The number of the entity's last event in this stage, from 1. */
  readonly sequence: number;
  /** Offsets of its events in the stage's output, ascending: all of them, or the first and the last of many. */
  readonly eventOffsets: readonly number[];
  /** The state in the wire format of its contract. */
  readonly state: Buffer;
}

/** What is kept of an entity that has no entry any more. */
export interface StoredRemains {
  readonly owner: string;
  /** The day on which nothing is left any more, counted from 1970-01-01 UTC. */
  readonly untilDay: number;
  /** The stage's own; empty: none. */
  readonly note: string;
}

/** As it stands in Redis, e.g. `20912:TEMU` or, with a note, `20912:TEMU:-`: scripts read the day. */
export const encodeRemains = ({ owner, untilDay, note }: StoredRemains): string =>
  `${untilDay}:${owner}${note === '' ? '' : `:${note}`}`;

/** What was read instead of an entry: a zero, with which no entry begins, and what {@link encodeRemains} wrote; null: an entry. */
export function decodeRemains(bytes: Buffer): StoredRemains | null {
  if (bytes[0] !== 0) return null;
  const [untilDay, owner = '', note = ''] = bytes.toString('utf8', 1).split(':');
  return { untilDay: Number(untilDay), owner, note };
}

/** Enough for the whole life of a parcel. Of more events, the first half and the latest half are kept. */
export const MAX_EVENT_OFFSETS = 16;

/** Adds an offset, so that neither how it began nor what happened last is ever forgotten. */
export function withEventOffset(offsets: readonly number[], offset: number): readonly number[] {
  if (offsets.length < MAX_EVENT_OFFSETS) return [...offsets, offset];
  const half = MAX_EVENT_OFFSETS / 2;
  return [...offsets.slice(0, half), ...offsets.slice(half + 1), offset];
}

const varintSize = (value: number): number => (value < 0x80 ? 1 : 1 + varintSize(Math.floor(value / 128)));

const writeVarint = (buffer: Buffer, at: number, value: number): number => {
  while (value >= 0x80) {
    buffer[at++] = (value % 128) | 0x80;
    value = Math.floor(value / 128);
  }
  buffer[at++] = value;
  return at;
};

/** Encodes an entry as varints (sequence, number of offsets, first offset, differences) followed by the state. */
export function encodeEntry(entry: StoredEntry): Buffer {
  const offsets = entry.eventOffsets;
  const numbers = [entry.sequence, offsets.length, ...offsets.map((o, i) => o - (i === 0 ? 0 : offsets[i - 1]!))];
  const size = numbers.reduce((sum, n) => sum + varintSize(n), 0);
  const buffer = Buffer.allocUnsafe(size + entry.state.length);
  let at = 0;
  for (const number of numbers) at = writeVarint(buffer, at, number);
  buffer.set(entry.state, at);
  return buffer;
}

/** The inverse of {@link encodeEntry}. @throws {RangeError} on bytes that are no entry */
export function decodeEntry(buffer: Buffer): StoredEntry {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = buffer[at++];
      if (byte === undefined) throw new RangeError('A projected entry is cut off');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  const sequence = varint();
  const count = varint();
  if (count > MAX_EVENT_OFFSETS) throw new RangeError('A projected entry has too many offsets');
  const eventOffsets: number[] = [];
  for (let i = 0; i < count; i++) eventOffsets.push(varint() + (eventOffsets[i - 1] ?? 0));
  return { sequence, eventOffsets, state: buffer.subarray(at) };
}
