import fc from 'fast-check';
import { decodeEntry, encodeEntry, MAX_EVENT_OFFSETS, withEventOffset } from './entry';

const anyEntry = fc.record({
  sequence: fc.nat(),
  eventOffsets: fc.uniqueArray(fc.maxSafeNat(), { maxLength: MAX_EVENT_OFFSETS }).map((o) => o.sort((a, b) => a - b)),
  state: fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b)),
});

describe('a stored entry', () => {
  it('is read back as it was written', () => {
    fc.assert(fc.property(anyEntry, (entry) => expect(decodeEntry(encodeEntry(entry))).toEqual(entry)));
  });

  it('keeps how it began and what happened last when there are many events', () => {
    const all = Array.from({ length: 40 }, (_, i) => i * 1_000);
    const kept = all.reduce(withEventOffset, [] as readonly number[]);
    expect(kept).toEqual([...all.slice(0, 8), ...all.slice(-8)]);
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
