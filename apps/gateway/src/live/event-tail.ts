import { stages, topicsOf, type Codec, type StageName } from '@alataw/contracts';
import type { OffsetVector } from '@alataw/http';
import { readEvent, type LiveEvent } from './live-event';

/** What the tail needs of the log. */
export interface TailSource {
  tail(options: {
    readonly topics: readonly string[];
    readonly from: 'end';
    readonly onRecords: (records: readonly TailRecord[]) => Promise<void> | void;
    readonly onStarted: (positions: readonly { topic: string; partition: number; offset: number }[]) => void;
    readonly signal: AbortSignal;
  }): Promise<void>;
}

interface TailRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Gets every event from now on, in each partition's order. The tail waits for it before it reads on. */
export interface TailListener {
  /** False while the events would only be thrown away: then they are not even decoded. */
  readonly isInterested: boolean;
  onEvents(events: readonly LiveEvent[], positions: OffsetVector): Promise<void> | void;
}

/**
 * Reads the outputs of all stages from their ends on, without a group: each instance of the gateway sees everything, so that a
 * request may wait and a screen may follow wherever it is connected.
 */
export class EventTail {
  private readonly listeners: TailListener[] = [];
  /** Per stage in the order of the flow, per partition: the offset after the last record read. */
  private positions: number[][] = [];

  constructor(private readonly codec: Codec) {}

  listen(listener: TailListener): void {
    this.listeners.push(listener);
  }

  get isStarted(): boolean {
    return this.positions.length > 0;
  }

  /** A copy of how far the tail has read. */
  currentPositions(): OffsetVector {
    return this.positions.map((offsets) => [...offsets]);
  }

  /** Follows until the signal. */
  async run(source: TailSource, signal: AbortSignal): Promise<void> {
    const topics = stages.map((stage) => topicsOf(stage).events);
    const stageOf = new Map<string, StageName>(stages.map((stage) => [topicsOf(stage).events, stage]));
    await source.tail({
      topics,
      from: 'end',
      signal,
      onStarted: (starts) => {
        const positions = stages.map((): number[] => []);
        for (const { topic, partition, offset } of starts) {
          const offsets = positions[topics.findIndex((name) => name === topic)];
          if (offsets !== undefined) offsets[partition] = offset;
        }
        this.positions = positions;
      },
      onRecords: (records) => this.deliver(records, stageOf),
    });
  }

  private async deliver(records: readonly TailRecord[], stageOf: ReadonlyMap<string, StageName>): Promise<void> {
    const interested = this.listeners.filter((listener) => listener.isInterested);
    const events: LiveEvent[] = [];
    for (const record of records) {
      const stage = stageOf.get(record.topic);
      if (stage === undefined) continue;
      if (interested.length > 0) {
        const event = readEvent(this.codec, { ...record, stage });
        if (event !== undefined) events.push(event);
      }
      const offsets = this.positions[stages.indexOf(stage)];
      if (offsets !== undefined) offsets[record.partition] = record.offset + 1;
    }
    const positions = this.currentPositions();
    for (const listener of interested) await listener.onEvents(events, positions);
  }
}
