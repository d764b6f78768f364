import type { CustomsStanding, CustomsStatus, Detention, ReportStep } from '@alataw/contracts';

/** What a code means for the list and its parcel. */
export interface CodeMeaning {
  readonly status: CustomsStatus;
  /** Absent: what was said before about the parcel goes on. */
  readonly standing?: CustomsStanding;
  readonly detention?: Detention;
  /** Where the list stands with it; DUE: it has to be sent again. */
  readonly step: Exclude<ReportStep, 'FAILED'>;
  /** Whether customs is asked when it says nothing more; `afterArrival`: it waits for the arrival report first. */
  readonly asks: 'always' | 'afterArrival' | 'never';
}

/** How a code stands to the one before it. `later` and `notEarlier` compare the times at which customs says it decided. */
export const transitionWords = ['forward', 'later', 'notEarlier', 'stale', 'early', 'repeat'] as const;
export type TransitionWord = (typeof transitionWords)[number];

/** What a receipt does to the code that stands. */
export type Ranking = 'moves' | 'stale' | 'early' | 'repeat';

/** What a code says about a report that is no list. */
export type ReportMeaning = 'accepted' | 'refused' | 'underway' | 'resend';

/** No code stands. */
export const NO_CODE = 0;

/**
 * What customs' codes mean, and which may follow which. Receipts come late, repeated and out of order: whatever the order in
 * which they arrive, the same code stands at the end.
 */
export class ReceiptTable {
  /**
   * @param codes by code; all codes below 0 are the one of -1
   * @param transitions from the code that stands, by the code that comes
   * @param reports codes of receipts of arrival, departure and cancellation
   */
  constructor(
    private readonly codes: ReadonlyMap<number, CodeMeaning>,
    private readonly transitions: ReadonlyMap<number, ReadonlyMap<number, TransitionWord>>,
    private readonly reports: ReadonlyMap<number, ReportMeaning>,
  ) {}

  /** @returns undefined for a code that nobody here knows */
  meaningOf(code: number): CodeMeaning | undefined {
    return this.codes.get(known(code));
  }

  /** @returns undefined for a code that nobody here knows */
  reportMeaningOf(code: number): ReportMeaning | undefined {
    return this.reports.get(known(code));
  }

  /**
   * @param from the code that stands, and when customs decided it
   * @param to the code of a receipt, which has a meaning, and when customs decided that
   */
  rank(
    from: { readonly code: number; readonly at: number },
    to: { readonly code: number; readonly at: number },
  ): Ranking {
    const word = this.transitions.get(known(from.code))?.get(known(to.code)) ?? 'stale';
    const behind = known(from.code) === known(to.code) ? 'repeat' : 'stale';
    switch (word) {
      case 'forward':
        return 'moves';
      case 'later':
        return to.at > from.at ? 'moves' : behind;
      case 'notEarlier':
        return to.at >= from.at ? 'moves' : behind;
      default:
        return word;
    }
  }
}

const known = (code: number): number => (code < 0 ? -1 : code);
