import { STAGES, type Stage } from '../log/topics';

/** A key of the projection, taken apart. A slot is one fold of a stage: `release`, `release@2`. */
export type Key =
  | { readonly is: 'lane' | 'counts'; readonly partition: number; readonly slot: string }
  | { readonly is: 'set' | 'left'; readonly partition: number; readonly slot: string; readonly set: string }
  | { readonly is: 'entity'; readonly partition: number; readonly kind: string; readonly id: string }
  | { readonly is: 'queues' | 'folds'; readonly partition: number };

/** The name of a slot. @param pointer what the partition's folds say of the stage, null for nothing */
export const slotName = (stage: Stage, pointer: string | null): string =>
  pointer === null || pointer === '1' ? stage : `${stage}@${pointer}`;

/** Whether a field of an entity is some fold of a stage that readers need not follow. */
export const isSlot = (field: string): boolean =>
  STAGES.some((stage) => field === stage || (field.startsWith(`${stage}@`) && /@([2-9]|[1-9]\d+)$/.test(field)));

/** @returns null for what is none of the projection's */
export function parseKey(key: string): Key | null {
  const [, number, rest = ''] = /^\{(\d{1,6})\}:(.+)$/.exec(key) ?? [];
  if (number === undefined) return null;
  const partition = Number(number);
  if (rest === 'queues' || rest === 'folds') return { is: rest, partition };
  const [, area = '', name = ''] = /^([^:]+):(.+)$/.exec(rest) ?? [];
  if (name === 'lane' || name === 'counts') return { is: name, partition, slot: area };
  if (area === 'queue' || area === 'index' || area === 'number') {
    const dot = name.indexOf('.');
    return { is: 'set', partition, slot: name.slice(0, dot), set: `${area}:${name.slice(dot + 1)}` };
  }
  if (area === 'left') {
    const dot = name.indexOf('.');
    return { is: 'left', partition, slot: name.slice(0, dot), set: `left:${name.slice(dot + 1)}` };
  }
  return { is: 'entity', partition, kind: area, id: name };
}

/** The key of `queue:<name>`, `index:<name>`, `number:<kind>.<part>` or `left:<kind>.<part>` of a slot. */
export const setKey = (partition: number, slot: string, set: string): string =>
  `{${partition}}:${set.replace(':', `:${slot}.`)}`;
