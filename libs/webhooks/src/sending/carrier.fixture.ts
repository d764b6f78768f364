import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedEvent } from '../message';
import type { FeedSource } from './webhook-sender';

/** A feed in memory. */
export class TestFeed implements FeedSource {
  private readonly events: FeedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  reads = 0;

  append(...events: readonly FeedEvent[]): void {
    this.events.push(...events);
    this.waiting.forEach((ring) => ring());
  }

  /** The oldest are kept no more. */
  expire(count: number): void {
    this.events.splice(0, count);
  }

  async read(after: number, limit: number, signal: AbortSignal): Promise<readonly FeedEvent[]> {
    this.reads += 1;
    const found = (): FeedEvent[] => this.events.filter(({ n }) => n > after).slice(0, limit);
    while (found().length === 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return found();
  }
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The event's number, as its data has it. */
  readonly n: number;
  readonly key: string;
}

/** A carrier's endpoint: a real server, that does what a test says. */
export class TestCarrier {
  readonly received: Received[] = [];
  /** What it has taken, in order. */
  readonly taken: Received[] = [];
  /** @returns the status it answers with; undefined: it answers by itself, or never */
  react: (received: Received, response: ServerResponse) => number | undefined = () => 204;
  private server: Server | undefined;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const { data } = JSON.parse(body) as { data: { n: number; key: string } };
        const received: Received = { headers: request.headers, body, n: data.n, key: data.key };
        this.received.push(received);
        const status = this.react(received, response);
        if (status === undefined) return;
        if (status < 300) this.taken.push(received);
        response.writeHead(status).end();
      });
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** As a crash would: connections are cut. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

/** @param keys of how many parcels, in turns */
export function eventsOf(count: number, keys = count, first = 1): FeedEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const n = first + i;
    const key = `CNPOST.LX${i % keys}`;
    return {
      n,
      key,
      id: `carriers:carriers.commands:0:${n}:0`,
      type: 'parcel.released',
      at: 1_800_000_000_000 + n,
      data: { n, key },
    };
  });
}

/** Awaits a condition. */
export async function until(condition: () => boolean, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it does not come about');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
