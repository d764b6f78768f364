import { createServer, type Server } from 'node:http';
import { waitUntilReady } from './readiness';

describe('waitUntilReady', () => {
  let server: Server;
  let port: number;
  let answers: { status: number; body: object }[];
  beforeAll(async () => {
    server = createServer((_, response) => {
      const { status, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 404, body: {} };
      response.writeHead(status).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const release = (ends = 0) => ({ name: 'release', port, logFile: '/logs/release.log', ends: () => ends });

  it('shows what is waited for until all are ready', async () => {
    answers = [
      { status: 503, body: { waitingFor: { lanes: '2 of 6 claimed', redis: 'connecting' } } },
      { status: 200, body: {} },
    ];
    const shown: string[] = [];
    await waitUntilReady([release()], { live: (text) => shown.push(text), stopped: () => false });
    expect(shown).toEqual(['waiting for release (lanes: 2 of 6 claimed, redis: connecting)']);
  });

  it('gives up on a service that keeps ending', async () => {
    answers = [{ status: 503, body: {} }];
    const waiting = waitUntilReady([release(5)], { live: () => undefined, stopped: () => false });
    await expect(waiting).rejects.toThrow(
      'The service "release" does not stay up; its log says why: tail /logs/release.log',
    );
  });

  it('gives up on a service that takes too long', async () => {
    answers = [{ status: 503, body: { waitingFor: { kafka: 'connecting' } } }];
    const waiting = waitUntilReady([release()], { live: () => undefined, stopped: () => false, timeoutMs: 0 });
    await expect(waiting).rejects.toThrow('The service "release" is not ready (kafka: connecting); its log says why');
  });

  it('ends when everything is stopped meanwhile', async () => {
    answers = [{ status: 503, body: {} }];
    await waitUntilReady([release()], { live: () => undefined, stopped: () => true });
  });
});
