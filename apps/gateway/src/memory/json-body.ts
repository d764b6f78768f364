/** What a request was answered. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body, read as JSON. */
  json(): JsonBody;
}

/** JSON of which only its members are known to be JSON: what it holds, the spec checks. */
export interface JsonBody {
  readonly [name: string]: JsonBody | undefined;
}

export function parsed(text: string): JsonBody {
  return JSON.parse(text) as JsonBody;
}

/** A text or number as text; anything else is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** One member of each object in a list. */
export function textsIn(list: JsonBody | undefined, member: string): string[] {
  return Array.isArray(list) ? list.map((own: JsonBody) => textOf(own[member])) : [];
}
