import type { ErrorObject } from 'ajv';
import type { Fault } from '../problem/problem';

/** Faults told of one body: enough to mend it, few enough to stay small. */
export const MAX_FAULTS = 50;

const CODES: Readonly<Record<string, string>> = {
  required: 'REQUIRED',
  additionalProperties: 'UNKNOWN_FIELD',
  type: 'WRONG_TYPE',
  minLength: 'TOO_SHORT',
  maxLength: 'TOO_LONG',
  minimum: 'TOO_SMALL',
  exclusiveMinimum: 'TOO_SMALL',
  maximum: 'TOO_LARGE',
  exclusiveMaximum: 'TOO_LARGE',
  minItems: 'TOO_FEW',
  maxItems: 'TOO_MANY',
  uniqueItems: 'NOT_UNIQUE',
  pattern: 'WRONG_FORM',
  format: 'WRONG_FORM',
  enum: 'NOT_LISTED',
  const: 'NOT_LISTED',
};

/** Names longer than this are not repeated in a pointer: whoever sends them knows which they are. */
const MAX_NAME = 64;

/** Turns a validator's errors into faults that say what to do. No value that was sent is repeated. */
export function faultsOf(errors: readonly ErrorObject[]): readonly Fault[] {
  const faults: Fault[] = [];
  for (const error of errors) {
    const code = CODES[error.keyword];
    if (code === undefined) continue; // `if`, `anyOf` and their like only sum up what their parts say
    faults.push({ pointer: pointerOf(error), code, detail: detailOf(error) });
    if (faults.length === MAX_FAULTS) break;
  }
  return faults;
}

function pointerOf(error: ErrorObject): string {
  const name = nameIn(error);
  return name === undefined || name.length > MAX_NAME
    ? error.instancePath
    : `${error.instancePath}/${escapePointer(name)}`;
}

/** RFC 6901: `~` and `/` in a name. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function nameIn(error: ErrorObject): string | undefined {
  const params: Record<string, unknown> = error.params;
  const name = error.keyword === 'required' ? params['missingProperty'] : params['additionalProperty'];
  return typeof name === 'string' ? name : undefined;
}

function detailOf(error: ErrorObject): string {
  const params: Record<string, unknown> = error.params;
  const parent = objectOf(error.parentSchema);
  const name = nameIn(error) ?? '';
  switch (error.keyword) {
    case 'required':
      return `Add "${name}"${described(objectOf(objectOf(parent['properties'])[name]))}.`;
    case 'additionalProperties': {
      const known = Object.keys(objectOf(parent['properties']));
      const meant = known.find((field) => field.toLowerCase() === name.toLowerCase());
      if (meant !== undefined) return `Write "${meant}": names are case-sensitive.`;
      return `Remove "${name.slice(0, MAX_NAME)}"${known.length === 0 ? '' : `: the fields here are ${known.join(', ')}`}.`;
    }
    case 'type':
      return `Send ${kindName(params['type'])}${described(parent)}.`;
    case 'enum':
      return `Send one of ${listOf(params['allowedValues'])}.`;
    case 'uniqueItems':
      return `Send each item once: items ${String(params['j'])} and ${String(params['i'])} are the same.`;
    case 'pattern':
    case 'format':
      return `Send the right form${described(parent)}.`;
    case 'minItems':
    case 'maxItems':
      return `Send ${bound(error.keyword)} ${String(params['limit'])} items.`;
    case 'minLength':
    case 'maxLength':
      return `Send ${bound(error.keyword)} ${String(params['limit'])} characters${described(parent)}.`;
    case 'exclusiveMinimum':
      return `Send more than ${String(params['limit'])}${described(parent)}.`;
    default:
      return `Send ${bound(error.keyword)} ${String(params['limit'])}${described(parent)}.`;
  }
}

function bound(keyword: string): string {
  return keyword.startsWith('min') ? 'at least' : 'at most';
}

function described(schema: Record<string, unknown>): string {
  const description = typeof schema['description'] === 'string' ? `: ${schema['description'].replace(/\.$/, '')}` : '';
  const examples: unknown = schema['examples'];
  const isShown = Array.isArray(examples) && examples.length > 0 && !description.includes('e.g.');
  const example = isShown ? `, e.g. ${JSON.stringify(examples[0])}` : '';
  return `${description}${example}`;
}

function kindName(type: unknown): string {
  const names: Record<string, string> = { integer: 'a whole number', object: 'a JSON object', array: 'an array' };
  return Array.isArray(type) ? type.map(kindName).join(' or ') : (names[String(type)] ?? `a ${String(type)}`);
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : String(values);
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
