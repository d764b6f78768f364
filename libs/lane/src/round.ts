import type { Contract, EventMeta, LaneAdvanced, LaneClaimed, TopicName } from '@alataw/contracts';
import type { LogRecord } from '@alataw/log';
import type { Addressed } from '@alataw/stage';
import type { Failure } from './dead-letter';
import type { Origin } from './origin';
import type { Progress } from './progress';
import type { AnyEntity, Subjects } from './subjects';

/** What is known of the message that causes a decision. */
export interface CauseOfDecision {
  readonly id: string;
  readonly correlationId: string;
  readonly actor: string;
  readonly at: number;
}

/** An input, decoded and addressed: what a round decides about. */
export interface Prepared {
  readonly topic: TopicName;
  readonly partition: number;
  readonly record: LogRecord;
  readonly origin: Origin | null;
  readonly cause: CauseOfDecision;
  readonly isCommand: boolean;
  readonly commands: readonly Addressed[];
  readonly failure: Failure | null;
  /** The dead letter that this input wants to be processed again, or null for any other input. */
  readonly retries: string | null;
}

/** A record for another partition, sent after the output that it came from stands. */
export interface Forward {
  readonly topic: TopicName;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record to append, and what is to be forwarded once it stands. */
export interface Output {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly forwards: readonly Forward[];
}

/** One lane's share of a round. */
export interface LaneRound {
  readonly partition: number;
  readonly inputs: readonly Prepared[];
  /** Per retry among the inputs: the parked record, prepared again. */
  readonly originals: ReadonlyMap<Prepared, Prepared>;
  readonly subjects: Subjects;
  readonly progress: Progress;
  /** Transfers heard, answered or not, per sending lane; moved on by the round. */
  readonly heard: Map<number, number>;
  /** Where the first output will stand. */
  readonly baseOffset: number;
  /** Epoch ms UTC. */
  readonly now: number;
}

/** What a round decided for one lane. */
export interface LaneDecision {
  readonly outputs: readonly Output[];
  /** How many inputs it got through; the rest waits for the next round. */
  readonly taken: number;
  readonly parked: number;
  readonly repeatedTransfers: number;
}

/** One record of a lane's own output, decoded. */
export type OwnRecord =
  | { readonly kind: 'claimed'; readonly claim: LaneClaimed }
  | { readonly kind: 'advanced'; readonly advance: LaneAdvanced }
  /** Answers an input, but is no entity's event. */
  | { readonly kind: 'answer'; readonly meta: EventMeta }
  | {
      readonly kind: 'event';
      readonly entity: AnyEntity;
      readonly id: string;
      readonly event: object;
      readonly meta: EventMeta;
      readonly contract: Contract<unknown>;
    };
