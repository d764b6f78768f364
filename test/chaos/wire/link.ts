import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { framesOf } from './frames';
import type { Attempt, Ledger } from './ledger';
import {
  correlationOf,
  isProduce,
  readAnswers,
  readBatches,
  readHeader,
  type BatchHeader,
  type PartitionAnswer,
  type RequestHeader,
} from './produce';

/** A Produce to an events topic, as it passes. */
export interface ProduceSeen {
  readonly clientId: string;
  readonly batches: readonly BatchHeader[];
  /** What the broker answered; null when it was not sent on, or the broker went away. */
  readonly answers: readonly PartitionAnswer[] | null;
}

/** What is to happen to a Produce. */
export type Fate =
  | { readonly kind: 'drop-answer'; readonly done: (seen: ProduceSeen) => void }
  | { readonly kind: 'drop-request'; readonly done: (seen: ProduceSeen) => void }
  | {
      readonly kind: 'hold';
      /** It is kept back now. @param answered resolves once it has been released and answered */
      readonly held: (seen: ProduceSeen, answered: Promise<ProduceSeen>) => void;
      readonly released: Promise<void>;
    };

/** What a link asks of its wire. */
export interface LinkOwner {
  readonly ledger: Ledger;
  /** How much longer a request of this client takes, ms. */
  delayOf(clientId: string | null): number;
  /** What was armed for the next Produce of this client to an events topic, if anything; it is used up. */
  takeFate(clientId: string): Fate | undefined;
}

/** A Produce that the broker has and has not answered. */
interface InFlight {
  readonly attempts: readonly Attempt[];
  readonly isAnswerDropped: boolean;
  readonly answer: (answers: readonly PartitionAnswer[] | null) => void;
}

/** What may wait in a delay before the client is read no further. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** How long the broker may take to answer a client that has gone. */
const DRAIN_MS = 10_000;

const isEvents = ({ topic }: BatchHeader): boolean => topic.endsWith('.events');

/**
 * One connection of a client, and the connection to the broker behind it. The client's end ends the broker's only when
 * every Produce to an events topic has been answered, so that the ledger learns what the client does not.
 */
export class Link {
  private clientId: string | null = null;
  /** Nothing more is sent on, and no answer reaches the client. */
  private isCut = false;
  /** No answer reaches the client. */
  private isGone = false;
  private isHolding = false;
  private readonly inFlight = new Map<number, InFlight>();
  private readonly reached: Promise<boolean>;
  private readonly brokerClosed: Promise<void>;

  constructor(
    private readonly client: Socket,
    private readonly broker: Socket,
    private readonly owner: LinkOwner,
  ) {
    for (const socket of [client, broker]) socket.setNoDelay(true).on('error', () => undefined);
    this.brokerClosed = new Promise((resolve) => broker.once('close', () => resolve()));
    this.reached = new Promise((resolve) => {
      broker.once('connect', () => resolve(true)).once('close', () => resolve(false));
    });
  }

  /**
   * Passes everything on, in order, until both sides have ended.
   * @throws {FormatError} when something passes that is not Kafka's protocol
   */
  async run(): Promise<void> {
    try {
      await Promise.all([this.passRequests(), this.passAnswers()]);
    } finally {
      this.destroy();
    }
  }

  /** Whether a client of this id uses it still; null: any client. */
  isUsedBy(clientId: string | null): boolean {
    return !this.isGone && (clientId === null || clientId === this.clientId);
  }

  /** Breaks the connection to the client; what it has sent and not got through is lost. */
  cut(): void {
    this.isCut = this.isGone = true;
    this.client.resetAndDestroy();
  }

  /** Ends both sides at once. */
  destroy(): void {
    this.cut();
    this.broker.destroy();
  }

  private async passRequests(): Promise<void> {
    let last = Promise.resolve();
    let waiting = 0;
    for await (const frame of framesOf(this.client)) {
      const header = readHeader(frame);
      this.clientId = header.clientId;
      const due = performance.now() + this.owner.delayOf(header.clientId);
      waiting += frame.length;
      last = last.then(async () => {
        const left = due - performance.now();
        if (left > 0) await sleep(left);
        await this.passRequest(frame, header);
        waiting -= frame.length;
      });
      last.catch(() => this.cut()); // which ends this loop
      if (waiting > MAX_WAITING_BYTES) await last;
    }
    this.isGone = true;
    await last;
    if (this.isIdle()) this.broker.destroy();
    else setTimeout(() => this.broker.destroy(), DRAIN_MS).unref();
  }

  private async passRequest(frame: Buffer, header: RequestHeader): Promise<void> {
    if (this.isCut) return;
    const batches = isProduce(header) ? readBatches(frame, header.bodyAt).filter(isEvents) : [];
    if (batches.length === 0) return write(this.broker, frame);
    const clientId = header.clientId ?? '';
    const seen = (answers: readonly PartitionAnswer[] | null): ProduceSeen => ({ clientId, batches, answers });
    const attempts = batches.map((batch) => this.owner.ledger.attempt(batch));
    const fate = this.owner.takeFate(clientId);
    if (fate?.kind === 'drop-request') {
      this.cut();
      return fate.done(seen(null));
    }
    let answer = (_: readonly PartitionAnswer[] | null): void => undefined;
    const answered = new Promise<ProduceSeen>((resolve) => (answer = (answers) => resolve(seen(answers))));
    if (fate?.kind === 'drop-answer') void answered.then(fate.done);
    if (fate?.kind === 'hold') {
      this.isHolding = true;
      fate.held(seen(null), answered);
      await Promise.race([fate.released, this.brokerClosed]);
      this.isHolding = false;
    }
    if (!(await this.reached) || this.broker.destroyed) return answer(null);
    for (const attempt of attempts) attempt.isSent = true;
    this.inFlight.set(header.correlationId, { attempts, isAnswerDropped: fate?.kind === 'drop-answer', answer });
    await write(this.broker, frame);
  }

  private async passAnswers(): Promise<void> {
    for await (const frame of framesOf(this.broker)) {
      const produce = this.inFlight.get(correlationOf(frame));
      const isTold = produce?.isAnswerDropped !== true && !this.isGone;
      if (produce) {
        this.inFlight.delete(correlationOf(frame));
        const answers = readAnswers(frame);
        for (const answer of answers) this.record(produce, answer, isTold);
        if (produce.isAnswerDropped) this.cut();
        produce.answer(answers);
      }
      if (isTold) await write(this.client, frame);
      if (this.isGone && this.isIdle()) break;
    }
    for (const { answer } of this.inFlight.values()) answer(null);
    this.inFlight.clear();
    this.broker.destroy();
    // A broker that is not there refuses connections: a reset is as near to it as a proxy comes.
    if (await this.reached) this.client.end();
    else this.client.resetAndDestroy();
  }

  private record({ attempts }: InFlight, answer: PartitionAnswer, isTold: boolean): void {
    const attempt = attempts.find(({ batch }) => batch.topic === answer.topic && batch.partition === answer.partition);
    if (attempt) this.owner.ledger.answered(attempt, answer, isTold);
  }

  private isIdle(): boolean {
    return this.inFlight.size === 0 && !this.isHolding;
  }
}

/** Writes, and waits while the reader is slower; what has ended takes nothing. */
async function write(to: Socket, bytes: Buffer): Promise<void> {
  if (to.destroyed || !to.writable || to.write(bytes)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      to.off('drain', go).off('close', go);
      resolve();
    };
    to.once('drain', go).once('close', go);
  });
}
