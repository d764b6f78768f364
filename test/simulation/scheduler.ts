import { setImmediate as drained } from 'node:timers/promises';
import type { Random } from './random';

/** A simulated process: whatever it awaits, it awaits a turn; once dead, it gets none any more. */
export interface Owner {
  readonly name: string;
  isDead: boolean;
}

interface Turn {
  readonly owner: Owner;
  readonly resume: () => void;
}

/** Decides at every await of every process who goes on next, by a seeded draw. */
export class Scheduler {
  steps = 0;
  private turns: Turn[] = [];

  constructor(private readonly random: Random) {}

  /** Waits until the draw falls on this caller. */
  turn(owner: Owner): Promise<void> {
    return new Promise((resume) => {
      if (!owner.isDead) this.turns.push({ owner, resume });
    });
  }

  /** Lets one process go on up to its next await. */
  async step(): Promise<void> {
    this.steps++;
    this.turns = this.turns.filter((turn) => !turn.owner.isDead);
    if (this.turns.length > 0) {
      const at = this.random.below(this.turns.length);
      const [turn] = this.turns.splice(at, 1);
      turn!.resume();
    }
    await drained();
  }

  /** The process ends between two instructions: what it awaits never comes. */
  kill(owner: Owner): void {
    owner.isDead = true;
  }
}
