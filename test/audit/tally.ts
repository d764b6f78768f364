import type { AuditRecord } from './log/record';

/** Counts the events that count, by their names, and those that give a reason by `Name.REASON` as well. */
export class Tally {
  private readonly byName = new Map<string, number>();

  event({ type, kind, fields }: AuditRecord): void {
    if (type === null || kind !== 'event') return;
    this.add(type);
    const { reason } = fields;
    if (typeof reason === 'string') this.add(`${type}.${reason}`);
  }

  /** Name → number, by name. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.byName].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private add(name: string): void {
    this.byName.set(name, (this.byName.get(name) ?? 0) + 1);
  }
}
