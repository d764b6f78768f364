import type { Numbers } from './fold';

/** Capitals that plates write in Cyrillic because they look Latin. */
const CYRILLIC = 'АВЕКМНОРСТУХ';
const LATIN = 'ABEKMHOPCTYX';
/** Chinese plates: province or trailer, and what is written for it. */
const CHINESE =
  '京BJ 津TJ 冀HE 晋SX 蒙NM 辽LN 吉JL 黑HL 沪SH 苏JS 浙ZJ 皖AH 闽FJ 赣JX 鲁SD 豫HA 鄂HB 湘HN 粤GD 桂GX 琼HI 渝CQ 川SC 贵GZ 云YN 藏XZ 陕SN 甘GS 青QH 宁NX 新XJ 挂T';
const LOOKS = new Map([
  ...[...CYRILLIC].map((letter, i): [string, string] => [letter, LATIN.charAt(i)]),
  ...CHINESE.split(' ').map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]),
]);
const SETS = 4096;
const LEFT = 32768;

/** Letters and digits, raised and in Latin where they only look foreign. */
function compared(written: string): string {
  const letters =
    written
      .normalize('NFKC')
      .toUpperCase()
      .match(/\p{L}|\p{N}/gu) ?? [];
  return letters.map((letter) => LOOKS.get(letter) ?? letter).join('');
}

/** FNV-1a, 32 bits, in arithmetic that does not overflow. */
function hashOf(text: string): number {
  let hash = 2166136261n;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 16777619n) & 0xffffffffn;
  return Number(hash);
}

/** Where an entity stands by its numbers: the sets, and its member in each. */
export function numberPlaces(kind: string, id: string, { owner, written }: Numbers): [set: string, member: string][] {
  const numbers = new Set(written.flatMap((each) => (each === null ? [] : [compared(each)])));
  numbers.delete('');
  return [...numbers].map((number) => {
    const set = (hashOf(number) % SETS).toString(16);
    return [`number:${kind}.${set}`, [number, owner, id].join('\0')];
  });
}

/** The hash in which what is left of an entity stands. */
export const leftHash = (kind: string, id: string): string => `left:${kind}.${(hashOf(id) % LEFT).toString(16)}`;

/** `KZ-123ABC02` as it is read on the plate. */
export const withoutCountry = (truckId: string): string =>
  truckId.charAt(2) === '-' && /[A-Z]{2}/.test(truckId.slice(0, 2)) ? truckId.slice(3) : truckId;
