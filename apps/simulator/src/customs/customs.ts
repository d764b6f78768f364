import { readReports, type ReportedDocument } from '@alataw/formats';
import { Chance } from '../chance/chance';
import { planOf, type CustomsPlan, type Step } from './customs-plan';

/** A receipt that customs is about to send. */
export interface Outgoing {
  readonly document: ReportedDocument['document'];
  readonly guid: string;
  readonly copNo: string;
  readonly returnStatus: number;
  /** When customs decided so, epoch ms UTC. */
  readonly returnTime: number;
  readonly preNo: string | null;
  readonly invtNo: string | null;
}

/** What customs knows of one list and the reports that go with it. */
interface File {
  readonly plan: CustomsPlan;
  readonly serial: number;
  /** The guids of what it has, by what it is; a list that is amended has another one. */
  readonly guids: Map<ReportedDocument['document'], string>;
  /** What it has decided and will decide, in order. */
  readonly decisions: Outgoing[];
  hasArrived: boolean;
  isWaiting: boolean;
}

/** Receipts do not overtake each other, but for those that are on the way this much longer, ms. */
const DELAYED = { share: 0.05, most: 3_000 } as const;

/**
 * Customs as the centre meets it: takes messages, and answers later by receipts: some twice, some late, some never until it is asked, some with
 * codes of which nobody has heard. What it does with a list follows from the seed and the list's number.
 */
export class Customs {
  isAway = false;
  private readonly files = new Map<string, File>();
  private readonly forgotten = new Set<string>();

  constructor(
    private readonly seed: number,
    private readonly now: () => number,
    /** Sends a receipt after so long. */
    private readonly send: (receipt: Outgoing, afterMs: number) => void,
  ) {}

  /** Lists that customs has. */
  get lists(): number {
    return this.files.size;
  }

  /** Takes a message. @throws {SourceError} when it is none */
  take(message: Buffer): void {
    for (const report of readReports(message)) this.report(report);
  }

  /** What customs says when it is asked; null when it does not know the document, undefined when it has nothing to say. */
  tell(document: string, guid: string, copNo: string): Outgoing | null | undefined {
    const file = this.files.get(copNo);
    const known = [...(file?.guids ?? [])].find(([name, own]) => name === document && own === guid);
    if (known === undefined) return null;
    const now = this.now();
    return file?.decisions.findLast((each) => each.document === known[0] && each.returnTime <= now);
  }

  private report({ document, guid, copNo }: ReportedDocument): void {
    if (document === 'LIST') return this.list(guid, copNo);
    const file = this.files.get(copNo);
    if (!file || file.guids.get(document) === guid) return;
    const isRefused = document === 'CANCELLATION' && !file.guids.has(document) && file.plan.refusesCancellation;
    file.guids.set(document, guid);
    const delay = this.say(file, document, guid, copNo, [
      { code: 2, afterMs: 20 },
      { code: isRefused ? 100 : 120, afterMs: 80 },
    ]);
    if (document === 'ARRIVAL') {
      file.hasArrived = true;
      if (file.isWaiting) this.goOn(file, copNo, delay);
    }
    if (document === 'DEPARTURE') this.say(file, 'LIST', this.guidOf(file), copNo, [{ code: 899, afterMs: 50 }], delay);
  }

  private list(guid: string, copNo: string): void {
    const known = this.files.get(copNo);
    if (known?.guids.get('LIST') === guid) return; // sent again: its receipts are on the way
    const plan = planOf(this.seed, copNo);
    if (plan.isForgotten && !this.forgotten.has(guid)) {
      this.forgotten.add(guid);
      return;
    }
    const serial = known?.serial ?? this.files.size + 1;
    const guids = new Map(known?.guids ?? []).set('LIST', guid);
    const file: File = { plan, serial, guids, decisions: [], hasArrived: known?.hasArrived ?? false, isWaiting: false };
    this.files.set(copNo, file);
    const delay = this.say(file, 'LIST', guid, copNo, plan.before);
    file.isWaiting = true;
    if (file.hasArrived) this.goOn(file, copNo, delay);
  }

  /** The arrival report is there. @param afterMs what is decided before */
  private goOn(file: File, copNo: string, afterMs: number): void {
    file.isWaiting = false;
    this.say(file, 'LIST', this.guidOf(file), copNo, file.plan.after, afterMs);
  }

  private guidOf(file: File): string {
    return file.guids.get('LIST') ?? '';
  }

  /** Decides step after step from now on. @returns after how long the last one is decided, ms */
  private say(
    file: File,
    document: ReportedDocument['document'],
    guid: string,
    copNo: string,
    steps: readonly Step[],
    from = 0,
  ): number {
    const chance = new Chance(this.seed, 'receipts', guid, steps.map(({ code }) => code).join());
    const { plan, serial } = file;
    const numbers = {
      preNo: `B${String(serial).padStart(17, '0')}`,
      invtNo: `94042026E${String(serial).padStart(9, '0')}`,
    };
    // It decides one thing about a document after the other, whatever it is told meanwhile.
    const last = file.decisions.findLast((each) => each.document === document);
    let afterMs = Math.max(from, (last?.returnTime ?? 0) - this.now());
    for (const { code, afterMs: pause } of steps) {
      afterMs += pause;
      const receipt = { document, guid, copNo, returnStatus: code, returnTime: this.now() + afterMs, ...numbers };
      file.decisions.push(receipt);
      const isOfList = document === 'LIST';
      const late = chance.happens(DELAYED.share) ? chance.between(0, DELAYED.most) : 0;
      if (!isOfList || !plan.lost.has(code)) this.send(receipt, afterMs + late);
      if (isOfList && plan.repeated.has(code)) this.send(receipt, afterMs + late + chance.between(0, DELAYED.most));
      if (isOfList && plan.strange !== null && code === 120)
        this.send({ ...receipt, returnStatus: plan.strange }, afterMs);
    }
    return afterMs;
  }
}
