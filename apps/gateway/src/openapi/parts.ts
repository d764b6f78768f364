import type { JsonSchema } from '@alataw/http';

/** A piece of an OpenAPI document. */
export type Part = Readonly<Record<string, unknown>>;
/** Paths of one feature: address → method → operation. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Part>>>>;

export const schema = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });
export const parameter = (name: string): Part => ({ $ref: `#/components/parameters/${name}` });
const header = (name: string): Part => ({ $ref: `#/components/headers/${name}` });

const RATE_HEADERS = { 'RateLimit-Policy': header('RateLimit-Policy'), RateLimit: header('RateLimit') };

/** An operation, with what all have in common left out. */
export interface OperationOptions {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Roles as told in the description; `public`: no key. */
  readonly roles: readonly string[] | 'public';
  readonly parameters?: readonly Part[];
  /** The name of the body's schema, with examples by name. */
  readonly body?: {
    readonly schema: string;
    readonly examples?: Readonly<Record<string, unknown>>;
    readonly required?: boolean;
  };
  readonly responses: Readonly<Record<string, Part>>;
  /** Problems besides those that every operation may answer, by status. */
  readonly problems?: Readonly<Record<string, string>>;
}

/** Writes one operation out in full. */
export function operation(options: OperationOptions): Part {
  const { id, tag, summary, roles, body } = options;
  const isPublic = roles === 'public';
  const who = isPublic ? 'Public: no key.' : `Roles: ${roles.join(', ')}.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: options.description === undefined ? who : `${options.description}\n\n${who}`,
    ...(isPublic ? { security: [] } : {}),
    ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.required ?? true,
            content: {
              'application/json': {
                schema: schema(body.schema),
                ...(body.examples === undefined
                  ? {}
                  : {
                      examples: Object.fromEntries(
                        Object.entries(body.examples).map(([name, value]) => [name, { value }]),
                      ),
                    }),
              },
            },
          },
        }),
    responses: { ...options.responses, ...problems(options, body !== undefined) },
  };
}

function problems({ roles, problems: own = {} }: OperationOptions, hasBody: boolean): Part {
  const common: Record<string, string> = {
    ...(roles === 'public'
      ? {}
      : { 401: 'No key, or one that is unknown, expired or revoked.', 403: 'A key of another role.' }),
    ...(hasBody
      ? {
          400: 'The body is not JSON that can be read.',
          408: 'The body did not arrive in time.',
          413: 'The body is too large.',
          415: 'The body is of another media type.',
          422: 'The body breaks its schema: `errors` tells where, and what to do.',
        }
      : {}),
    429: 'Too many requests: `Retry-After` tells how long to wait.',
    503: 'A part of the centre that this needs is away: try again after `Retry-After`.',
    ...own,
  };
  return Object.fromEntries(
    Object.entries(common).map(([status, description]) => [status, problem(status, description)]),
  );
}

/** A response with a problem. */
export function problem(status: string, description: string): Part {
  return {
    description,
    headers: status === '429' || status === '503' ? { 'Retry-After': header('Retry-After') } : {},
    content: { 'application/problem+json': { schema: schema('Problem') } },
  };
}

/** A response with JSON. */
export function json(
  description: string,
  body: Part,
  headers: Readonly<Record<string, Part>> = {},
  example?: unknown,
): Part {
  const content = { schema: body, ...(example === undefined ? {} : { examples: { example: { value: example } } }) };
  return { description, headers: { ...RATE_HEADERS, ...headers }, content: { 'application/json': content } };
}

/** A response with something other than JSON. */
export function content(
  description: string,
  mediaType: string,
  body: JsonSchema,
  headers: Readonly<Record<string, Part>> = {},
): Part {
  return { description, headers: { ...RATE_HEADERS, ...headers }, content: { [mediaType]: { schema: body } } };
}

export const HEADERS = {
  location: header('Location'),
  link: header('Link'),
  etag: header('ETag'),
  language: header('Content-Language'),
  preference: header('Preference-Applied'),
  feedNext: header('Feed-Next'),
  feedCount: header('Feed-Count'),
  feedChain: header('Feed-Chain'),
};
