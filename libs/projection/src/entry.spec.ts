import fc from 'fast-check';
import { decodeEntry, encodeEntry, MAX_EVENT_OFFSETS } from './entry';

const anyEntry = fc.record({
  sequence: fc.nat(),
  eventOffsets: fc.uniqueArray(fc.maxSafeNat(), { maxLength: MAX_EVENT_OFFSETS }).map((o) => o.sort((a, b) => a - b)),
  state: fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b)),
});

describe('a stored entry', () => {
  it('is read back as it was written', () => {
    fc.assert(fc.property(anyEntry, (entry) => expect(decodeEntry(encodeEntry(entry))).toEqual(entry)));
  });

  it('keeps the latest offsets only', () => {
    const eventOffsets = Array.from({ length: MAX_EVENT_OFFSETS + 3 }, (_, i) => i * 1_000);
    const { eventOffsets: kept } = decodeEntry(encodeEntry({ sequence: 19, eventOffsets, state: Buffer.alloc(0) }));
    expect(kept).toEqual(eventOffsets.slice(3));
  });

  it('takes five bytes beside the state for a parcel with three near events', () => {
    const entry = { sequence: 3, eventOffsets: [100, 110, 120], state: Buffer.alloc(10) };
    expect(encodeEntry(entry)).toHaveLength(5 + 10);
  });

  it('is refused when it is cut off or claims too many offsets', () => {
    expect(() => decodeEntry(Buffer.from([1, 2, 0x80]))).toThrow(RangeError);
    expect(() => decodeEntry(Buffer.from([1, 17]))).toThrow(RangeError);
  });
});
