import { createHash } from 'node:crypto';
import type { Centre, Row } from '../api/centre';
import type { Inspection } from '../api/inspection';
import { fateOf, type Fate, type Shares } from './fate';

/** What somebody does about a parcel that waits; resolves with how long to leave it alone, ms. */
export type Treat = (row: Row) => Promise<number | void>;
type Staff = Pick<
  Centre,
  'order' | 'orderAsSecond' | 'orderAsPlatform' | 'amend' | 'inspectionOf' | 'scanOnLine' | 'officers'
>;

/** A platform that is in time has so long, one that is late this little; the centre says so once it is over. */
const PAPERS_MS = { inTime: 120_000, late: 1500 } as const;
/** How long a late platform takes. */
const LATE_BY_MS = 3000;
const LABORATORY_MS = 3_600_000;
/** What was done shows within a moment; the next step follows then. */
const SOON_MS = 500;
/** Who confirms has to hear whether he may, s. */
const WAIT_S = 10;
const REMEMBERED = 100_000;

/**
 * The benches of the inspection, by their queues. What is done follows from the parcel's fate and from what the centre says
 * of it, so that it goes on alike after a restart. Commands about one parcel are decided in the order in which they are taken.
 */
export class Benches {
  /** What a second officer has sent back: once is enough. */
  private readonly rejected = new Set<string>();
  /** What a platform has amended: it is not sent back again. */
  private readonly amended = new Set<string>();

  constructor(
    private readonly centre: Staff,
    private readonly now: () => number,
    private readonly shares: Shares,
  ) {}

  get all(): readonly (readonly [queue: string, treat: Treat])[] {
    return [
      ['arrival', ({ id }) => this.do(id, 'arrival', { place: 'INTAKE-1' })],
      ['xray', (row) => this.unlessCancelled(row, (fate) => this.xray(row.id, fate))],
      ['documents', (row) => this.unlessCancelled(row, (fate) => this.documents(row.id, fate))],
      ['examination', (row) => this.unlessCancelled(row, (fate) => this.examination(row.id, fate))],
      ['laboratory', ({ id }) => this.laboratory(id)],
      ['quarantine', ({ id }) => this.quarantine(id)],
      ['amendment', ({ id }) => this.amendment(id)],
      ['confirmation', ({ id }) => this.confirmation(id)],
    ];
  }

  private async xray(id: string, { image: verdict }: Fate): Promise<number | void> {
    const { hasArrived } = await this.centre.inspectionOf(id);
    if (!hasArrived) await this.do(id, 'arrival', { place: 'INTAKE-1' });
    const passed = await this.centre.scanOnLine('XRAY-1', [id]);
    // What the belt puts aside, somebody opens; that is refused where it is elsewhere meanwhile.
    await this.do(id, 'image', { verdict: passed.length === 0 ? 'SUSPICIOUS' : verdict });
    return SOON_MS;
  }

  private async documents(id: string, fate: Fate): Promise<number | void> {
    if (fate.way === 'papers' || fate.way === 'latePapers') {
      const wait = await this.papers(id, fate, await this.centre.inspectionOf(id));
      if (wait !== null) return wait;
    }
    return this.decide(id, fate);
  }

  private async examination(id: string, fate: Fate): Promise<number | void> {
    const file = await this.centre.inspectionOf(id);
    if (file.queue !== 'examination') return SOON_MS;
    const isFirstLook = file.open.length > 0;
    if (isFirstLook) await this.findings(id, file);
    if (isFirstLook && fate.way.startsWith('quarantine')) {
      await this.do(id, 'quarantine', { place: 'Q-1', remark: 'Leaks.' });
      return SOON_MS;
    }
    const wantsSample = file.isSampleRequired || fate.way === 'sample';
    if (wantsSample && file.sample.step === '') return this.sample(id, 1);
    if (file.sample.result === 'INCONCLUSIVE') return this.sample(id, 2);
    if (fate.way === 'papers' || fate.way === 'latePapers' || file.papers.length > 0) {
      const wait = await this.papers(id, fate, file);
      if (wait !== null) return wait;
    }
    if (file.sample.result === 'FAIL' && fate.verdict === 'pass') return this.verdict(id, 'return');
    return this.decide(id, fate);
  }

  /** The way of the papers. @returns how long to leave the parcel alone, ms; null when there is nothing to wait for */
  private async papers(id: string, { way }: Fate, file: Inspection): Promise<number | null> {
    if (file.papers.length === 0) {
      const due = this.now() + (way === 'latePapers' ? PAPERS_MS.late : PAPERS_MS.inTime);
      await this.do(id, 'papers', { kinds: ['INVOICE', 'LICENCE'], due });
      return SOON_MS;
    }
    const missing = file.papers.filter(({ status }) => status === 'REQUESTED' || status === 'REFUSED');
    const lateUntil = file.papersDue + LATE_BY_MS;
    if (missing.length > 0 && way === 'latePapers' && this.now() < lateUntil) return lateUntil - this.now();
    for (const { no } of missing) {
      const content = `${id} paper ${no}`;
      const paper = { name: `paper-${no}.pdf`, mediaType: 'application/pdf', sizeBytes: content.length };
      await this.centre.orderAsPlatform(file.platform, id, `inspection/papers/${no}`, {
        ...paper,
        sha256: hash(content),
      });
    }
    const toJudge = file.papers.filter(({ status }) => status !== 'ACCEPTED');
    for (const { no } of toJudge) await this.do(id, `papers/${no}/verdict`, { verdict: 'ACCEPT' });
    return null;
  }

