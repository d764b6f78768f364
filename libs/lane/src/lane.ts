import type { Producer } from '@alataw/log';
import type { LaneSnapshot } from '@alataw/projection';
import { countEntries, type LaneChange } from '@alataw/projection';
import { NOBODY, type ClaimRule } from './claim-rule';
import { Progress } from './progress';
import type { Output, Prepared } from './round';
import type { Subject, StateCodec } from './subjects';

/**
 * One partition of one stage while this process owns it. `mark` is where the own output ends as far as Redis knows;
 * while the lane is live it is also where the next output will stand.
 */
export class Lane {
  /** Live lanes take inputs; others are being claimed. */
  isLive = false;
  /** Set when the group has given the partition to somebody else: whatever is under way leads to nothing any more. */
  isDropped = false;
  producer: Producer = NOBODY;
  /** The producer's next sequence number. */
  sequence = 0;
  mark = 0;
  progress = new Progress();
  heard = new Map<number, number>();
  counts = new Map<string, number>();
  /** Where to fetch on, per input topic: ahead of the progress by what waits or led to no output. */
  reads = new Map<string, number>();
  /** Who may be believed, per input topic that lanes write. */
  rules: ReadonlyMap<string, ClaimRule> = new Map();
  /** The end of the last input that counts, per input topic: where the claim rule can be taken up again. */
  counted = new Map<string, number>();
  /** Up to where the inputs are decided, per input topic: what an advance record may say. */
  decided = new Map<string, number>();
  pending: Prepared[] = [];
  claimedAt = 0;
  /** Claims since the last append. */
  fruitless = 0;
  /** Inputs decided since the last output, and outputs since the last record that keeps the forwarded mark. */
  silentInputs = 0;
  unforwardedOutputs = 0;

  constructor(readonly partition: number) {}

  /** Takes over what Redis knows. */
  restore(snapshot: LaneSnapshot): void {
    this.mark = snapshot.mark;
    this.progress = new Progress(snapshot);
    this.counts = new Map(snapshot.counts);
  }

  /** Opens the lane for inputs, from where its own output says. */
  goLive(inputs: readonly string[], rules: ReadonlyMap<string, ClaimRule>, now: number): void {
    this.rules = rules;
    this.reads = new Map(inputs.map((topic) => [topic, this.progress.next.get(topic) ?? 0]));
    this.counted = new Map(this.reads);
    this.decided = new Map(this.reads);
    this.heard = new Map(this.progress.origins);
    this.pending = [];
    this.silentInputs = 0;
    this.unforwardedOutputs = 0;
    this.claimedAt = now;
    this.isLive = true;
  }

  /** All that was read and counts is decided once nothing waits: much of what is read leads to no input at all. */
  noteDecided(): void {
    if (this.pending.length === 0) this.decided = new Map(this.counted);
  }

  lose(): void {
    this.isLive = false;
    this.pending = [];
  }

  /**
   * What a stretch of the own output means for Redis.
   * @param stretch `from` is the mark that stands now; `inForce` wrote the stretch's last record
   */
  change(
    stretch: { from: number; to: number; inForce: Producer; changed: readonly Subject[] },
    codec: StateCodec,
  ): LaneChange {
    const { from, to, inForce, changed } = stretch;
    const { next, origins, forwarded } = this.progress;
    const { producerId, producerEpoch } = inForce;
    const entries = changed.map((subject) => subject.toChange(codec));
    return { from, to, next, origins, forwarded, producerId, producerEpoch, counts: this.counts, entries };
  }

  /** Redis has applied a change. */
  moved(change: LaneChange): void {
    countEntries(this.counts, change.entries);
    this.mark = change.to;
  }

  /** An append of these outputs stands. */
  appended(outputs: readonly Output[]): void {
    this.fruitless = 0;
    this.sequence += outputs.length;
    this.unforwardedOutputs += outputs.length;
    this.silentInputs = 0;
  }
}
