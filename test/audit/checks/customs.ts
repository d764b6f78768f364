import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { isReporting } from '../fold/customs';
import { numberIn, textIn, type AuditRecord } from '../log/record';
import { eventsOf } from '../log/topics';

/**
 * What customs' word does: where it is needed, nothing is released without an 800 that stands, of the declaration that is released (invariant 4), and
 * what the release stage takes down is what customs said. At rest every report that was due is answered (invariant 2).
 */
export class CustomsWord {
  /** Per partition, what customs said and the release stage has not taken down, by its place. */
  private readonly said = new Map<number, { readonly offset: number; readonly what: string }[]>();

  constructor(
    private readonly entities: Entities,
    private readonly findings: Findings,
  ) {}

  /** Called before the event is folded, in an order in which every cause comes first. */
  event(record: AuditRecord): void {
    switch (record.type) {
      case 'ParcelReleased':
        return this.released(record);
      case 'CustomsStatusChanged':
        return this.spoke(record);
      case 'CustomsNoted':
        return this.noted(record);
      case 'FilingOpened':
        return this.opened(record);
      default:
    }
  }

  finish(isDrained: boolean): void {
    let open = 0;
    for (const [, id, { state }] of this.entities.customs.entries()) {
      this.findings.checked(2);
      if (!isReporting(state)) continue;
      open++;
      if (isDrained) this.findings.violation(2, `a report of ${id} to customs was never answered`, { entity: id });
    }
    if (open > 0 && !isDrained) this.findings.note(2, `${open} parcels have reports that customs has not answered`);
  }

  private released(record: AuditRecord): void {
    const release = this.entities.release.state(record.key);
    if (release.clearance !== 'CUSTOMS') return;
    this.findings.checked(4);
    const { declarationVersion } = this.entities.customs.state(record.key);
    const say = (what: string): void => this.findings.record(4, record, what);
    if (release.customs !== 'CLEARED') say(`released, but customs’ word was ${release.customs}`);
    if (declarationVersion !== numberIn(record.fields, 'declarationVersion'))
      say(`customs has version ${declarationVersion}`);
  }

  private spoke(record: AuditRecord): void {
    const { partition, offset } = record;
    const said = this.said.get(partition) ?? [];
    this.said.set(partition, said);
    said.push({ offset, what: wordOf(record) });
  }

  /** The release stage takes customs' words down in their order, and leaves out what means nothing new. */
  private noted(record: AuditRecord): void {
    const { meta, partition } = record;
    if (meta?.cause.topic !== eventsOf('customs')) return; // a dead letter that was processed after all
    this.findings.checked(4);
    const said = this.said.get(partition) ?? [];
    while ((said[0]?.offset ?? Infinity) < meta.cause.offset) said.shift();
    const [word] = said;
    if (word?.offset !== meta.cause.offset || word.what !== wordOf(record))
      this.findings.record(4, record, `${wordOf(record)} was noted, and customs said ${word?.what ?? 'nothing'}`);
  }

  /** Both stages have taken the same choice for a parcel. */
  private opened(record: AuditRecord): void {
    const { status, clearance } = this.entities.release.state(record.key);
    if (status === 'absent') return;
    this.findings.checked(4);
    if (clearance !== textIn(record.fields, 'clearance'))
      this.findings.record(4, record, `the release stage took ${clearance}`);
  }
}

/** What customs says of a parcel, as one text. */
const wordOf = ({ key, fields }: AuditRecord): string =>
  `${key} ${numberIn(fields, 'declarationVersion')} ${numberIn(fields, 'code')} ${textIn(fields, 'standing')}`;
