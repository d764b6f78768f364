const encoder = new TextEncoder();
const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/**
 * MurmurHash3, x86, 128 bits, seed 0, over the UTF-8 bytes of a text. Fast and evenly spread, but not cryptographic:
 * whoever wants to can make two texts collide, so use it only where a collision harms nobody but its maker.
 * @returns 32 hexadecimal digits
 * @see https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function murmur128(text: string): string {
  return hashOf(text).map(hex).join('');
}

/** A number from 0 (included) to 1 (excluded) that is as good as drawn by lot, and the same for the same text on every run. */
export function lotOf(text: string): number {
  return (hashOf(text)[0] >>> 0) / 2 ** 32;
}

function hashOf(text: string): readonly [number, number, number, number] {
  const bytes = encoder.encode(text);
  const blocks = bytes.length & ~15;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  for (let i = 0; i < blocks; i += 16) {
    h1 = mix(h1 ^ scramble(word(bytes, i, 4), c1, 15, c2), 19, h2, 0x561ccd1b);
    h2 = mix(h2 ^ scramble(word(bytes, i + 4, 4), c2, 16, c3), 17, h3, 0x0bcaa747);
    h3 = mix(h3 ^ scramble(word(bytes, i + 8, 4), c3, 17, c4), 15, h4, 0x96cd1c35);
    h4 = mix(h4 ^ scramble(word(bytes, i + 12, 4), c4, 18, c1), 13, h1, 0x32ac3b17);
  }

  const rest = bytes.length - blocks;
  if (rest > 12) h4 ^= scramble(word(bytes, blocks + 12, rest - 12), c4, 18, c1);
  if (rest > 8) h3 ^= scramble(word(bytes, blocks + 8, Math.min(4, rest - 8)), c3, 17, c4);
  if (rest > 4) h2 ^= scramble(word(bytes, blocks + 4, Math.min(4, rest - 4)), c2, 16, c3);
  if (rest > 0) h1 ^= scramble(word(bytes, blocks, Math.min(4, rest)), c1, 15, c2);

  [h1, h2, h3, h4] = spread(h1 ^ bytes.length, h2 ^ bytes.length, h3 ^ bytes.length, h4 ^ bytes.length);
  return spread(avalanche(h1), avalanche(h2), avalanche(h3), avalanche(h4));
}

/** Up to four bytes, little-endian. */
function word(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value |= (bytes[start + i] ?? 0) << (8 * i);
  return value;
}

function scramble(value: number, before: number, bits: number, after: number): number {
  return Math.imul(rotate(Math.imul(value, before), bits), after);
}

function mix(value: number, bits: number, next: number, constant: number): number {
  return (Math.imul(rotate(value, bits) + next, 5) + constant) | 0;
}

function spread(h1: number, h2: number, h3: number, h4: number): [number, number, number, number] {
  const sum = (h1 + h2 + h3 + h4) | 0;
  return [sum, (h2 + sum) | 0, (h3 + sum) | 0, (h4 + sum) | 0];
}

function avalanche(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
