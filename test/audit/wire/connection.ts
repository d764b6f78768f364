import { connect, type Socket } from 'node:net';
import { ByteReader } from './bytes';

/** A server that cannot be reached, or does not answer: the audit cannot be made. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 30_000;
const CLIENT_ID = 'alataw-audit';

/** A request of the Kafka protocol in a version before the flexible ones. */
export interface Request {
  readonly apiKey: number;
  readonly version: number;
  readonly body: Buffer;
}

interface Waiting {
  readonly resolve: (answer: ByteReader) => void;
  readonly reject: (cause: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A plain connection to one broker. */
export class Connection {
  private readonly waiting = new Map<number, Waiting>();
  private received: Buffer[] = [];
  private bytes = 0;
  private lastId = 0;

  private constructor(
    private readonly socket: Socket,
    private readonly address: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail(error.message));
    socket.on('close', () => this.fail('the connection was closed'));
  }

  /** @param address `host:port` @throws {UnreachableError} */
  static async open(address: string): Promise<Connection> {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    await new Promise<void>((resolve, reject) => {
      const refused = (reason: string): void => {
        socket.destroy();
        reject(new UnreachableError(`Kafka at ${address} cannot be reached: ${reason}`));
      };
      socket.setTimeout(CONNECT_MS, () => refused(`no answer in ${CONNECT_MS} ms`));
      socket.once('error', (error) => refused(error.message));
      socket.once('connect', () => resolve());
    });
    socket.setTimeout(0);
    socket.removeAllListeners('error');
    return new Connection(socket, address);
  }

  /** @returns the answer behind its header @throws {UnreachableError} */
  ask({ apiKey, version, body }: Request): Promise<ByteReader> {
    const id = ++this.lastId;
    const head = Buffer.alloc(14 + CLIENT_ID.length);
    head.writeInt32BE(head.length - 4 + body.length, 0);
    head.writeInt16BE(apiKey, 4);
    head.writeInt16BE(version, 6);
    head.writeInt32BE(id, 8);
    head.writeInt16BE(CLIENT_ID.length, 12);
    head.write(CLIENT_ID, 14);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.fail(`no answer in ${ANSWER_MS} ms`), ANSWER_MS);
      this.waiting.set(id, { resolve, reject, timer });
      this.socket.write(Buffer.concat([head, body]));
    });
  }

  close(): void {
    this.fail('closed');
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.bytes += chunk.length;
    while (this.bytes >= 4) {
      const [first = chunk] = this.received;
      const head = first.length >= 4 ? first : this.join();
      const size = 4 + head.readInt32BE(0);
      if (this.bytes < size) return;
      const all = this.join();
      this.received = [all.subarray(size)];
      this.bytes = all.length - size;
      this.answer(new ByteReader(all.subarray(4, size)));
    }
  }

  private join(): Buffer {
    const all = this.received.length === 1 ? this.received[0]! : Buffer.concat(this.received, this.bytes);
    this.received = [all];
    return all;
  }

  private answer(reader: ByteReader): void {
    const id = reader.int32();
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.resolve(reader);
  }

  private fail(reason: string): void {
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new UnreachableError(`Kafka at ${this.address}: ${reason}`));
    }
    this.waiting.clear();
  }
}
