import type { LogLine } from './journal';
import { SometimesCounter, toldBy } from './sometimes';
import { Wire } from './wire/wire';

const line = (msg: string, fields: Readonly<Record<string, unknown>> = {}): LogLine => ({
  ...fields,
  ...{ instance: 'release-1', time: 0, level: 'info', msg },
});
describe(toldBy.name, () => {
  it.each([
    [line('lane is claimed anew', { reason: 'foreign-append' }), { foreignAppendNoticed: 1 }],
    [line('lane is claimed anew', { reason: 'mark-moved' }), { redisGapRefused: 1 }],
    [line('lane is claimed anew', { reason: 'refused' }), {}],
    [line('lane is live', { isRebuild: true, folded: 1 }), { rebuilds: 1 }],
    [line('lane is live', { isRebuild: false, folded: 7 }), { catchUps: 1 }],
    [line('lane is live', { isRebuild: false, folded: 1 }), {}],
    [line('transfers came again and were ignored', { count: 3 }), { transfersCameTwice: 3 }],
    [line('passed over records of an owner that had lost its lane', { count: 2 }), { recordsPassedOver: 2 }],
    [
      line('the feeds are claimed anew', { reason: 'Kafka answered INVALID_PRODUCER_EPOCH for an append' }),
      { feedWriterRefused: 1 },
    ],
    [line('the feeds are claimed anew', { reason: 'the claim is old' }), {}],
    [line('release has started'), {}],
  ])('understands %j', (told, added) => {
    expect(toldBy(told)).toEqual(added);
  });
});

describe(SometimesCounter.name, () => {
  it('adds up what the logs tell, and takes the rest from the wire and the monitor', () => {
    let tell: (told: LogLine) => void = () => undefined;
    const journal = {
      listen: (listener: (told: LogLine) => void) => {
        tell = listener;
        return () => undefined;
      },
    };
    const counter = new SometimesCounter(
      journal,
      { seen: { ...new Wire().seen, staleEpochAccepted: 4 } },
      new Map([['a', 1]]),
      { claimsAgain: 5 },
    );
    tell(line('transfers came again and were ignored', { count: 3 }));
    tell(line('transfers came again and were ignored', { count: 4 }));
    expect(counter.read()).toMatchObject({
      ...{ transfersCameTwice: 7, staleEpochAccepted: 4, recordsParked: 1, staleEpochRefused: 0, feedsClaimedAgain: 5 },
    });
  });
});
