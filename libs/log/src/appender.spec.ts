import { appendAll } from './appender';
import { produceAnswer } from './conformance/produce-answer.fixture';
import type { KafkaClient } from './kafka-client';

const append = {
  topic: 'release.events',
  partition: 3,
  producer: { producerId: 1, producerEpoch: 0, firstSequence: 0 },
  records: [{ key: null, value: Buffer.from('v') }],
};

const answered = (errorCode: number, baseOffset: number): Buffer => produceAnswer(append, errorCode, baseOffset);

/** A client whose node answers so, in turn; whatever comes after the last is a lost connection. */
const clientOf = (...answers: (Buffer | Error)[]): KafkaClient & { sent: number } => {
  const client = {
    sent: 0,
    leaderOf: () => '1',
    refresh: () => Promise.resolve(),
    send: () => {
      const answer = answers[client.sent++] ?? new Error('the connection is lost');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  return client as unknown as KafkaClient & { sent: number };
};

const run = (client: KafkaClient, resendWithinMs: number) =>
  appendAll(client, [append], Date.now, resendWithinMs, new AbortController().signal);

describe(appendAll.name, () => {
  it('sends again what was not answered', async () => {
    const client = clientOf(new Error('the connection is lost'), answered(6, -1), answered(0, 42));
    expect(await run(client, 60_000)).toEqual([{ baseOffset: 42 }]);
    expect(client.sent).toBe(3);
  });

  it('leaves an outcome that stays unknown to a claim: the broker may have forgotten the first sending', async () => {
    const [outcome] = await run(clientOf(), 50);
    expect(outcome).toMatchObject({ refused: { disposition: 'reclaim' } });
  });

  it('tells what the last answer said, however late it came', async () => {
    expect(await run(clientOf(answered(0, 7)), 0)).toEqual([{ baseOffset: 7 }]);
    expect(await run(clientOf(answered(47, -1)), 0)).toMatchObject([
      { refused: { message: expect.stringMatching('INVALID_PRODUCER_EPOCH') } },
    ]);
  });
});
