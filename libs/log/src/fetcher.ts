import { setTimeout as sleep } from 'node:timers/promises';
import { LogError, protocolError } from './errors';
import { backoff, REQUEST_TIMEOUT_MS, type KafkaClient } from './kafka-client';
import { decodeFetched, encodeFetch, FETCH, type FetchLimits, type Position } from './protocol';
import { decodeRecordBatches, type RecordBatch } from './record-batch';

/** What one fetch brought of one partition. */
export interface Fetched {
  readonly topic: string;
  readonly partition: number;
  /** Where the fetch began: records before it were cut off. */
  readonly from: number;
  /** Where to read on; it moves past batches that hold nothing, too. */
  readonly next: number;
  readonly highWatermark: number;
  readonly batches: readonly RecordBatch[];
}

/** A position lies outside of the log: retention has passed it, or it was never there. The broker does not say which. */
export class OutOfRangeError extends LogError {
  constructor(readonly position: Position) {
    super(`Offset ${position.offset} of ${position.topic}/${position.partition} is not in the log`, 'stop');
  }
}

/** Sends one fetch to one node. Partitions with a passing fault are left out; `moved` says that there were some. */
export async function fetchFrom(
  client: KafkaClient,
  nodeId: string,
  positions: readonly Position[],
  limits: FetchLimits,
  checkCrc = false,
): Promise<{ fetched: Fetched[]; moved: boolean }> {
  const body = encodeFetch(positions, limits);
  const answer = decodeFetched(await client.send(nodeId, FETCH, body, REQUEST_TIMEOUT_MS + limits.maxWaitMs));
  const whole = protocolError(answer.errorCode, 'a fetch');
  if (whole) throw whole;
  const offsets = new Map(positions.map((p) => [`${p.topic}/${p.partition}`, p.offset]));
  const fetched: Fetched[] = [];
  let moved = false;
  for (const part of answer.partitions) {
    const { topic, partition, highWatermark } = part;
    const from = offsets.get(`${topic}/${partition}`) ?? 0;
    if (part.errorCode === 1) throw new OutOfRangeError({ topic, partition, offset: from });
    const error = protocolError(part.errorCode, `a fetch from ${topic}/${partition}`);
    if (error?.disposition === 'stop') throw error;
    if (error) {
      moved = true;
      continue;
    }
    const batches = decodeRecordBatches(part.bytes, checkCrc).map((batch) =>
      batch.baseOffset >= from ? batch : { ...batch, records: batch.records.filter((r) => r.offset >= from) },
    );
    const next = (batches.at(-1)?.lastOffset ?? from - 1) + 1;
    fetched.push({ topic, partition, from, next: Math.max(from, next), highWatermark, batches });
  }
  return { fetched, moved };
}

export interface FetchLoop {
  /** Where to read on, asked before each fetch; partitions that must wait are left out. */
  positions(): readonly Position[];
  /** Takes what a fetch brought; the next fetch from that node waits for it. */
  onFetched(fetched: readonly Fetched[]): Promise<void> | void;
  /** A fetch was answered, with or without news. */
  onAnswered?(): void;
  /** A fetch failed for a passing reason and is tried again. */
  onWait?(cause: unknown): void;
}

/** How long a loop with nothing to read looks away. */
const IDLE_MS = 100;

/**
 * Fetches for ever, one loop per leading node, so that a slow node holds up nobody else's partitions.
 * @throws what `onFetched` throws, and {@link LogError} `stop`
 */
export async function fetchLoop(
  client: KafkaClient,
  loop: FetchLoop,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const running = new Map<string, Promise<void>>();
  let failure: Error | undefined;
  const runNode = async (nodeId: string): Promise<void> => {
    for (let attempt = 0; !both.aborted;) {
      const own = loop.positions().filter((p) => client.leaderOf(p.topic, p.partition) === nodeId);
      if (own.length === 0) return;
      try {
        const { fetched, moved } = await fetchFrom(client, nodeId, own, limits);
        attempt = 0;
        loop.onAnswered?.();
        if (both.aborted) return;
        const news = fetched.filter((f) => f.next > f.from);
        if (news.length > 0) await loop.onFetched(news);
        if (moved) await client.refresh();
      } catch (error) {
        if (both.aborted) return;
        if (!isPassing(error)) throw error;
        loop.onWait?.(error);
        await backoff(attempt++, both).catch(() => undefined);
        await client.refresh();
      }
    }
  };
  while (!both.aborted) {
    for (const position of loop.positions()) {
      const leader = client.leaderOf(position.topic, position.partition);
      if (leader === null) await client.refresh();
      if (leader === null || running.has(leader)) continue;
      const node = runNode(leader)
        .catch((error: unknown) => {
          failure = error instanceof Error ? error : new Error(String(error));
          stop.abort();
        })
        .finally(() => running.delete(leader));
      running.set(leader, node);
    }
    await sleep(IDLE_MS, undefined, { signal: both }).catch(() => undefined);
  }
  await Promise.allSettled(running.values());
  if (failure !== undefined) throw failure;
}

/** kafkajs's own errors are about connections; ours say themselves whether waiting helps; anything else is a fault. */
const isPassing = (error: unknown): boolean =>
  error instanceof LogError
    ? error.disposition === 'retry'
    : error instanceof Error && error.name.startsWith('KafkaJS');
