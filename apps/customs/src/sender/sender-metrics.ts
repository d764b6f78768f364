import type { CustomsDocument } from '@alataw/contracts';
import { METRIC_PREFIX } from '@alataw/operations';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Sending } from './customs-port';

interface Waiting {
  readonly count: number;
  /** Epoch ms UTC. */
  readonly oldestSince: number | null;
}

/** What operators are told of the way to customs: by metrics, and in a sentence by health. */
export class SenderMetrics {
  private due: Waiting = { count: 0, oldestSince: null };
  private unanswered: Waiting = { count: 0, oldestSince: null };
  private lastAnswerAt = 0;
  private away: Sending | null = null;
  private readonly documents: Counter;
  private readonly questions: Counter;

  constructor(
    registry: Registry,
    private readonly clock: () => number,
  ) {
    const registers = [registry];
    const gauge = (name: string, help: string, collect: (gauge: Gauge) => void, labelNames: string[] = []): void =>
      void new Gauge({
        ...{ name: `${METRIC_PREFIX}${name}`, help, labelNames, registers },
        collect() {
          collect(this);
        },
      });
    const counter = (name: string, help: string, labelNames: string[]): Counter =>
      new Counter({ name: `${METRIC_PREFIX}${name}`, help, labelNames, registers });
    gauge(
      'customs_reports_waiting',
      'Parcels with a report that is due to customs, or that customs has not answered',
      (of) => {
        of.set({ for: 'sending' }, this.due.count);
        of.set({ for: 'answer' }, this.unanswered.count);
      },
      ['for'],
    );
    gauge('customs_oldest_report_age_seconds', 'For so long the oldest report could have been sent', (of) =>
      of.set(this.ageOf(this.due.oldestSince)),
    );
    gauge('customs_last_answer_age_seconds', 'So long ago customs last took or answered something; -1: never', (of) =>
      of.set(this.lastAnswerAt === 0 ? -1 : this.ageOf(this.lastAnswerAt)),
    );
    gauge('customs_away', '1 while customs cannot be reached', (of) => of.set(this.away === null ? 0 : 1));
    this.documents = counter('customs_documents_total', 'Documents of messages to customs', ['document', 'outcome']);
    this.questions = counter('customs_questions_total', 'Questions to customs about what it did not answer', [
      'answer',
    ]);
  }

  waiting(due: Waiting, unanswered: Waiting): void {
    this.due = due;
    this.unanswered = unanswered;
  }

  customs({ lastAnswerAt, away }: { readonly lastAnswerAt: number; readonly away: Sending | null }): void {
    this.lastAnswerAt = lastAnswerAt;
    this.away = away;
  }

  sent(document: CustomsDocument, documents: number, outcome: Sending): void {
    this.documents.inc({ document, outcome }, documents);
  }

  asked(answer: string): void {
    this.questions.inc({ answer });
  }

  /** Being away is nothing that the service waits for: its lanes go on. */
  get text(): string {
    const waiting = `${this.due.count} parcels with reports to send, the oldest for ${Math.round(this.ageOf(this.due.oldestSince))} s`;
    return this.away === null ? waiting : `away (${this.away}); ${waiting}`;
  }

  private ageOf(since: number | null): number {
    return since === null ? 0 : Math.max(0, (this.clock() - since) / 1_000);
  }
}
