/** One version of a subject, in the form of the Confluent registry's answers. */
export interface RegisteredSchema {
  readonly subject: string;
  /** From 1. */
  readonly version: number;
  /** The four bytes after the first in each record. */
  readonly id: number;
  /** Self-contained Avro JSON. */
  readonly schema: string;
}

/** What the read routes of the Confluent registry API answer. Null stands for its 404. */
export class RegistryReads {
  readonly #byId: ReadonlyMap<number, RegisteredSchema>;
  readonly #bySubject = new Map<string, RegisteredSchema[]>();

  /** @param schemas the versions of a subject in ascending order */
  constructor(schemas: readonly RegisteredSchema[]) {
    this.#byId = new Map(schemas.map((schema) => [schema.id, schema]));
    for (const schema of schemas) {
      this.#bySubject.set(schema.subject, [...(this.#bySubject.get(schema.subject) ?? []), schema]);
    }
  }

  /** GET /schemas/ids/{id}: its `schema` member. */
  schemaById(id: number): string | null {
    return this.#byId.get(id)?.schema ?? null;
  }

  /** GET /subjects */
  subjects(): readonly string[] {
    return [...this.#bySubject.keys()].sort();
  }

  /** GET /subjects/{subject}/versions */
  versions(subject: string): readonly number[] | null {
    return this.#bySubject.get(subject)?.map(({ version }) => version) ?? null;
  }

  /** GET /subjects/{subject}/versions/{version} */
  version(subject: string, version: number | 'latest'): RegisteredSchema | null {
    const versions = this.#bySubject.get(subject) ?? [];
    return (version === 'latest' ? versions.at(-1) : versions.find((each) => each.version === version)) ?? null;
  }
}
