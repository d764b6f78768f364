import { topicsOf, type Codec, type Contract } from '@alataw/contracts';
import type { DeadLetterEvent } from '@alataw/lane';
import type { KafkaLog } from '@alataw/log';
import { randomUUID } from 'node:crypto';
import { CommandError } from '../command';
import { eventIn } from '../log/stage-output';
import { placeIn } from './letters';

/** How long the next answer may take: a stage that runs answers in milliseconds, one that is taken over in seconds. */
const ANSWER_MS = 30_000;

/** What a stage said to a command about a dead letter. */
export interface Answer {
  readonly id: string;
  readonly event: DeadLetterEvent;
}

/**
 * Sends one command for each of these dead letters and waits for the answers, which it hands over as they come.
 * @throws {CommandError} when an answer is missing for {@link ANSWER_MS}: the commands stand in the log all the same
 */
export async function ask<T extends { readonly deadLetterId: string }>(
  log: KafkaLog,
  codec: Codec,
  now: number,
  contract: Contract<T>,
  commands: readonly T[],
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  const waiting = new Map<string, string>();
  const records = commands.map((command) => {
    const { stage, partition } = placeIn(command.deadLetterId);
    const topic = topicsOf(stage).commands;
    if (partition >= log.partitions(topic)) throw new CommandError(`${topic} has no partition ${partition}.`);
    const commandId = randomUUID();
    waiting.set(commandId, command.deadLetterId);
    const meta = { commandId, correlationId: commandId, actor: 'operator:cli', issuedAt: now };
    const value = Buffer.from(codec.encode<T>(contract, { ...command, meta }));
    return { topic, partition, key: Buffer.from(command.deadLetterId), value };
  });
  const stop = new AbortController();
  let isLate = false;
  const giveUp = (): void => {
    isLate = true;
    stop.abort();
  };
  let timer = setTimeout(giveUp, ANSWER_MS);
  let started = (): void => undefined;
  const isStarted = new Promise<void>((resolve) => (started = resolve));
  const topics = [...new Set(commands.map(({ deadLetterId }) => topicsOf(placeIn(deadLetterId).stage).events))];
  const onRecords = (found: readonly { readonly value: Buffer | null }[]): void => {
    for (const { value } of found) {
      const event = value && eventIn(codec, value);
      const id = event && waiting.get(event.meta.causeId);
      if (!event || !id || !waiting.delete(event.meta.causeId)) continue;
      onAnswer({ id, event: event.decoded.value as DeadLetterEvent });
      clearTimeout(timer);
      timer = setTimeout(giveUp, ANSWER_MS);
    }
    if (waiting.size === 0) stop.abort();
  };
  try {
    const tail = log.tail({ topics, from: 'end', signal: stop.signal, onStarted: () => started(), onRecords });
    await Promise.race([isStarted, tail]);
    await log.publish(records, ANSWER_MS);
    await tail;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
  if (isLate) {
    throw new CommandError(
      `${waiting.size} of ${commands.length} commands had no answer for ${ANSWER_MS / 1_000} s: is the stage running? They stand in the log and will be answered.`,
    );
  }
}

/** An answer for people. */
export function sentenceOf(event: DeadLetterEvent): string {
  switch (event.type) {
    case 'ParkedRecordRetried':
      return `retried: ${event.events} ${event.events === 1 ? 'event' : 'events'}`;
    case 'ParkedRetryFailed':
      return `failed again: ${event.reason}: ${event.detail}`;
    case 'ParkedRecordDiscarded':
      return 'discarded';
    case 'ParkedCommandRefused':
      return `refused: ${event.reason}`;
    default:
      return `could not be processed itself: ${event.reason}: ${event.detail}`;
  }
}
