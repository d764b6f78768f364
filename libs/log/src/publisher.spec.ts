import type { KafkaClient } from './kafka-client';
import { Publisher } from './publisher';

const TOPIC = Buffer.from('loading.transfer');

/** The answer to a Produce v7 of partition 0: it stands at offset 0. */
function answered(): Buffer {
  const answer = Buffer.alloc(4 + 2 + TOPIC.length + 4 + 4 + 2 + 8 + 8 + 8 + 4);
  answer.writeInt32BE(1, 0);
  answer.writeInt16BE(TOPIC.length, 4);
  TOPIC.copy(answer, 6);
  answer.writeInt32BE(1, 6 + TOPIC.length);
  return answer;
}

const client = {
  leaderOf: () => '1',
  initProducer: () => Promise.resolve({ producerId: 1, producerEpoch: 0 }),
  send: () => Promise.resolve(answered()),
} as unknown as KafkaClient;
const publication = { topic: String(TOPIC), partition: 0, key: null, value: Buffer.from('v') };

/** More turns than lie between an answer and the end of what was sending. */
const TURNS = 40;
const inTime = (ms: number, what: string): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} is never sent`)), ms).unref());

describe(Publisher.name, () => {
  it('sends what comes at whatever moment after an answer', async () => {
    for (let turns = 0; turns < TURNS; turns++) {
      const publisher = new Publisher(client, Date.now, new AbortController().signal, () => undefined);
      let second: Promise<unknown> | undefined;
      const later = async (): Promise<void> => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        second = publisher.publish([publication]);
      };
      // From the request on, not from the answer: that falls on every moment up to the end of the sending, and beyond.
      const first = publisher.publish([publication]);
      await Promise.all([first, later()]);
      await Promise.race([second, inTime(1_000, `what comes after ${turns} turns`)]);
    }
  });
});
