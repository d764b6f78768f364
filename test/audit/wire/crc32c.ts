/** CRC-32C (Castagnoli, reflected), eight bytes a step, as Kafka's record batches carry it. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

const tables = ((): Int32Array => {
  const all = new Int32Array(SLICES * 256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ POLYNOMIAL : c >>> 1;
    all[n] = c;
  }
  for (let i = 256; i < all.length; i++) {
    const before = all[i - 256]!;
    all[i] = (before >>> 8) ^ all[before & 0xff]!;
  }
  return all;
})();

/** @param crc of the bytes before these, to go on with; @returns an unsigned 32-bit number */
export function crc32c(bytes: Buffer, crc = 0): number {
  const t = tables;
  let c = ~crc;
  let at = 0;
  for (const whole = bytes.length - (bytes.length % SLICES); at < whole; at += SLICES) {
    c ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    c =
      t[1792 + (c & 0xff)]! ^
      t[1536 + ((c >>> 8) & 0xff)]! ^
      t[1280 + ((c >>> 16) & 0xff)]! ^
      t[1024 + (c >>> 24)]! ^
      t[768 + bytes[at + 4]!]! ^
      t[512 + bytes[at + 5]!]! ^
      t[256 + bytes[at + 6]!]! ^
      t[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at++) c = (c >>> 8) ^ t[(c ^ bytes[at]!) & 0xff]!;
  return ~c >>> 0;
}

const lengths = Buffer.alloc(8);

/**
 * One number for a record's key and value, so that two readers can be compared without keeping the bytes. A missing key and
 * an empty one count the same: a forwarded record cannot tell them apart.
 */
export function fingerprint(key: Buffer | null, value: Buffer | null): number {
  lengths.writeInt32BE(key?.length ?? 0, 0);
  lengths.writeInt32BE(value?.length ?? 0, 4);
  let crc = crc32c(lengths);
  if (key) crc = crc32c(key, crc);
  return value ? crc32c(value, crc) : crc;
}
