import { RegistryError } from './errors';
import { member, parseJson } from './json';
import type { RegisteredSchema } from './registry-reads';
import { strictType } from './strict-types';

const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
const TIMEOUT_MS = 10_000;
/** Requests under way at once. */
const PARALLEL = 8;

/**
 * Registers every version, oldest first, and takes over the ids that the registry gives. A version that it already has
 * keeps its id, so that a restart changes nothing.
 * @param url of a Confluent-compatible registry; a user and password in it are sent as basic authentication
 * @throws {RegistryError} when it cannot be reached, refuses a version, or holds another schema under the id
 * @see https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
export async function registered(url: string, schemas: readonly RegisteredSchema[]): Promise<RegisteredSchema[]> {
  const registry = new Registry(url);
  const subjects = [...new Set(schemas.map(({ subject }) => subject))];
  const done: RegisteredSchema[] = [];
  const worker = async (): Promise<void> => {
    for (let subject = subjects.shift(); subject !== undefined; subject = subjects.shift()) {
      for (const each of schemas.filter((schema) => schema.subject === subject)) {
        done.push({ ...each, id: await registry.register(each) });
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return done;
}

class Registry {
  readonly #base: string;
  readonly #headers: Record<string, string> = { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE };

  constructor(url: string) {
    const { origin, pathname, username, password } = new URL(url);
    this.#base = origin + pathname.replace(/\/$/, '');
    if (username !== '') {
      const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      this.#headers['authorization'] = `Basic ${Buffer.from(credentials).toString('base64')}`;
    }
  }

  async register({ subject, version, schema }: RegisteredSchema): Promise<number> {
    const what = `${subject} version ${version}`;
    const path = `/subjects/${encodeURIComponent(subject)}/versions`;
    const id = member(await this.#ask(what, path, { method: 'POST', body: JSON.stringify({ schema }) }), 'id');
    if (typeof id !== 'number' || !Number.isInteger(id)) throw this.#error(what, 'it gave no id');
    const held = await this.#ask(what, `/schemas/ids/${id}`, { method: 'GET' });
    if (!sameSchema(schema, member(held, 'schema'))) throw this.#error(what, `it holds another schema under id ${id}`);
    return id;
  }

  async #ask(what: string, path: string, request: RequestInit): Promise<unknown> {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(this.#base + path, {
        ...request,
        headers: this.#headers,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await answer.text();
    } catch (error) {
      throw this.#error(what, `no answer to ${request.method} ${path}`, error);
    }
    if (!answer.ok)
      throw this.#error(what, `${request.method} ${path} was answered ${answer.status} ${text.slice(0, 500)}`);
    try {
      return parseJson(text);
    } catch (error) {
      throw this.#error(what, `${request.method} ${path} was not answered with JSON`, error);
    }
  }

  #error(what: string, why: string, cause?: unknown): RegistryError {
    return new RegistryError(`Schema registry ${this.#base}, ${what}: ${why}`, { cause });
  }
}

function sameSchema(ours: string, held: unknown): boolean {
  try {
    return typeof held === 'string' && strictType(ours).equals(strictType(held));
  } catch {
    return false;
  }
}
