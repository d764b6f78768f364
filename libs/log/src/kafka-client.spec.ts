import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, Socket } from 'node:net';
import { KafkaClient } from './kafka-client';
import { plainConnection, plainRequestQueue, type PlainConnection } from './conformance/plain-connection.fixture';

const open = (port: number): PlainConnection => plainConnection({ port, connectionTimeout: 1_000 });

describe('a connection of KafkaClient', () => {
  let server: Server;
  let accepted: Socket[];
  const port = (): number => (server.address() as AddressInfo).port;

  beforeEach(async () => {
    accepted = [];
    server = createServer((socket) => {
      socket.on('error', () => undefined); // the client may end it without a word
      accepted.push(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const socket of accepted) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  /** Sockets are accepted in the order in which they were opened: what was opened before the probe has been counted then. */
  const counted = async (): Promise<number> => {
    const probe = connect(port(), '127.0.0.1');
    await once(probe, 'connect');
    const isProbe = (socket: Socket): boolean => socket.remotePort === probe.localPort;
    while (!accepted.some(isProbe)) await once(server, 'connection');
    probe.destroy();
    return accepted.length - 1;
  };

  it('opens one socket for callers that connect at once', async () => {
    const connection = open(port());
    expect(await Promise.all([connection.connect(), connection.connect(), connection.connect()])).toEqual([
      true,
      true,
      true,
    ]);
    expect(await counted()).toBe(1);
    await connection.disconnect();
  });

  it('connects anew after it has ended', async () => {
    const connection = open(port());
    await connection.connect();
    await connection.disconnect();
    expect(await connection.connect()).toBe(true);
    expect(await counted()).toBe(2);
    await connection.disconnect();
  });

  it('leaves nothing behind on a socket that has ended, however often it is disconnected', async () => {
    let socket = new Socket();
    const connection = plainConnection({
      ...{ port: port(), connectionTimeout: 1_000 },
      socketFactory: ({ onConnect }) => (socket = connect({ port: port(), host: '127.0.0.1' }, onConnect)),
    });
    await connection.connect();
    await connection.disconnect();
    socket.destroy();
    for (let n = 0; n < 12; n++) await connection.disconnect();
    expect(socket.listenerCount('connect')).toBe(0);
  });

  it('is not waited for longer than its deadline, whatever becomes of its socket', async () => {
    const connection = plainConnection({ port: port(), connectionTimeout: 8_000, socketFactory: () => new Socket() });
    await expect(connection.connect()).rejects.toMatchObject({ name: 'LogError', disposition: 'retry' });
  }, 10_000);

  it('tells why it waits, and ends when it is told to, while a server accepts and never answers', async () => {
    const client = new KafkaClient({ brokers: [`127.0.0.1:${port()}`], clientId: 'patient' });
    const stop = new AbortController();
    const told = new Promise<unknown>((resolve) => {
      const connecting = client.connect(['any'], stop.signal, (cause) => {
        stop.abort(new Error('enough'));
        resolve(cause);
      });
      connecting.catch(() => undefined);
    });
    expect(await told).toBeInstanceOf(Error);
    await client.close();
  }, 30_000);
});

describe('the requests of a connection', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are not looked for while none waits', () => {
    const queue = plainRequestQueue();
    queue.fulfillRequest({ correlationId: 1, payload: Buffer.alloc(0), size: 0 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('are sent as soon as the broker lets them, when they had to wait', () => {
    const queue = plainRequestQueue();
    const sendRequest = jest.fn();
    queue.maybeThrottle(50);
    queue.push({ entry: { correlationId: 1 }, expectResponse: true, sendRequest });
    jest.advanceTimersByTime(49);
    expect(sendRequest).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2);
    expect(sendRequest).toHaveBeenCalledTimes(1);
    queue.destroy();
  });
});
