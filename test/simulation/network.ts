import type { Random } from './random';
import type { Actor, Scheduler } from './scheduler';

/** How often a sender does not wait for the answer, and asks again over a new connection: each network draws one of these. */
const IMPATIENCE = [0, 0.05, 0.25] as const;
/** How long, in steps, an abandoned connection may hold back what is under way on it. */
const MAX_DELAY = 80;
/** How often an answer is heard before anybody else goes on: it saves a step. */
const PROMPT_ANSWERS = 0.5;

/** Carries requests to a server, one after the other: what is under way arrives even when its sender has died. */
class Connection implements Actor {
  isDead = false;
  pausedUntil = 0;
  private readonly underWay: (() => void)[] = [];

  constructor(private readonly scheduler: Scheduler) {}

  send(request: () => void): void {
    this.underWay.push(request);
    if (this.underWay.length === 1) this.deliverLater();
  }

  /** The sender has gone: so many requests had left its machine, the rest never will. */
  cut(left: number): void {
    this.underWay.splice(left);
  }

  get length(): number {
    return this.underWay.length;
  }

  /** All that is under way arrives now. */
  deliver(): void {
    for (const request of this.underWay.splice(0)) request();
  }

  private deliverLater(): void {
    this.scheduler.enqueue(this, () => {
      this.underWay.shift()?.();
      if (this.underWay.length > 0) this.deliverLater();
    });
  }
}

/** All connections to one server. */
export class Network {
  readonly impatience: number;
  private readonly connections: Connection[] = [];

  constructor(
    readonly scheduler: Scheduler,
    readonly random: Random,
  ) {
    this.impatience = random.pick(IMPATIENCE);
  }

  connect(): Connection {
    const connection = new Connection(this.scheduler);
    this.connections.push(connection);
    return connection;
  }

  /** Nothing stays under way for as long as what comes next takes. */
  deliver(): void {
    for (const connection of this.connections) connection.deliver();
  }

  /** Holds back what is under way on a connection. */
  delay(connection: Connection): void {
    connection.pausedUntil = this.scheduler.steps + this.random.below(MAX_DELAY);
  }
}

/** A process's way to one server. */
export class Link {
  private connection: Connection;

  constructor(
    private readonly owner: Actor,
    private readonly network: Network,
  ) {
    this.connection = network.connect();
  }

  /**
   * Sends requests, one behind the other, and waits for all answers. Now and then the sender loses patience and asks all
   * of it again, while what it had sent arrives late, in part, or never.
   */
  askAll<T>(requests: readonly (() => T)[]): Promise<T[]> {
    const { random, impatience } = this.network;
    return random.chance(impatience) ? this.askAgain(requests) : this.sendAll(requests);
  }

  /** The same for one request: most are, and an array and a promise less per request tells. */
  ask<T>(request: () => T): Promise<T> {
    const { random, impatience } = this.network;
    if (random.chance(impatience)) return this.askAgain([request]).then(([answer]) => answer!);
    return new Promise((resolve) => this.connection.send(() => this.answer(resolve, request())));
  }

  private async askAgain<T>(requests: readonly (() => T)[]): Promise<T[]> {
    const { scheduler, random, impatience } = this.network;
    do {
      const abandoned = this.connection;
      this.connection = this.network.connect();
      for (const request of requests.slice(0, random.below(requests.length + 1))) abandoned.send(request);
      this.network.delay(abandoned);
      await scheduler.turn(this.owner);
    } while (random.chance(impatience));
    return this.sendAll(requests);
  }

  private sendAll<T>(requests: readonly (() => T)[]): Promise<T[]> {
    return new Promise((resolve) => {
      const answers: T[] = [];
      for (const request of requests) {
        this.connection.send(() => {
          answers.push(request());
          if (answers.length === requests.length) this.answer(resolve, answers);
        });
      }
    });
  }

  /** Now and then the owner hears an answer without waiting for a turn, if it can. */
  private answer<T>(resolve: (answer: T) => void, answer: T): void {
    const { scheduler, random } = this.network;
    const isPrompt = random.chance(PROMPT_ANSWERS);
    if (isPrompt && !this.owner.isDead && this.owner.pausedUntil <= scheduler.steps) resolve(answer);
    else scheduler.enqueue(this.owner, () => resolve(answer));
  }

  /** The connection is slow for a while, but stays. */
  stall(): void {
    this.network.delay(this.connection);
  }

  /** The owner has died: what had left its machine arrives, soon or late. */
  abandon(): void {
    this.connection.cut(this.network.random.below(this.connection.length + 1));
    this.network.delay(this.connection);
  }
}
