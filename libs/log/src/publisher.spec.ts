import { setImmediate as nextTurn } from 'node:timers/promises';
import { produceAnswer } from './conformance/produce-answer.fixture';
import type { KafkaClient } from './kafka-client';
import { Publisher } from './publisher';

const record = { topic: 'loading.transfer', partition: 3, key: null, value: Buffer.from('v') };
const MOMENTS = Array.from({ length: 40 }, (_, i) => i);

describe(Publisher.name, () => {
  // Seen in a run with faults: transfers waited for ever, since the sending that they found was over and had not said so.
  it.each(MOMENTS)('sends what comes %i instants after the last answer', async (instants) => {
    const requests: (() => void)[] = [];
    const client = {
      leaderOf: () => '1',
      refresh: () => Promise.resolve(),
      initProducer: () => Promise.resolve({ producerId: 1, producerEpoch: 0 }),
      send: () =>
        new Promise<Buffer>((resolve) => requests.push(() => resolve(produceAnswer(record, 0, requests.length)))),
    } as unknown as KafkaClient;
    const publisher = new Publisher(client, Date.now, new AbortController().signal, () => undefined);
    const first = publisher.publish([record]);
    await nextTurn();
    requests[0]!();
    for (let i = 0; i < instants; i++) await Promise.resolve();
    const second = publisher.publish([record]);
    await nextTurn();
    expect(requests).toHaveLength(2);
    requests[1]!();
    expect(await Promise.all([first, second])).toHaveLength(2);
  });
});
