import type { LaneClaimed } from '@alataw/contracts';
import type { Position, Producer, RecordBatch } from '@alataw/log';
import type { LanesLog } from './ports';

/** Nobody has claimed the lane yet. */
export const NOBODY: Producer = { producerId: -1, producerEpoch: -1 };

type Batch = Pick<RecordBatch, 'producerId' | 'producerEpoch' | 'records'>;

const isSame = (a: Producer, b: Producer): boolean =>
  a.producerId === b.producerId && a.producerEpoch === b.producerEpoch;

/**
 * The rule in the log: a batch of a lane's output counts if it was written under the last claim before it, or is such a
 * claim itself. The broker refuses what a former owner appends as long as it remembers epochs; should it have forgotten
 * them, whoever reads the output in order comes to the same judgement by this rule alone.
 */
export class ClaimRule {
  /**
   * @param inForce who has the lane where reading begins; the writer of any batch that counts is in force behind it
   * @param claimIn the claim that a record holds, or null when it is none
   */
  constructor(
    public inForce: Producer,
    private readonly claimIn: (record: Batch['records'][number]) => LaneClaimed | null,
  ) {}

  /** Judges the next batch of the output. A claim stands in a batch of its own. */
  counts(batch: Batch): boolean {
    if (batch.producerId >= 0 && this.isInForce(batch)) return true;
    const [first] = batch.records;
    const claim = first ? this.claimIn(first) : null;
    if (!claim || !isSame(batch, claim) || !this.isNewer(claim)) return false;
    this.inForce = { producerId: claim.producerId, producerEpoch: claim.producerEpoch };
    return true;
  }

  /** Whether this is whose records count from here on. */
  isInForce(producer: Producer): boolean {
    return isSame(producer, this.inForce);
  }

  /** A claim that was delayed past a later one changes nothing. */
  private isNewer({ producerId, producerEpoch }: Producer): boolean {
    return producerId !== this.inForce.producerId || producerEpoch > this.inForce.producerEpoch;
  }
}

/** Who can tell a claim from other records. */
interface Claims {
  claimIn(record: Batch['records'][number]): LaneClaimed | null;
}

/** How to judge an output from where this producer was in force. */
export const ruleFrom = ({ producerId, producerEpoch }: Producer, claims: Claims): ClaimRule =>
  new ClaimRule({ producerId, producerEpoch }, (record) => claims.claimIn(record));

/**
 * The rule for who goes on reading an output at an offset that stands behind a record that counts: whoever wrote that
 * record was in force.
 */
export async function ruleAt(log: Pick<LanesLog, 'read'>, at: Position, claims: Claims): Promise<ClaimRule> {
  const { topic, partition, offset } = at;
  if (offset === 0) return ruleFrom(NOBODY, claims);
  for await (const { batches } of log.read({ topic, partition, from: offset - 1, to: offset })) {
    for (const batch of batches) if (batch.lastOffset >= offset - 1) return ruleFrom(batch, claims);
  }
  throw new Error(`Nothing stands at offset ${offset - 1} of ${topic}/${partition}, where reading has come to`);
}
