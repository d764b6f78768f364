import type { JsonSchema } from '@alataw/http';
import { isCodeList, sentenceOf } from '@alataw/values';

/** Schemas in which every list of codes says what each of them means: readers of the document see no codes unexplained. */
export function withMeanings(schemas: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, explained(schema)]));
}

function explained(schema: JsonSchema): JsonSchema {
  const parts = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, deep(value)]));
  const list = schema['x-code-list'];
  const codes = schema['enum'];
  if (typeof list !== 'string' || !isCodeList(list) || !Array.isArray(codes)) return parts;
  const meanings = codes.flatMap((code) =>
    typeof code === 'string' ? [`- \`${code}\`: ${sentenceOf(list, code).en}`] : [],
  );
  const description = typeof schema['description'] === 'string' ? `${schema['description']}\n\n` : '';
  return {
    ...parts,
    description: `${description}${meanings.join('\n')}\n\nIn other languages: \`/v1/codes/${list}\`.`,
  };
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  return typeof value === 'object' && value !== null ? explained({ ...value }) : value;
}
