import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Problem, type Fault } from '../problem/problem';
import { faultsOf } from './schema-faults';

/** A JSON Schema (2020-12) that may refer to others of its set as `#/components/schemas/<Name>`. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a validator says of a value. */
export type Validation<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * The schemas of all bodies: the same objects validate requests and stand in the OpenAPI document, so that the two cannot differ.
 */
export class SchemaSet {
  private readonly ajv: Ajv2020;

  constructor(readonly schemas: Readonly<Record<string, JsonSchema>>) {
    // verbose: an error carries its schema, from which its sentence is made. It costs nothing while there is no error.
    this.ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false });
    addFormats(this.ajv);
    this.ajv.addVocabulary(['components', 'x-code-list']);
    this.ajv.addSchema({ $id: 'alataw:api', components: { schemas } }, 'alataw:api', undefined, false);
  }

  /** Compiles the validator of one schema. */
  validator<T>(name: string): (value: unknown) => Validation<T> {
    const validate: ValidateFunction<T> = this.ajv.compile<T>({ $ref: `alataw:api#/components/schemas/${name}` });
    return (value) => (validate(value) ? { ok: true, value } : { ok: false, faults: faultsOf(validate.errors ?? []) });
  }
}

/** @returns the value; @throws {Problem} 422 with a fault per error */
export function accepted<T>(validation: Validation<T>): T {
  if (validation.ok) return validation.value;
  throw new Problem(422, 'INVALID_BODY', 'Mend what `errors` lists and send again.', { errors: validation.faults });
}
