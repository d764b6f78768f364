import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Codec } from './codec';
import { RegistryError } from './errors';
import { ApiKeyRevoked, contracts } from './generated';
import { member, parseJson } from './json';

/** As much of the Confluent registry as is asked of it. Ids are given in the order of arrival, from 101. */
class FakeRegistry {
  readonly schemas: string[] = [];
  readonly seen: string[] = [];
  authorization: string | undefined;
  /** Answers instead of the registry where it returns something. */
  override: (path: string) => { status: number; text: string } | undefined = () => undefined;
  #server: Server | undefined;

  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      void this.#answer(request).then(({ status, text }) => response.writeHead(status).end(text));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : '';
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; text: string }> {
    const path = request.url ?? '';
    this.seen.push(`${request.method} ${path}`);
    this.authorization = request.headers.authorization;
    const own = this.override(path);
    if (own) return own;
    if (request.method === 'GET') {
      const schema = this.schemas[Number(path.slice('/schemas/ids/'.length)) - 101];
      return { status: 200, text: JSON.stringify({ schema }) };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const schema = String(member(parseJson(Buffer.concat(chunks).toString()), 'schema'));
    if (!this.schemas.includes(schema)) this.schemas.push(schema);
    return { status: 200, text: JSON.stringify({ id: this.schemas.indexOf(schema) + 101 }) };
  }
}

/** A request for each of some hundreds of schemas, on a machine that may have other work. */
const ALL_SCHEMAS_MS = 60_000;

describe('Codec.fromRegistry', () => {
  let registry: FakeRegistry;
  let host: string;

  beforeEach(async () => {
    registry = new FakeRegistry();
    host = await registry.listen();
  });
  afterEach(() => registry.close());

  const revoked: ApiKeyRevoked = { type: 'ApiKeyRevoked', keyId: 'k', revokedAt: 1, revokedBy: 'x' };

  it(
    'registers every version and takes over its ids',
    async () => {
      const codec = await Codec.fromRegistry(`http://${host}/`);
      expect(registry.schemas.length).toBeGreaterThanOrEqual(contracts.length);
      expect(registry.seen).toContain('POST /subjects/alataw.access.ApiKeyRevoked/versions');
      const bytes = codec.encode(ApiKeyRevoked, revoked);
      const id = bytes.readInt32BE(1);
      expect(id).toBeGreaterThan(100);
      expect(codec.registry.schemaById(id)).toBe(registry.schemas[id - 101]);
      expect(codec.decodeAs(ApiKeyRevoked, bytes).keyId).toBe('k');
    },
    ALL_SCHEMAS_MS,
  );

  it(
    'gets the same ids again',
    async () => {
      const [first, second] = [await Codec.fromRegistry(`http://${host}`), await Codec.fromRegistry(`http://${host}`)];
      expect(second.encode(ApiKeyRevoked, revoked)).toEqual(first.encode(ApiKeyRevoked, revoked));
    },
    ALL_SCHEMAS_MS,
  );

  it('keeps a path in the address, and sends its user as basic authentication', async () => {
    registry.override = (path) => (path.startsWith('/apis/ccompat/v7/') ? { status: 404, text: 'here' } : undefined);
    await expect(Codec.fromRegistry(`http://user:p%40ss@${host}/apis/ccompat/v7`)).rejects.toThrow('404 here');
    expect(registry.authorization).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
  });

  it('says which version was refused and why, without the password', async () => {
    registry.override = () => ({ status: 409, text: '{"error_code":409,"message":"incompatible"}' });
    const failure = await Codec.fromRegistry(`http://user:secret@${host}`).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RegistryError);
    expect(String(failure)).toMatch(
      /Schema registry http:\/\/127.0.0.1:\d+, alataw\.\w+\.\w+ version 1: POST .* was answered 409 .*incompatible/,
    );
    expect(String(failure)).not.toContain('secret');
  });

  it('does not trust a registry that holds another schema under the id', async () => {
    registry.override = (path) =>
      path.startsWith('/schemas/ids/') ? { status: 200, text: '{"schema":"\\"string\\""}' } : undefined;
    await expect(Codec.fromRegistry(`http://${host}`)).rejects.toThrow(/it holds another schema under id 10\d/);
  });

  it('does not take an answer for an id that is none', async () => {
    registry.override = () => ({ status: 200, text: '{"id":"x"}' });
    await expect(Codec.fromRegistry(`http://${host}`)).rejects.toThrow('it gave no id');
    registry.override = () => ({ status: 200, text: '{"id":1.5}' });
    await expect(Codec.fromRegistry(`http://${host}`)).rejects.toThrow('it gave no id');
    registry.override = () => ({ status: 200, text: '<html>' });
    await expect(Codec.fromRegistry(`http://${host}`)).rejects.toThrow('was not answered with JSON');
  });

  it('says when nobody answers', async () => {
    await registry.close();
    await expect(Codec.fromRegistry(`http://${host}`)).rejects.toThrow(/no answer to POST/);
  });
});
