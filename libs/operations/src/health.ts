/** Tells what a part of the service waits for, or null when it is ready. */
export type ReadinessCheck = () => string | null;

export interface Readiness {
  readonly status: 'ready' | 'waiting' | 'stopping';
  /** Part → what it waits for; only parts that wait. */
  readonly waitingFor: Readonly<Record<string, string>>;
  /** Part → how it stands, of parts that others do not wait for; left out where there are none. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** What the health routes of a service tell. */
export class Health {
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly tellers = new Map<string, () => string>();
  private stopping = false;

  /** @param part `kafka`, `redis`, `lanes` … */
  add(part: string, check: ReadinessCheck): void {
    this.checks.set(part, check);
  }

  /** What operators are told of a part whose state makes the service neither ready nor unready. */
  tell(part: string, teller: () => string): void {
    this.tellers.set(part, teller);
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
    const notes = Object.fromEntries([...this.tellers].map(([part, teller]) => [part, teller()]));
    return {
      status: this.stopping ? 'stopping' : ready ? 'ready' : 'waiting',
      waitingFor,
      ...(this.tellers.size > 0 ? { notes } : {}),
    };
  }
}
