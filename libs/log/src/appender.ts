import { LogError, protocolError } from './errors';
import { backoff, REPLICATION_TIMEOUT_MS, type KafkaClient } from './kafka-client';
import { decodeProduced, encodeProduce, PRODUCE, type PartitionAppend } from './protocol';

/** The outcome of one partition's append: where it stands, or that somebody else writes there now. */
export type AppendOutcome = { readonly baseOffset: number } | { readonly refused: LogError };

/**
 * A sending may be repeated for so long after the first. The broker recognises it by its sequence number while it
 * remembers the producer, which it does for `producer.id.expiration.ms` after its last append: any setting of more than
 * a few seconds is safe. A lane settles what is unknown after that by a claim.
 */
export const RESEND_WITHIN_MS = 2_000;

/**
 * Appends to several partitions at once, each wholly or not at all, and sends again until the outcome of each is known: a
 * repeated send carries the same sequence number, so that the broker answers it with the offset of the first.
 * @param resendWithinMs after that, an outcome still unknown is given as refused: only a claim can tell it
 * @param signal ends the waiting; the outcome is then unknown
 * @param onWait called with the reason whenever an attempt has failed
 * @returns the outcomes in the order of `appends`
 * @throws {LogError} `stop` for what waiting does not mend
 */
export async function appendAll(
  client: KafkaClient,
  appends: readonly PartitionAppend[],
  clock: () => number,
  resendWithinMs: number,
  signal: AbortSignal,
  onWait: (cause: unknown) => void = () => undefined,
): Promise<AppendOutcome[]> {
  const outcomes = new Map<string, AppendOutcome>();
  const keyOf = (a: { topic: string; partition: number }) => `${a.topic}/${a.partition}`;
  const now = clock();
  const begun = performance.now();
  let pending = [...appends];
  for (let attempt = 0; ; attempt++) {
    const byLeader = new Map<string, PartitionAppend[]>();
    for (const append of pending) {
      const leader = client.leaderOf(append.topic, append.partition);
      if (leader === null) continue;
      const group = byLeader.get(leader);
      if (group) group.push(append);
      else byLeader.set(leader, [append]);
    }
    await Promise.all(
      [...byLeader].map(async ([leader, group]) => {
        const body = encodeProduce(group, now, REPLICATION_TIMEOUT_MS);
        const answer = await client.send(leader, PRODUCE, body).catch((error: unknown) => void onWait(error));
        if (!answer) return;
        for (const part of decodeProduced(answer)) {
          const error = protocolError(part.errorCode, `an append to ${keyOf(part)}`);
          if (error === null) outcomes.set(keyOf(part), { baseOffset: part.baseOffset });
          else if (error.disposition === 'reclaim') outcomes.set(keyOf(part), { refused: error });
          else if (error.disposition === 'stop') throw error;
          else onWait(error);
        }
      }),
    );
    pending = pending.filter((append) => !outcomes.has(keyOf(append)));
    if (pending.length > 0) {
      signal.throwIfAborted();
      await backoff(attempt, signal);
      await client.refresh();
    }
    if (performance.now() - begun > resendWithinMs) {
      for (const append of pending) outcomes.set(keyOf(append), { refused: unknownOutcome(keyOf(append)) });
      pending = [];
    }
    if (pending.length === 0) return appends.map((append) => outcomes.get(keyOf(append))!);
  }
}

const unknownOutcome = (where: string): LogError =>
  new LogError(`It is unknown whether an append to ${where} stands`, 'reclaim');
