/** The wall clock, epoch ms UTC. */
export class Clock {
  now(): number {
    return Date.now();
  }
}
