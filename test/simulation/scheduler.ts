import type { Random } from './random';

/** Whatever takes turns: a process, whose every await is one, or a connection that delivers a request. */
export interface Actor {
  /** Gets no turn any more: what it awaits never comes. */
  isDead: boolean;
  /** The step up to which it gets no turn. */
  pausedUntil: number;
}

interface Turn {
  readonly of: Actor;
  readonly go: () => void;
}

/** How often a turn goes to those who only look whether there is something to do, while others have something to do. */
const IDLE_TURNS = 0.1;

/** Resolves once no promise is left that could go on: Node runs its ticks when the queue of microtasks is empty. */
const quiet = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** Decides at every await of every process, and for every request under way, who goes on next: by a seeded draw. */
export class Scheduler {
  steps = 0;
  /** Tells two schedules apart: a digest of all draws. */
  digest = 0;
  private readonly busy: Turn[] = [];
  private readonly idle: Turn[] = [];

  constructor(private readonly random: Random) {}

  /** Waits until the draw falls on this actor. */
  turn(of: Actor): Promise<void> {
    return new Promise((go) => this.enqueue(of, go));
  }

  /** The same, for who only looks again whether there is something to do. */
  idleTurn(of: Actor): Promise<void> {
    return new Promise((go) => {
      if (!of.isDead) this.idle.push({ of, go });
    });
  }

  enqueue(of: Actor, go: () => void): void {
    if (!of.isDead) this.busy.push({ of, go });
  }

  /** Nothing is under way but looks for something to do. */
  get isQuiet(): boolean {
    return this.busy.length === 0;
  }

  /** Lets one actor go on up to its next await. While all are paused, time passes. */
  step(): Promise<void> {
    do this.steps++;
    while (!this.goOn() && this.busy.length + this.idle.length > 0);
    return quiet();
  }

  private goOn(): boolean {
    const isIdle = this.busy.length === 0 || (this.idle.length > 0 && this.random.chance(IDLE_TURNS));
    const turn = this.draw(isIdle ? this.idle : this.busy);
    turn?.go();
    return turn !== undefined;
  }

  kill(actor: Actor): void {
    actor.isDead = true;
    for (const turns of [this.busy, this.idle]) {
      turns.splice(0, turns.length, ...turns.filter((turn) => turn.of !== actor));
    }
  }

  /** From a drawn place on, the first whose actor is not paused. */
  private draw(turns: Turn[]): Turn | undefined {
    const first = this.random.below(turns.length);
    for (let i = 0; i < turns.length; i++) {
      const at = (first + i) % turns.length;
      if (turns[at]!.of.pausedUntil > this.steps) continue;
      this.digest = (Math.imul(this.digest, 31) + turns.length * 64 + at) | 0;
      return turns.splice(at, 1)[0];
    }
    return undefined;
  }
}
