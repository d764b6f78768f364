/** One thing that is wrong with a request, and what to do about it. */
export interface Fault {
  /** RFC 6901 pointer into the JSON that was sent, e.g. `/items/0/hsCode`; empty: the whole of it. */
  readonly pointer: string;
  /** One sentence that says what to do. */
  readonly detail: string;
  /** The same in other languages, language → sentence, where the code is a published one. */
  readonly text?: Readonly<Record<string, string>>;
  /** Closed upper-case code that programs may compare. */
  readonly code: string;
}

/** What a problem may carry besides its code and sentence. */
export interface ProblemExtras {
  /** The detail in other languages, where the code is a published one. */
  readonly text?: Fault['text'] | undefined;
  readonly errors?: readonly Fault[];
  /** Response headers, e.g. `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the body, e.g. `commandId`. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The media type of RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/**
 * An answer that says why a request was not carried out (RFC 9457), thrown anywhere behind a route.
 * Only for answers to a client: no domain and no other library throws it.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly text: Readonly<Record<string, string>>;
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  /**
   * @param status HTTP status, 400 to 599
   * @param code closed upper-case code; `type` is made of it
   * @param detail one sentence that says what to do
   */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`, { cause: extras.cause });
    this.text = extras.text ?? {};
    this.errors = extras.errors ?? [];
    this.headers = extras.headers ?? {};
    this.members = extras.members ?? {};
  }

  /** The languages that something of it can be said in; English first. */
  get languages(): readonly [string, ...string[]] {
    const others = [this.text, ...this.errors.map(({ text }) => text ?? {})].flatMap((text) => Object.keys(text));
    return ['en', ...new Set(others.filter((language) => language !== 'en'))];
  }

  /**
   * The members of the response body. `instance` names the request, so that a log line can be found by it.
   * @param language one of `languages`; what has no words in it is said in English
   */
  body(requestId: string, language = 'en'): Record<string, unknown> {
    const words = language === 'en' ? undefined : this.text[language];
    return {
      type: problemType(this.code),
      title: words ?? titleOf(this.code),
      status: this.status,
      code: this.code,
      detail: words ?? this.detail,
      instance: `urn:alataw:request:${requestId}`,
      ...(this.errors.length > 0 ? { errors: this.errors.map((fault) => faultIn(language, fault)) } : {}),
      ...this.members,
    };
  }
}

function faultIn(language: string, fault: Fault): Fault {
  return { ...fault, detail: fault.text?.[language] ?? fault.detail };
}

/** `KEY_EXPIRED` → `urn:alataw:problem:key-expired`. */
export function problemType(code: string): string {
  return `urn:alataw:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

/** `KEY_EXPIRED` → `Key expired`. */
export function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
