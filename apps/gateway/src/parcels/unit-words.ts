import { unitKindOf, type UnitKind } from '@alataw/values';

/** What leaves by itself. */
export const rootKinds: readonly UnitKind[] = ['truck', 'train'];

const words: Readonly<Record<UnitKind, { readonly en: string; readonly zh: string }>> = {
  bag: { en: 'bag', zh: '包袋' },
  pallet: { en: 'pallet', zh: '托盘' },
  container: { en: 'container', zh: '集装箱' },
  truck: { en: 'truck', zh: '车辆' },
  train: { en: 'train', zh: '列车' },
};

/** A load unit in a sentence: `truck KZ-123ABC02`. */
export function unitInWords(unitId: string): { readonly en: string; readonly zh: string } {
  const kind = unitKindOf(unitId);
  if (kind === null) return { en: unitId, zh: unitId };
  const number = unitId.slice(kind.length + 1);
  return { en: `${words[kind].en} ${number}`, zh: `${words[kind].zh} ${number}` };
}
