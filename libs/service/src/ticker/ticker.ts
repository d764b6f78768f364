/** An entity, and the time that it may not pass, epoch ms UTC. */
export interface Due {
  readonly id: string;
  readonly since: number;
}

/** What the ticker looks at, and what it does. */
export interface TickerPorts {
  /** Entities whose time is over by then, those first that are overdue longest. */
  due(until: number, limit: number): Promise<readonly Due[]>;
  /** Writes a command for each into the log; resolves when they stand. */
  issue(due: readonly Due[], issuedAt: number): Promise<void>;
  readonly clock: () => number;
  /** Commands of one tick. */
  readonly most: number;
  /** Commands without visible effect, beyond which nothing new is said. */
  readonly mostUnderWay: number;
  /** After this long, a command without visible effect is written again, ms. */
  readonly againMs: number;
}

/**
 * Says to the stage whose time is over. It decides nothing: what is said twice, or too late, the stage passes over.
 * @see docs/decisions/0013-time-comes-as-a-command.md
 */
export class Ticker {
  /** `<id> <due>` → when it was said. */
  private readonly said = new Map<string, number>();
  /** Whether the last look found nobody whose time is over. */
  isIdle = true;

  constructor(private readonly ports: TickerPorts) {}

  /** Looks once. @returns how many commands it wrote */
  async tick(): Promise<number> {
    const { clock, most, mostUnderWay, againMs } = this.ports;
    const now = clock();
    for (const [key, at] of this.said) if (now - at >= againMs) this.said.delete(key);
    // What was said and still stands in the index must not hide what stands behind it.
    const rows = await this.ports.due(now, most + this.said.size);
    this.isIdle = rows.length === 0;
    const unsaid = rows.filter((row) => !this.said.has(keyOf(row)));
    const fresh = unsaid.slice(0, Math.min(most, Math.max(0, mostUnderWay - (rows.length - unsaid.length))));
    if (fresh.length === 0) return 0;
    await this.ports.issue(fresh, now);
    for (const row of fresh) this.said.set(keyOf(row), now);
    return fresh.length;
  }
}

const keyOf = ({ id, since }: Due): string => `${id} ${since}`;
