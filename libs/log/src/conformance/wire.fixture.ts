import net, { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The requests of Kafka's protocol whose answers tests tamper with, by api key. */
export const API = { produce: 0, fetch: 1 } as const;

/** What becomes of an answer: other bytes, a connection that ends instead of it, or silence. */
type Fate = (answer: Buffer) => Buffer | 'cut' | 'silence';

const LENGTH_BYTES = 4;

/** Hands over whole frames of Kafka's protocol, length field included. */
function onFrames(socket: Socket, take: (frame: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= LENGTH_BYTES && rest.length >= LENGTH_BYTES + rest.readInt32BE(0)) {
      const end = LENGTH_BYTES + rest.readInt32BE(0);
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}

/**
 * Stands between a broker and every connection that this process opens to it while the wire is up. Requests always reach
 * the broker; a test says what becomes of an answer.
 */
export class Wire {
  /** Connections that were opened through it. */
  opened = 0;
  private readonly fates = new Map<number, Fate>();
  private readonly lasting = new Map<number, Fate>();
  private readonly sockets = new Set<Socket>();
  private readonly redirected: jest.SpyInstance;

  private constructor(
    private readonly server: Server,
    private readonly broker: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => this.serve(client));
    const { port } = server.address() as AddressInfo;
    const direct = net.connect.bind(net) as (to: object, onConnect?: () => void) => Socket;
    const connect = (to: { port: number }, onConnect?: () => void): Socket =>
      direct(to.port === broker.port ? { ...to, port } : to, onConnect);
    this.redirected = jest.spyOn(net, 'connect').mockImplementation(connect as unknown as typeof net.connect);
  }

  /** @param broker `host:port` */
  static async up(broker: string): Promise<Wire> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const [host = '', port] = broker.split(':');
    return new Wire(server, { host, port: Number(port) });
  }

  /** Decides about the answer to the next request of this kind, and about that one alone. */
  nextAnswer(apiKey: number, fate: Fate): void {
    this.fates.set(apiKey, fate);
  }

  /** Decides about the answers to all requests of this kind, from now on. */
  everyAnswer(apiKey: number, fate: Fate): void {
    this.lasting.set(apiKey, fate);
  }

  async down(): Promise<void> {
    this.redirected.mockRestore();
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(client: Socket): void {
    this.opened++;
    const upstream = createConnection(this.broker);
    const decided = new Map<number, Fate>();
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined); // the other side is told by the end of its connection
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    onFrames(client, (request) => {
      const apiKey = request.readInt16BE(LENGTH_BYTES);
      const fate = this.fates.get(apiKey) ?? this.lasting.get(apiKey);
      this.fates.delete(apiKey);
      if (fate) decided.set(request.readInt32BE(LENGTH_BYTES + 4), fate);
      upstream.write(request);
    });
    onFrames(upstream, (answer) => {
      const becomes = decided.get(answer.readInt32BE(LENGTH_BYTES))?.(answer) ?? answer;
      if (becomes === 'cut') client.destroy();
      else if (becomes !== 'silence') client.write(becomes);
    });
  }
}
