import type { Stage } from '../log/topics';

/** A key of the projection, taken apart. */
export type Key =
  | { readonly is: 'lane' | 'counts'; readonly partition: number; readonly stage: string }
  | { readonly is: 'set'; readonly partition: number; readonly stage: string; readonly set: string }
  | { readonly is: 'entity'; readonly partition: number; readonly kind: string; readonly id: string }
  | { readonly is: 'queues'; readonly partition: number };

/** @returns null for what is none of the projection's */
export function parseKey(key: string): Key | null {
  const [, number, rest = ''] = /^\{(\d{1,6})\}:(.+)$/.exec(key) ?? [];
  if (number === undefined) return null;
  const partition = Number(number);
  if (rest === 'queues') return { is: 'queues', partition };
  const [, area = '', name = ''] = /^([^:]+):(.+)$/.exec(rest) ?? [];
  if (name === 'lane' || name === 'counts') return { is: name, partition, stage: area };
  if (area === 'queue' || area === 'index') {
    const dot = name.indexOf('.');
    return { is: 'set', partition, stage: name.slice(0, dot), set: `${area}:${name.slice(dot + 1)}` };
  }
  return { is: 'entity', partition, kind: area, id: name };
}

/** The key of `queue:<name>` or `index:<name>` of a stage. */
export const setKey = (partition: number, stage: Stage, set: string): string =>
  `{${partition}}:${set.replace(':', `:${stage}.`)}`;
