/** Admits a bounded number of things at once: in all, and for each client. */
export class ConcurrencyGate {
  private readonly running = new Map<string, number>();
  private total = 0;

  constructor(private readonly limits: { readonly total: number; readonly perClient: number }) {}

  /** @returns what to call when the thing has ended (once; later calls do nothing), or undefined when there is no room. */
  enter(client: string): (() => void) | undefined {
    const own = this.running.get(client) ?? 0;
    if (this.total >= this.limits.total || own >= this.limits.perClient) return undefined;
    this.running.set(client, own + 1);
    this.total += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.total -= 1;
      const remaining = (this.running.get(client) ?? 1) - 1;
      if (remaining === 0) this.running.delete(client);
      else this.running.set(client, remaining);
    };
  }

  get size(): number {
    return this.total;
  }
}
