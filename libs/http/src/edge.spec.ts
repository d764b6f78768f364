import { fastify, type FastifyInstance } from 'fastify';
import { connect, type AddressInfo } from 'node:net';
import { newKey } from './access/api-key';
import { KeyRing } from './access/key-ring';
import { installEdge, serverOptions } from './edge';
import type { IdempotencyStore } from './idempotency/idempotency-store';
import { RateLimiter } from './limits/rate-limiter';
import { sendProblem } from './problem/problem.filter';

const key = newKey();
const authorization = `Bearer ${key.key}`;
const unused = (): never => {
  throw new Error('not used here');
};
const store: IdempotencyStore = { begin: unused, finish: unused, abandon: unused };

describe(installEdge.name, () => {
  let server: FastifyInstance;
  let port: number;
  const faults: unknown[] = [];

  beforeAll(async () => {
    const log = (error: unknown): void => void faults.push(error);
    server = fastify(serverOptions({ maxHeaderBytes: 8 * 1024, headersTimeoutMs: 200, requestTimeoutMs: 60_000 }, log));
    const keys = new KeyRing();
    keys.issued({ keyId: key.keyId, role: 'staff', secretHash: key.secretHash });
    const limiter = new RateLimiter('key', { burst: 1000, perSecond: 1000 });
    const strangers = new RateLimiter('address', { burst: 1000, perSecond: 1000 });
    const jsonBody = { maxBytes: 1000, totalMs: 200 };
    installEdge(server, {
      keys,
      limiter,
      strangers,
      idempotency: store,
      jsonBody,
      streamed: ['application/x-lines'],
      log,
      now: Date.now,
    });
    server.setErrorHandler((error, request, reply) => sendProblem(request, reply, error, log));
    server.post('/declared', { config: { endpoint: { access: ['staff'] } } }, (request) => ({
      got: request.body ?? null,
    }));
    server.post('/forgotten', () => ({}));
    server.get('/broken', { config: { endpoint: { access: 'public' } } }, () => {
      throw new Error('the password is hunter2');
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    port = (server.server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  /** Sends bytes as they are, and reads until the server closes the connection. */
  const raw = (...parts: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => parts.forEach((part) => socket.write(part)));
      socket
        .setEncoding('utf8')
        .on('data', (chunk: string) => (answer += chunk))
        .on('close', () => resolve(answer))
        .on('error', reject);
    });
  const head = (path: string, ...headers: readonly string[]): string =>
    [`POST ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');

  it('lets a request pass whose key has the role', async () => {
    const answer = await raw(
      head('/declared', `Authorization: ${authorization}`, 'Content-Type: application/json', 'Content-Length: 7'),
      '{"a":1}',
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
    expect(answer).toContain('{"got":{"a":1}}');
    expect(answer).toMatch(/x-content-type-options: nosniff/);
  });

  it('refuses everybody on a route whose access was forgotten', async () => {
    expect(await raw(head('/forgotten', `Authorization: ${authorization}`))).toMatch(/^HTTP\/1.1 403/);
    expect(await raw(head('/forgotten'))).toMatch(/^HTTP\/1.1 401/);
  });

  it('answers a stranger without waiting for the body', async () => {
    expect(await raw(head('/declared', 'Content-Type: application/json', 'Content-Length: 500'))).toMatch(
      /^HTTP\/1.1 401/,
    );
  });

  it('answers 408 when a body does not come', async () => {
    const answer = await raw(
      head('/declared', `Authorization: ${authorization}`, 'Content-Type: application/json', 'Content-Length: 500'),
      '{',
    );
    expect(answer).toMatch(/^HTTP\/1.1 408/);
    expect(answer).toContain('BODY_STALLED');
  });

  it.each(['Content-Length: 5000', 'Transfer-Encoding: chunked'])(
    'answers 413 to a body that is too large: %s',
    async (size) => {
      const body = size.startsWith('T') ? `5dc\r\n${'x'.repeat(1500)}\r\n0\r\n\r\n` : 'x'.repeat(5000);
      expect(
        await raw(head('/declared', `Authorization: ${authorization}`, 'Content-Type: application/json', size), body),
      ).toMatch(/^HTTP\/1.1 413/);
    },
  );

  it('does not hand a stream to a route that did not ask for it', async () => {
    const answer = await raw(
      head('/declared', `Authorization: ${authorization}`, 'Content-Type: application/x-lines', 'Content-Length: 1'),
      'x',
    );
    expect(answer).toMatch(/^HTTP\/1.1 415/);
    expect(answer).toMatch(/accept-post: application\/json/);
  });

  it.each([
    ['what is no HTTP', 'HELLO\r\n\r\n', /^HTTP\/1.1 400 [^]*NOT_HTTP/],
    [
      'headers that are too large',
      head('/declared', `X: ${'a'.repeat(10_000)}`),
      /^HTTP\/1.1 431 [^]*HEADERS_TOO_LARGE/,
    ],
    ['two lengths', head('/declared', 'Content-Length: 1', 'Transfer-Encoding: chunked'), /^HTTP\/1.1 400/],
    ['an address that cannot be read', head('/%zz'), /^HTTP\/1.1 400 [^]*application\/problem\+json/],
    ['an address that does not exist', head('/none'), /^HTTP\/1.1 404 [^]*application\/problem\+json/],
  ])('answers %s with a problem', async (_, request, answer) => {
    expect(await raw(request)).toMatch(answer);
  });

  it('tells nothing of an error inside, and logs it', async () => {
    const answer = await raw(head('/broken').replace('POST', 'GET'));
    expect(answer).toMatch(/^HTTP\/1.1 500/);
    expect(answer).not.toContain('hunter2');
    expect(faults.map(String)).toContain('Error: the password is hunter2');
  });

  it('takes the name that a client gives its request, if it is one', async () => {
    expect(await raw(head('/none', 'X-Request-Id: r-1'))).toContain('urn:alataw:request:r-1');
    expect(await raw(head('/none', 'X-Request-Id: <script>'))).not.toContain('<script>');
  });
});
