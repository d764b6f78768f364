/** Room for any id of Alataw; longer keys take a buffer of their own. */
const scratch = Buffer.allocUnsafeSlow(512);

/**
 * The partition of a key, as Java's default partitioner chooses it: murmur2 of its UTF-8 bytes, made positive, modulo
 * the number of partitions.
 */
export function partitionOf(key: string, partitions: number): number {
  // A UTF-16 unit takes three bytes at most.
  if (key.length * 3 <= scratch.length) return murmur2(scratch, scratch.write(key)) % partitions;
  const bytes = Buffer.from(key);
  return murmur2(bytes, bytes.length) % partitions;
}

/**
 * 31 bits.
 * @see https://github.com/apache/kafka/blob/4.0/clients/src/main/java/org/apache/kafka/common/utils/Utils.java
 */
function murmur2(bytes: Buffer, length: number): number {
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ length;
  const whole = length & ~3;
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(bytes.readInt32LE(at), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  if (length > whole) {
    for (let at = length - 1; at >= whole; at--) h ^= bytes.readUInt8(at) << ((at - whole) * 8);
    h = Math.imul(h, m);
  }
  h = Math.imul(h ^ (h >>> 13), m);
  return (h ^ (h >>> 15)) & 0x7fffffff;
}
