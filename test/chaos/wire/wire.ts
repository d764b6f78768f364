import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Ledger, type Seen } from './ledger';
import { Link, type Fate, type LinkOwner, type ProduceSeen } from './link';
import type { PartitionAnswer } from './produce';

export type { Seen } from './ledger';
export type { ProduceSeen } from './link';
export type { BatchHeader, PartitionAnswer } from './produce';

/** A Produce that is kept back, with all that its client sends behind it on the same connection. */
export interface HeldProduce extends ProduceSeen {
  /**
   * Sends it on, even when its client is gone by now.
   * @returns what the broker answered; null when the broker went away
   */
  release(): Promise<readonly PartitionAnswer[] | null>;
}

const HOST = '127.0.0.1';

/**
 * The way from clients to brokers, which understands so much of Kafka's protocol that it can fail at a chosen request.
 * Everything passes unchanged, in order and with back-pressure, unless something is armed. What is armed concerns the
 * next Produce of one client (by its client id) that carries a batch for an events topic; others pass. Several things
 * armed for one client happen one after the other.
 */
export class Wire {
  private readonly ledger = new Ledger();
  private readonly proxies = new Map<number, { readonly server: Server; readonly port: number }>();
  private readonly links = new Set<Link>();
  private readonly armed = new Map<string, Fate[]>();
  private readonly delays = new Map<string, Set<{ readonly ms: number }>>();
  private readonly closing = new AbortController();
  private failure: Error | undefined;
  private readonly owner: LinkOwner = {
    ledger: this.ledger,
    delayOf: (clientId) => Math.max(0, ...[...(this.delays.get(clientId ?? '') ?? [])].map(({ ms }) => ms)),
    takeFate: (clientId) => this.armed.get(clientId)?.shift(),
  };

  /** Counted from the traffic since the beginning. */
  get seen(): Readonly<Seen> {
    return this.ledger.seen;
  }

  /** The port that leads to a broker's; the same one for the same broker, whether it is up or not. */
  async proxyFor(brokerPort: number): Promise<number> {
    const known = this.proxies.get(brokerPort);
    if (known) return known.port;
    const server = createServer((client) => {
      const link = new Link(client, connect(brokerPort, HOST), this.owner);
      this.links.add(link);
      const running = link.run().finally(() => this.links.delete(link));
      running.catch((error: Error) => (this.failure ??= error));
    });
    server.listen(0, HOST);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    this.proxies.set(brokerPort, { server, port });
    return port;
  }

  /**
   * The next Produce reaches the broker; its answer does not come back, and the connection is cut. Resolves when that
   * has happened.
   */
  dropNextAnswer(clientId: string, signal: AbortSignal): Promise<ProduceSeen> {
    return this.arm(clientId, signal, (done) => ({ kind: 'drop-answer', done }));
  }

  /** The connection is cut before the next Produce is sent on. Resolves when that has happened. */
  dropNextRequest(clientId: string, signal: AbortSignal): Promise<ProduceSeen> {
    return this.arm(clientId, signal, (done) => ({ kind: 'drop-request', done }));
  }

  /** The next Produce is kept back. Resolves when it is there. */
  holdNextRequest(clientId: string, signal: AbortSignal): Promise<HeldProduce> {
    return this.arm(clientId, signal, (done: (held: HeldProduce) => void) => {
      let letGo = (): void => undefined;
      const released = new Promise<void>((resolve) => (letGo = resolve));
      const held = (seen: ProduceSeen, answered: Promise<ProduceSeen>): void =>
        done({
          ...seen,
          release: async () => {
            letGo();
            return (await answered).answers;
          },
        });
      return { kind: 'hold', held, released };
    });
  }

  /** Every request of a client takes so much longer, in order, until the returned function is called. */
  delay(clientId: string, ms: number): () => void {
    const delays = this.delays.get(clientId) ?? new Set();
    this.delays.set(clientId, delays);
    const delay = { ms };
    delays.add(delay);
    return () => void delays.delete(delay);
  }

  /** Cuts all connections of a client; null: of everybody. @returns how many there were */
  cut(clientId: string | null): number {
    const links = [...this.links].filter((link) => link.isUsedBy(clientId));
    for (const link of links) link.cut();
    return links.length;
  }

  /** Ends all connections and what is armed. @throws {FormatError} when something had passed that is not Kafka's protocol */
  async close(): Promise<void> {
    this.closing.abort(new Error('The wire is closed'));
    const closed = [...this.proxies.values()].map(({ server }) => once(server.close(), 'close'));
    for (const link of this.links) link.destroy();
    await Promise.all(closed);
    if (this.failure !== undefined) throw this.failure;
  }

  private arm<T>(clientId: string, signal: AbortSignal, fateOf: (done: (seen: T) => void) => Fate): Promise<T> {
    return new Promise((resolve, reject) => {
      const given = AbortSignal.any([signal, this.closing.signal]);
      given.throwIfAborted();
      const fate = fateOf(resolve);
      const queue = this.armed.get(clientId) ?? [];
      this.armed.set(clientId, [...queue, fate]);
      given.addEventListener('abort', () => {
        this.armed.set(clientId, this.armed.get(clientId)?.filter((other) => other !== fate) ?? []);
        reject(given.reason instanceof Error ? given.reason : new Error(String(given.reason)));
      });
    });
  }
}
