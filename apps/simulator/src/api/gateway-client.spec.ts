import { createLogger } from '@alataw/operations';
import { createServer, type Server } from 'node:http';
import { GatewayClient, Stopped } from './gateway-client';

const logger = createLogger({ service: 'simulator', instance: 'test', level: 'fatal' });

describe('GatewayClient', () => {
  let server: Server;
  let url: string;
  let statuses: number[];
  const received: { url: string; authorization: string; prefer: string; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { authorization = '', prefer = '' } = request.headers;
        received.push({ url: request.url ?? '', authorization, prefer: String(prefer), body });
        const status = statuses.shift() ?? 200;
        if (status === 0) request.socket.destroy();
        else {
          const answer = { status, ...(request.method === 'POST' ? { commandId: `c${received.length}` } : {}) };
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => received.splice(0));

  const client = () => new GatewayClient(url, logger, new AbortController().signal);

  it('sends the key, the body and how long to wait', async () => {
    statuses = [200];
    const http = client();
    await http.ask({ method: 'POST', path: '/v1/trucks', key: 'secret', body: '{}', waitSeconds: 10 });
    http.close();
    expect(received).toEqual([{ url: '/v1/trucks', authorization: 'Bearer secret', prefer: 'wait=10', body: '{}' }]);
  });

  it('asks again while the centre cannot answer or the connection breaks', async () => {
    statuses = [503, 0, 429, 401, 200];
    const http = client();
    expect(await http.ask({ method: 'GET', path: '/v1/counts', key: 'k' })).toEqual({
      status: 200,
      body: { status: 200 },
    });
    http.close();
    expect(received).toHaveLength(5);
  });

  it.each([404, 409, 422, 500])('takes %i for an answer', async (status) => {
    statuses = [status];
    const http = client();
    expect((await http.ask({ method: 'GET', path: '/', key: 'k' })).status).toBe(status);
    http.close();
    expect(received).toHaveLength(1);
  });

  it('tells of what the centre has taken, and of nothing that it has refused', async () => {
    statuses = [202, 409, 503, 200, 200];
    const acknowledged: string[] = [];
    const http = new GatewayClient(url, logger, new AbortController().signal, (id) => void acknowledged.push(id));
    const post = { method: 'POST', path: '/v1/declarations', key: 'k', body: '{}' } as const;
    for (let i = 0; i < 3; i++) await http.ask(post);
    await http.ask({ method: 'GET', path: '/v1/counts', key: 'k' });
    http.close();
    expect(acknowledged).toEqual(['c1', 'c4']);
  });

  it('gives up when the simulator is to stop', async () => {
    statuses = [];
    const stopping = new AbortController();
    const http = new GatewayClient('http://127.0.0.1:9', logger, stopping.signal);
    const asked = http.ask({ method: 'GET', path: '/', key: 'k' });
    stopping.abort();
    await expect(asked).rejects.toThrow(Stopped);
    http.close();
  });
});
