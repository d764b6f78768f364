import type { AppendOutcome, PartitionAppend } from '@alataw/log';
import type { LaneChange } from '@alataw/projection';
import { MemoryBroker, type KnownProducer } from '../simulation/memory-broker';
import { MemoryRedis, type Part, type SlotLane } from '../simulation/memory-redis';

/** Servers that each lack one refusal. */

/** Stores what it should refuse for its epoch. */
export class BrokerWithoutEpochs extends MemoryBroker {
  override append(append: PartitionAppend): AppendOutcome {
    const outcome = super.append(append);
    if (!('refused' in outcome) || outcome.refused.message !== 'INVALID_PRODUCER_EPOCH') return outcome;
    return { baseOffset: this.store(append.topic, append.partition, append.records, append.producer) };
  }
}

/** Stores whatever sequence number comes, and stores it again when it comes again. */
export class BrokerWithoutSequences extends MemoryBroker {
  protected override repetitionIn(): number | null {
    return null;
  }
  protected override isInSequence(): boolean {
    return true;
  }
}

/** Knows the latest repetitions, and stores those that it knows no more. */
export class BrokerWithoutOrder extends MemoryBroker {
  protected override isInSequence(): boolean {
    return true;
  }
  protected override repetitionIn(known: KnownProducer, first: number, count: number): number | null {
    return super.repetitionIn({ ...known, last: known.last.slice(-1) }, first, count);
  }
}

/** Lets states be read under any mark. */
export class RedisReadAtAnyMark extends MemoryRedis {
  protected override mayBeRead(): boolean {
    return true;
  }
}

/** Applies changes to any mark. */
export class RedisWrittenAtAnyMark extends MemoryRedis {
  protected override mayBeWritten(): boolean {
    return true;
  }
}

/** Serves any owner. */
export class RedisWithoutOwners extends MemoryRedis {
  protected override isOwner(): boolean {
    return true;
  }
}

/** Takes parts in any order. */
export class RedisWithoutPartNumbers extends MemoryRedis {
  protected override isRepeated(): boolean {
    return false;
  }
  protected override mayFollow(): boolean {
    return true;
  }
}

/** Writes a part again that stands. */
export class RedisRepeatingParts extends MemoryRedis {
  protected override isRepeated(): boolean {
    return false;
  }
  protected override mayFollow(own: SlotLane, change: LaneChange, part: Part): boolean {
    return part.number === 1 || super.mayFollow(own, change, part);
  }
}

/** Goes on behind the parts of an earlier owner. */
export class RedisKeepingParts extends MemoryRedis {
  protected override forgetParts(): void {
    return undefined;
  }
}

/** Empties a lane that is being rebuilt. */
export class RedisPurgedLate extends MemoryRedis {
  protected override mayBePurged(): boolean {
    return true;
  }
}

/** Starts a rebuild over what is left. */
export class RedisNeverEmptied extends MemoryRedis {
  protected override empty(): void {
    return undefined;
  }
}
