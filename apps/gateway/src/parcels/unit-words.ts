import { inEachLanguage, unitKindOf, type UnitKind, type Words } from '@alataw/values';

/** What leaves by itself. */
export const rootKinds: readonly UnitKind[] = ['truck', 'train'];

const words: Readonly<Record<UnitKind, Words>> = {
  bag: { en: 'bag', zh: '包袋', ru: 'мешок', kk: 'қап' },
  pallet: { en: 'pallet', zh: '托盘', ru: 'паллета', kk: 'паллета' },
  container: { en: 'container', zh: '集装箱', ru: 'контейнер', kk: 'контейнер' },
  wagon: { en: 'wagon', zh: '车皮', ru: 'вагон', kk: 'вагон' },
  truck: { en: 'truck', zh: '车辆', ru: 'грузовик', kk: 'жүк көлігі' },
  train: { en: 'train', zh: '列车', ru: 'поезд', kk: 'пойыз' },
  block: { en: 'warehouse block', zh: '箱区', ru: 'блок склада', kk: 'қойма блогы' },
};

/** A load unit in a sentence: `truck KZ-123ABC02`. */
export function unitInWords(unitId: string): Words {
  const kind = unitKindOf(unitId);
  if (kind === null) return inEachLanguage(() => unitId);
  const number = unitId.slice(kind.length + 1);
  return inEachLanguage((language) => `${words[kind][language]} ${number}`);
}
