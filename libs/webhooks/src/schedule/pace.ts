import type { DeliveryLimits } from './limits';

/**
 * How fast an endpoint is asked. Requests at once are halved whenever it is busy and grow by one with each success; after some failures without any
 * success it counts as away, and is asked now and then whether it is back.
 */
export class Pace {
  private width: number;
  private failures = 0;
  private pauseMs: number;
  private askAgainAt = 0;
  private leaveAloneUntil = 0;
  isAway = false;

  constructor(private readonly limits: DeliveryLimits) {
    this.width = limits.maxInFlight;
    this.pauseMs = limits.firstPauseMs;
  }

  allows(inFlight: number): boolean {
    return inFlight < (this.isAway ? 1 : this.width);
  }

  /** From when on a request may be made, epoch ms UTC. */
  get from(): number {
    return Math.max(this.leaveAloneUntil, this.isAway ? this.askAgainAt : 0);
  }

  succeeded(): void {
    this.failures = 0;
    this.isAway = false;
    this.width = Math.min(this.limits.maxInFlight, this.width + 1);
  }

  /**
   * @param wasAway when the request was made: what others of the same volley find lengthens no pause
   * @param retryAfterMs bounded
   */
  failed(isBusy: boolean, wasAway: boolean, retryAfterMs: number, now: number): void {
    const { awayAfter, firstPauseMs, longestPauseMs } = this.limits;
    this.failures += 1;
    if (isBusy) this.width = Math.max(1, Math.floor(this.width / 2));
    this.leaveAloneUntil = Math.max(this.leaveAloneUntil, now + retryAfterMs);
    if (this.isAway && !wasAway) return;
    if (this.isAway) this.pauseMs = Math.min(longestPauseMs, 2 * this.pauseMs);
    else if (this.failures >= awayAfter) {
      this.isAway = true;
      this.width = 1;
      this.pauseMs = firstPauseMs;
    }
    this.askAgainAt = now + this.pauseMs;
  }
}
