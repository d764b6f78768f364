const M = 0x5bd1e995;
const SEED = 0x9747b28c;

/** Kafka's default partitioner: murmur2 of the key's bytes, without the sign, modulo the number of partitions. */
export function partitionOfKey(key: Buffer, partitions: number): number {
  let h = SEED ^ key.length;
  let at = 0;
  for (; key.length - at >= 4; at += 4) {
    let k = Math.imul(key.readInt32LE(at), M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  const rest = key.length - at;
  if (rest === 3) h ^= key[at + 2]! << 16;
  if (rest >= 2) h ^= key[at + 1]! << 8;
  if (rest >= 1) h = Math.imul(h ^ key[at]!, M);
  h = Math.imul(h ^ (h >>> 13), M);
  return ((h ^ (h >>> 15)) & 0x7fffffff) % partitions;
}
