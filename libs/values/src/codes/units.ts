/**
 * Units of quantity that may be declared: code of UN/ECE Recommendation 20, code of China's customs systems.
 * @see UN/ECE Recommendation 20; the unit code list of the General Administration of Customs, as found in public sources
 */
const customsUnits: ReadonlyMap<string, string> = new Map([
  ['H87', '011'], // piece 件
  ['C62', '007'], // one 个
  ['SET', '006'], // set 套
  ['PR', '025'], // pair 双
  ['RO', '018'], // roll 卷
  ['MTR', '030'], // metre 米
  ['MTK', '032'], // square metre 平方米
  ['KGM', '035'], // kilogram 千克
  ['GRM', '036'], // gram 克
  ['LTR', '095'], // litre 升
]);

/**
 * Customs' further counting words for things that are counted one by one (UN/ECE has one piece for all of them), and for pairs.
 * From memory, not checked against customs' list.
 */
const countingWords: ReadonlyMap<string, string> = new Map([
  ['001', 'H87'], // 台 of machines
  ['008', 'H87'], // 只
  ['010', 'H87'], // 张 of sheets
  ['012', 'H87'], // 支
  ['014', 'H87'], // 根
  ['015', 'H87'], // 条
  ['016', 'H87'], // 把
  ['017', 'H87'], // 块
  ['020', 'H87'], // 片
  ['026', 'PR'], // 对
]);

const unitOfCustoms: ReadonlyMap<string, string> = new Map([
  ...countingWords,
  ...[...customsUnits].map(([unit, customs]) => [customs, unit] as const),
]);

/** Whether a text is the UN/ECE Recommendation 20 code of a unit that may be declared. */
export function isUnit(code: string): boolean {
  return customsUnits.has(code);
}

/** The three digits by which China's customs systems know a unit, e.g. 011 for H87; null when there are none. */
export function customsUnitCode(code: string): string | null {
  return customsUnits.get(code) ?? null;
}

/** The unit that China's customs systems know by three digits, e.g. H87 for 011; null when no such code is known here. */
export function unitOfCustomsCode(digits: string): string | null {
  return unitOfCustoms.get(digits) ?? null;
}
