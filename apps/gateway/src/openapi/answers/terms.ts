import type { JsonSchema } from '@alataw/http';
import { codesOf, type CodeListName } from '@alataw/values';

// What the schemas of answers are made of.

export const text = (description: string): JsonSchema => ({ type: 'string', description });
export const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
export const moment = (description: string): JsonSchema => ({
  type: 'integer',
  description: `${description} Epoch ms UTC.`,
});
export const orNull = (own: JsonSchema): JsonSchema => ({ ...own, type: [own['type'], 'null'] });
export const object = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  description,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
export const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });
export const codes = (name: CodeListName): JsonSchema => ({ type: 'string', enum: codesOf(name), 'x-code-list': name });
export const numbers = (description: string): JsonSchema => ({
  type: 'object',
  description,
  additionalProperties: { type: 'integer' },
});
export const links: JsonSchema = {
  type: 'object',
  description: 'Addresses.',
  additionalProperties: { type: 'string' },
};
export const next = orNull(text('The cursor of the next page; null on the last one.'));
export const inWords = object('In words.', {
  en: text('English.'),
  zh: text('Chinese.'),
  ru: text('Russian.'),
  kk: text('Kazakh.'),
});
export const behind = count('Records that were written and are not shown yet, over everything; 0: nothing is missing.');
