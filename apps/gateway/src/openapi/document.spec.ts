import { Codec } from '@alataw/contracts';
import { SchemaSet } from '@alataw/http';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bodySchemas } from '../api/bodies';
import { MemoryCentre } from '../memory/memory-centre';
import { openApiDocument } from './document';

const { registry } = Codec.embedded();
const document = openApiDocument(registry, bodySchemas(registry));

/** A part of the document. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    value,
  );
const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const operations = entries(document['paths']).flatMap(([path, methods]) =>
  entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
);

describe('the OpenAPI document', () => {
  const centre = new MemoryCentre();
  /** Route → who may call it, as the server has it. */
  const routes = new Map<string, readonly string[] | 'public' | undefined>();

  beforeAll(async () => {
    await centre.start({}, (server) =>
      server.addHook('onRoute', ({ method, url, config }) => {
        if (method === 'HEAD') return;
        const path = url
          .replace('::', '\0')
          .replaceAll(/:(\w+)/g, '{$1}')
          .replace('\0', ':');
        routes.set(`${String(method)} ${path}`, config?.endpoint?.access);
      }),
    );
  });
  afterAll(() => centre.stop());

  it('is sound to a linter that knows OpenAPI 3.1', () => {
    const lint = join(__dirname, 'lint-document.mjs');
    const found = execFileSync(process.execPath, [lint], { input: JSON.stringify(document) }).toString();
    expect(JSON.parse(found)).toEqual([]);
  });

  it('tells of every route, and of no other', () => {
    expect(operations.map(({ route }) => route).sort()).toEqual([...routes.keys()].sort());
  });

  it('tells who may call each route as the server has it', () => {
    for (const { route, operation } of operations) {
      const access = routes.get(route);
      expect(`${route} ${String(at(operation, 'description')).split('\n').at(-1)}`).toBe(
        `${route} ${access === 'public' ? 'Public: no key.' : `Roles: ${(access ?? []).join(', ')}.`}`,
      );
      expect(at(operation, 'security')).toEqual(access === 'public' ? [] : undefined);
    }
  });

  it('declares the access of every route', () => {
    expect([...routes].filter(([, access]) => access === undefined)).toEqual([]);
  });

  it('gives examples that its own schemas accept', () => {
    const set = new SchemaSet(bodySchemas(registry));
    const bodies = operations.flatMap(({ operation }) => {
      const content = at(operation, 'requestBody', 'content', 'application/json');
      const ref = String(at(content, 'schema', '$ref'));
      return entries(at(content, 'examples')).map(([, example]) => ({ ref, value: at(example, 'value') }));
    });
    expect(bodies.length).toBeGreaterThan(10);
    for (const { ref, value } of bodies) {
      const validation = set.validator(ref.split('/').at(-1) ?? '')(value);
      expect(validation.ok ? [] : [ref, validation.faults]).toEqual([]);
    }
  });

  it('says what every code of a list means', () => {
    const reason = at(document, 'components', 'schemas', 'LoadRefused', 'properties', 'reason');
    expect(at(reason, 'x-code-list')).toBe('LoadRefusal');
    expect(at(reason, 'description')).toContain('- `NOT_RELEASED`: The parcel is not released: put it aside.');
    expect(at(document, 'components', 'schemas', 'Parcel', 'properties', 'status', 'description')).toContain(
      '- `quarantined`: In quarantine.',
    );
  });

  it('describes every event by its own schema', () => {
    const released = at(document, 'components', 'schemas', 'ParcelReleased', 'properties');
    expect(at(released, 'declarationVersion', 'type')).toBe('integer');
    expect(at(released, 'meta')).toBeUndefined();
  });
});
