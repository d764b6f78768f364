/** Tells what a part of the service waits for, or null when it is ready. */
export type ReadinessCheck = () => string | null;

export interface Readiness {
  readonly status: 'ready' | 'waiting' | 'stopping';
  /** Part → what it waits for; only parts that wait. */
  readonly waitingFor: Readonly<Record<string, string>>;
}

/** What the health routes of a service tell. */
export class Health {
  private readonly checks = new Map<string, ReadinessCheck>();
  private stopping = false;

  /** @param part `kafka`, `redis`, `lanes` … */
  add(part: string, check: ReadinessCheck): void {
    this.checks.set(part, check);
  }

  /** From now on the service wants no more work. */
  stop(): void {
    this.stopping = true;
  }

  read(): Readiness {
    const waitingFor: Record<string, string> = {};
    for (const [part, check] of this.checks) {
      const reason = check();
      if (reason !== null) waitingFor[part] = reason;
    }
    const ready = Object.keys(waitingFor).length === 0;
    return { status: this.stopping ? 'stopping' : ready ? 'ready' : 'waiting', waitingFor };
  }
}
