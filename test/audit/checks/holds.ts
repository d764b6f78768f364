import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { placeText, textIn, type AuditRecord, type Place } from '../log/record';

/** A hold or revocation of a released parcel, and what loading said to it. */
interface Question {
  readonly place: Place;
  readonly kind: string;
  answer: string | null;
}

/** Invariant 6, about holds: each one asked for is confirmed or comes too late, never both, and only as it is true. */
export class Holds {
  private readonly questions = new Map<string, Question>();

  constructor(
    private readonly entities: Entities,
    private readonly findings: Findings,
  ) {}

  /** Called before the event is folded. */
  event(record: AuditRecord): void {
    switch (record.type) {
      case 'HoldRequested':
        return this.asked(record);
      case 'LoadingHoldConfirmed':
        return this.answered(record, 'confirmed');
      case 'LoadingHoldTooLate':
        return this.answered(record, 'too late');
      default:
    }
  }

  finish(isDrained: boolean): void {
    const open = [...this.questions].filter(([, { answer }]) => answer === null);
    if (isDrained) {
      for (const [parcelId, { place }] of open) {
        this.findings.violation(6, `the hold of ${parcelId} was never answered`, { ...place, entity: parcelId });
      }
    } else if (open.length > 0) this.findings.note(6, `${open.length} holds wait for their answer`);
  }

  private asked(record: AuditRecord): void {
    this.findings.checked(6);
    const before = this.questions.get(record.key);
    if (before?.answer === null) {
      this.findings.record(6, record, `asked again before ${placeText(before.place)} was answered`);
    }
    const { topic, partition, offset } = record;
    this.questions.set(record.key, {
      place: { topic, partition, offset },
      kind: textIn(record.fields, 'kind'),
      answer: null,
    });
  }

  private answered(record: AuditRecord, answer: string): void {
    this.findings.checked(6);
    const say = (what: string): void => this.findings.record(6, record, what);
    const question = this.questions.get(record.key);
    if (!question) return say(`${answer}, but no hold was asked for`);
    if (question.answer !== null) say(`${answer}, but ${placeText(question.place)} was answered: ${question.answer}`);
    if (question.kind !== textIn(record.fields, 'kind')) say(`${answer}, but a ${question.kind} was asked for`);
    question.answer = answer;
    const hasLeft = this.entities.parcels.state(record.key).status === 'departed';
    if (hasLeft && answer === 'confirmed') say('confirmed, but the parcel has left');
    if (!hasLeft && answer === 'too late') say('too late, but the parcel has not left');
  }
}
