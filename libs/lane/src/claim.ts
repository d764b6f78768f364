import { RecordParked, stages, topicsOf, type Codec } from '@alataw/contracts';
import type { LogRecord } from '@alataw/log';
import { CatchUp } from './catch-up';
import { ruleAt, ruleFrom, type ClaimRule } from './claim-rule';
import type { Lane } from './lane';
import type { LanesLog, LanesProjection } from './ports';
import type { Forward, OwnRecord } from './round';
import type { StageRecords } from './stage-records';

/** What a claim needs besides the lane. */
export interface ClaimContext {
  readonly records: StageRecords;
  readonly codec: Codec;
  readonly log: LanesLog;
  readonly projection: LanesProjection;
  readonly clock: () => number;
  readonly instance: string;
}

export type ClaimResult =
  | { readonly outcome: 'live'; readonly folded: number; readonly passedOver: number; readonly isRebuild: boolean }
  /** Another owner claimed in between, or moved the mark: claim again if the lane is still ours. */
  | { readonly outcome: 'overtaken'; readonly detail: string };

const MOVED: ClaimResult = { outcome: 'overtaken', detail: 'the mark or the owner was changed' };

/** Written by lanes alone. */
const EVENT_TOPICS: ReadonlySet<string> = new Set(stages.map((stage) => topicsOf(stage).events));

/** Thrown when Redis holds more than the log: it belongs to another log, or the log has lost its end. */
export class ForeignProjectionError extends Error {
  override readonly name = 'ForeignProjectionError';
}

/**
 * Takes over a lane. The next epoch makes the broker refuse older ones from this epoch's first append on; that append is
 * the claim record, so that all that stands before it is final. Reading up to that very record, and not up to some end
 * that the broker reports, cannot miss anything and cannot wait for ever.
 */
export async function claimLane(lane: Lane, context: ClaimContext): Promise<ClaimResult> {
  const { records, log, projection } = context;
  const { name, output: topic } = records.definition;
  const { partition } = lane;

  lane.producer = await log.claim(`${name}-${partition}`);
  const claimRecord = records.claimed({
    partition,
    producerId: lane.producer.producerId,
    producerEpoch: lane.producer.producerEpoch,
    instance: context.instance,
    claimedAt: context.clock(),
  });
  const producer = { ...lane.producer, firstSequence: 0 };
  const [outcome] = await log.append([{ topic, partition, producer, records: [claimRecord] }]);
  if (!outcome || 'refused' in outcome) {
    return { outcome: 'overtaken', detail: outcome?.refused.message ?? 'no answer' };
  }
  lane.sequence = 1;
  const end = outcome.baseOffset + 1;

  const snapshot = await projection.take(partition, lane.producer);
  if (snapshot === 'overtaken') return { outcome: 'overtaken', detail: 'a later owner has taken the projection' };
  lane.restore(snapshot);
  const known = Math.max(lane.mark, lane.progress.forwarded);
  // Whoever builds the slot beside us may have read our claim record already.
  if (known > end) {
    // A claim may come so late that a later owner has projected more, and that the broker has forgotten both of them.
    if (await log.readAt(topic, partition, known - 1))
      return { outcome: 'overtaken', detail: 'a later owner has projected more' };
    throw new ForeignProjectionError(
      `Redis has ${name} lane ${partition} projected up to ${known}, but the log ends at ${end}: empty this Redis, it belongs to another log`,
    );
  }
  const from = Math.min(lane.mark, lane.progress.forwarded);
  // Redis says who had the lane at the mark; where the reading begins before it, the log does.
  const rule =
    from < lane.mark ? await ruleAt(log, { topic, partition, offset: from }, records) : ruleFrom(snapshot, records);
  const catchUp = new CatchUp(lane, context, rule);
  const outbox = new Outbox(lane, context);
  for await (const fetched of log.read({ topic, partition, from, to: end })) {
    if (lane.isDropped) return { outcome: 'overtaken', detail: 'the partition was given away' };
    const counted = catchUp.judge(fetched, end);
    for (const { own, record } of counted) await outbox.collect(own, record);
    if (!(await catchUp.project(counted, Math.min(fetched.next, end)))) return MOVED;
  }
  // A claim that comes late, after a later one and after the broker has forgotten both, stands in the log and counts for nothing.
  if (!rule.isInForce(lane.producer)) return { outcome: 'overtaken', detail: 'a later owner had claimed the lane' };
  await outbox.send();
  const rules = await inputRules(lane, context);
  if (lane.isDropped) return { outcome: 'overtaken', detail: 'the partition was given away' };
  if ((await projection.pointReaders(partition, lane.producer)) === 'moved') return MOVED;
  lane.goLive(records.inputs, rules, context.clock());
  return { outcome: 'live', folded: catchUp.folded, passedOver: catchUp.passedOver, isRebuild: snapshot.isNew };
}

/** How to judge each input topic that other lanes write, from where the lane goes on reading it. */
async function inputRules(lane: Lane, context: ClaimContext): Promise<Map<string, ClaimRule>> {
  const topics = context.records.inputs.filter((topic) => EVENT_TOPICS.has(topic));
  const { log, records } = context;
  const rule = (topic: string): Promise<ClaimRule> =>
    ruleAt(log, { topic, partition: lane.partition, offset: lane.progress.next.get(topic) ?? 0 }, records);
  return new Map(await Promise.all(topics.map(async (topic) => [topic, await rule(topic)] as const)));
}

/** Collects what a lane's output has to tell others and has not been forwarded yet. */
class Outbox {
  private readonly waiting: Forward[] = [];

  constructor(
    private readonly lane: Lane,
    private readonly context: Pick<ClaimContext, 'records' | 'log'>,
  ) {}

  async collect(own: OwnRecord, record: LogRecord): Promise<void> {
    const { records, log } = this.context;
    const { partition, progress } = this.lane;
    if (own.kind === 'advanced' && own.advance.forwarded > progress.forwarded) {
      progress.forwardedUpTo(own.advance.forwarded);
      const isDone = (f: Forward): boolean => Number(f.headers['origin']?.split(':')[1]) < own.advance.forwarded;
      this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((f) => !isDone(f)));
    }
    if (record.offset < progress.forwarded) return;
    this.waiting.push(...records.forwardsOf(own, record, partition));
    if (own.kind === 'event' && own.contract === RecordParked) {
      const { cause } = own.meta;
      const original = await log.readAt(cause.topic, cause.partition, cause.offset);
      if (original === null) return;
      const input = { topic: cause.topic, partition: cause.partition, record: original };
      this.waiting.push(records.deadLetter(own.id, input, { partition, offset: record.offset }));
    }
  }

  /** Sends what has been collected, in order, and remembers that it was. */
  async send(): Promise<void> {
    await this.context.log.publish(this.waiting);
    this.lane.progress.forwardedUpTo(this.lane.mark);
  }
}
