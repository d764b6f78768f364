/** So many times in the shortest absence that counts the process notes that it is there. */
const BEATS = 10;

/**
 * Notices that this process stood still: that it was suspended, with its machine or alone. By the wall clock, which goes on
 * while a machine is suspended.
 */
export class Presence {
  private seenAt = Date.now();
  private away = false;

  /** @param awayMs a shorter absence is none */
  constructor(private readonly awayMs: number) {}

  /** Watches until the returned function is called. */
  watch(): () => void {
    const beating = setInterval(() => this.look(), this.awayMs / BEATS);
    return () => clearInterval(beating);
  }

  /** What was before does not count any more. */
  begin(): void {
    this.away = false;
    this.seenAt = Date.now();
  }

  /** Whether it stood still since the beginning. */
  wasAway(): boolean {
    this.look();
    return this.away;
  }

  private look(): void {
    const now = Date.now();
    if (now - this.seenAt > this.awayMs) this.away = true;
    this.seenAt = now;
  }
}