  private async findings(id: string, { open }: Inspection): Promise<void> {
    const answers = open.map((item) => ({ item, finding: 'SOUND' }));
    await this.do(id, 'findings', { answers, photos: [hash(id)] });
  }

  private async sample(id: string, attempt: number): Promise<number> {
    const isLate = attempt === 1 && this.fateOf(id).isResultLate;
    const due = this.now() + (isLate ? this.shares.resultDueMs : LABORATORY_MS);
    await this.do(id, 'sample', { seal: sealOf(id, attempt), quantityGrams: 20, due });
    return SOON_MS;
  }

  /** From hand to hand, as far as it has not gone yet; then the result. */
  private async laboratory(id: string): Promise<number> {
    const { sample, isEscalated } = await this.centre.inspectionOf(id);
    const parties = [sample.holder, 'courier', 'laboratory', 'analyst'];
    const steps = ['TAKEN', 'SENT', 'RECEIVED', 'OPENED'];
    for (let at = steps.indexOf(sample.step) + 1; at > 0 && at < steps.length; at += 1) {
      const from = steps[at - 1] === sample.step ? sample.holder : parties[at - 1];
      await this.do(id, 'sample/hand-over', { step: steps[at], seal: sample.seal, from, to: parties[at] });
    }
    const isFirst = sample.seal === sealOf(id, 1);
    if (isFirst && this.fateOf(id).isResultLate && !isEscalated) return SOON_MS;
    const result = isFirst ? this.fateOf(id).result : 'PASS';
    await this.do(id, 'sample/result', { result });
    return SOON_MS;
  }

  private async quarantine(id: string): Promise<void> {
    const { way } = this.fateOf(id);
    const end = way === 'quarantineDestroyed' ? 'DESTROYED' : way === 'quarantineReturned' ? 'RETURNED' : 'RELEASED';
    await this.do(id, 'quarantine/end', { end });
  }

  private async amendment(id: string): Promise<number | void> {
    if (!this.fateOf(id).isAmended) return this.verdict(id, 'return');
    const { platform } = await this.centre.inspectionOf(id);
    if (!(await this.centre.amend(platform, id))) return this.verdict(id, 'return');
    if (this.amended.size >= REMEMBERED) this.amended.clear();
    this.amended.add(id);
    return SOON_MS;
  }

  private async confirmation(id: string): Promise<number> {
    const isConfirmed = !this.fateOf(id).isRejected || this.rejected.has(id);
    if (this.rejected.size >= REMEMBERED) this.rejected.clear();
    if (!isConfirmed) this.rejected.add(id);
    const body = { confirm: isConfirmed };
    const { status } = await this.centre.orderAsSecond(id, 'inspection/confirmation', body, WAIT_S);
    // Where the second officer proposed it, the first one is the second.
    if (status === 409) await this.centre.order(id, 'inspection/confirmation', body);
    return SOON_MS;
  }

  /** The last word; sometimes after a hold, or by another officer, or only once the declaration is amended. */
  private async decide(id: string, fate: Fate): Promise<void> {
    if (fate.intervention === 'heldAtInspection') await this.centre.order(id, 'hold', { reason: 'DATA_MISMATCH' });
    if (fate.way === 'amended' && !this.amended.has(id)) return this.verdict(id, 'amend');
    if (fate.way !== 'passedOn') return this.verdict(id, fate.verdict);
    const { first, second } = this.centre.officers;
    await this.do(id, 'assignment', { officer: first });
    await this.do(id, 'assignment', { officer: second, from: first });
    await this.centre.orderAsSecond(id, 'inspection', verdictOf(fate.verdict));
  }

  private fateOf(id: string): Fate {
    return fateOf(id, this.shares);
  }

  private async verdict(id: string, verdict: string): Promise<void> {
    await this.centre.order(id, 'inspection', verdictOf(verdict));
  }

  private async do(id: string, what: string, body: object): Promise<void> {
    await this.centre.order(id, `inspection/${what}`, body);
  }

  private async unlessCancelled(
    { id, ageMs }: Row,
    treat: (fate: Fate) => Promise<number | void>,
  ): Promise<number | void> {
    const fate = this.fateOf(id);
    const { cancelPatienceMs } = this.shares;
    if (fate.isCancelled && ageMs < cancelPatienceMs) return cancelPatienceMs - ageMs;
    return treat(fate);
  }
}

const verdictOf = (verdict: string): object =>
  verdict === 'detain' ? { verdict, detention: 'CLEARANCE' } : { verdict };

const sealOf = (id: string, attempt: number): string => `${hash(id).slice(0, 10)}-${attempt}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
