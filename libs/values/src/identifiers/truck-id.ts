import { InvalidIdentifierError } from './invalid-identifier.error';

const form = /^[A-Z0-9-]{2,20}$/;

/** Cyrillic capitals that plates use because a Latin capital looks the same (Vienna Convention on Road Traffic, annex 2). */
// prettier-ignore
const lookAlikes: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X',
};

/** First character of a Chinese plate, as its province's ISO 3166-2:CN code; 挂 marks a trailer. */
// prettier-ignore
const chinese: Readonly<Record<string, string>> = {
  京: 'BJ', 津: 'TJ', 冀: 'HE', 晋: 'SX', 蒙: 'NM', 辽: 'LN', 吉: 'JL', 黑: 'HL', 沪: 'SH', 苏: 'JS', 浙: 'ZJ',
  皖: 'AH', 闽: 'FJ', 赣: 'JX', 鲁: 'SD', 豫: 'HA', 鄂: 'HB', 湘: 'HN', 粤: 'GD', 桂: 'GX', 琼: 'HI', 渝: 'CQ',
  川: 'SC', 贵: 'GZ', 云: 'YN', 藏: 'XZ', 陕: 'SN', 甘: 'GS', 青: 'QH', 宁: 'NX', 新: 'XJ', 挂: 'T',
};

/** A capital as plates are compared: the Latin letter that looks the same, or the code of the province; itself for all others. */
export const latinOf = (character: string): string => lookAlikes[character] ?? chinese[character] ?? character;

/**
 * One spelling for one plate: blanks and dots go, letters are raised, look-alikes and Chinese characters become Latin:
 * `kz-123 авс 02` is `KZ-123ABC02`, `CN-新A 12345` is `CN-XJA12345`. Hyphens stay.
 * @throws {InvalidIdentifierError} unless 2 to 20 characters A-Z 0-9 and hyphen remain
 */
export function normaliseTruckId(text: string): string {
  const id = [...text.toUpperCase()]
    .filter((character) => !/[\s.·]/u.test(character))
    .map(latinOf)
    .join('');
  if (!form.test(id)) throw new InvalidIdentifierError('truck id', text);
  return id;
}

/** @param country ISO 3166-1 alpha-2 of the plate, e.g. `KZ` with `123 ABC 02` makes `KZ-123ABC02` */
export function truckIdOf(country: string, plate: string): string {
  return normaliseTruckId(`${country}-${plate.replaceAll('-', '')}`);
}

/** A truck id without its country, as it is read on the plate. */
export const plateOf = (truckId: string): string => truckId.replace(/^[A-Z]{2}-/, '');

/** Whether a text is a truck id in its one spelling. */
export function isTruckId(text: string): boolean {
  return form.test(text);
}
