import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { subscribe } from './subscriptions';

const keys = { carriers: { KAZPOST: { keyId: 'k', key: 'key-k' }, RUPOST: { keyId: 'r', key: 'key-r' } } };

describe(subscribe.name, () => {
  const servers: Server[] = [];
  const asked: { readonly key: string | undefined; readonly body: unknown }[] = [];
  /** A gateway that answers so, one after the other, and then with 200. */
  const gateway = async (...answers: number[]): Promise<string> => {
    asked.length = 0;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ key: request.headers.authorization, body: JSON.parse(body) });
        response.writeHead(answers.shift() ?? 200).end('its answer');
      });
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('opens what each carrier subscribes, with its own key', async () => {
    await subscribe(await gateway(), keys);
    expect(asked).toContainEqual({
      key: 'Bearer key-k',
      body: { name: 'demonstration', filter: '', start: 'beginning' },
    });
    expect(asked.map(({ key }) => key).sort()).toEqual(['Bearer key-k', 'Bearer key-r']);
  });
  it('takes those of an earlier start as they are, and asks again while the gateway gets ready', async () => {
    await subscribe(await gateway(409, 409), keys);
    expect(asked).toHaveLength(2);
    await subscribe(await gateway(503, 401), keys);
    expect(asked).toHaveLength(4);
  });
  it('says what the gateway does not take', async () => {
    await expect(subscribe(await gateway(422), keys)).rejects.toThrow(
      /^The gateway did not take .* \(422\): its answer$/,
    );
  });
});
