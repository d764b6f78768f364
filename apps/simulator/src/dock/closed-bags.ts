import { Recently } from '../api/pace';

/** A bag in somebody's hands: longer than a scan takes. */
const IN_HAND_MS = 3000;

/** Packed bags that wait for a truck, handed out so that no two bays load the same one. */
export class ClosedBags {
  private readonly waiting = new Set<string>();
  private readonly handed: Recently;

  constructor(now: () => number) {
    this.handed = new Recently(now);
  }

  /** Says that a bag stands there, as often as it is seen to. */
  offer(bagId: string): void {
    if (!this.handed.has(bagId)) this.waiting.add(bagId);
  }

  /** A bag that was offered has to be opened again. */
  withdraw(bagId: string): void {
    this.waiting.delete(bagId);
  }

  hasAny(): boolean {
    return this.waiting.size > 0;
  }

  /** Up to so many, the longest waiting first. */
  take(count: number): string[] {
    const taken = [...this.waiting].slice(0, count);
    this.handed.prune();
    for (const bagId of taken) {
      this.waiting.delete(bagId);
      this.handed.add(bagId, IN_HAND_MS);
    }
    return taken;
  }
}
