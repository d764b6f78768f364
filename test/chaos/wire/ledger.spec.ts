import { Ledger, type Attempt, type Seen } from './ledger';

const [OUT_OF_ORDER, STALE, TIMED_OUT] = [45, 47, 7];

describe(Ledger.name, () => {
  let ledger: Ledger;
  beforeEach(() => (ledger = new Ledger()));

  const send = (producerEpoch: number, firstSequence: number, of: { partition?: number; producerId?: number } = {}) => {
    const { partition = 0, producerId = 7 } = of;
    const batch = { topic: 'release.events', partition, producerId, producerEpoch, firstSequence, records: 1 };
    const attempt = ledger.attempt(batch);
    attempt.isSent = true;
    return attempt;
  };
  const answer = (attempt: Attempt, errorCode: number, baseOffset = -1, isTold = true): void => {
    const { topic, partition } = attempt.batch;
    ledger.answered(attempt, { topic, partition, errorCode, baseOffset }, isTold);
  };
  const acknowledge = (attempt: Attempt, baseOffset: number, isTold = true) => answer(attempt, 0, baseOffset, isTold);
  const counts = (): Partial<Seen> => Object.fromEntries(Object.entries(ledger.seen).filter(([, count]) => count > 0));

  it('counts each batch once, however often it is sent', () => {
    acknowledge(send(0, 0), 10);
    acknowledge(send(0, 1), 11);
    acknowledge(send(0, 1), 11);
    expect(counts()).toEqual({ appended: 2, repeatedSendAnsweredWithFirstOffset: 1 });
  });

  it('notices when a repetition was appended again', () => {
    acknowledge(send(0, 0), 10);
    acknowledge(send(0, 0), 11);
    expect(counts()).toEqual({ appended: 1, repeatedSendAnsweredWithAnotherOffset: 1 });
  });

  it('takes the same sequence of another epoch, producer or partition for another batch', () => {
    acknowledge(send(0, 0), 10);
    acknowledge(send(1, 0), 11);
    acknowledge(send(0, 0, { producerId: 8 }), 12);
    acknowledge(send(0, 0, { partition: 1 }), 0);
    acknowledge(send(-1, -1, { producerId: -1 }), 13);
    acknowledge(send(-1, -1, { producerId: -1 }), 14);
    expect(counts()).toEqual({ appended: 6 });
  });

  it('says how an unknown outcome had turned out, once, when the client is told at last', () => {
    acknowledge(send(0, 0), 10, false);
    acknowledge(send(0, 0), 10, false);
    expect(counts()).toEqual({ appended: 1, repeatedSendAnsweredWithFirstOffset: 1 });
    acknowledge(send(0, 0), 10);
    acknowledge(send(0, 0), 10);
    expect(counts()).toEqual({
      appended: 1,
      repeatedSendAnsweredWithFirstOffset: 3,
      unknownOutcomeHadBeenAppended: 2,
    });
  });

  it('tells apart what never reached the broker, what it refused, and what died with it', () => {
    send(0, 0).isSent = false;
    answer(send(0, 0), TIMED_OUT, -1, false);
    send(0, 0);
    acknowledge(send(0, 0), 10);
    expect(counts()).toEqual({
      appended: 1,
      unknownOutcomeHadNotBeenAppended: 2,
      unknownOutcomeUndetermined: 1,
    });
  });

  it('counts refusals by what they are', () => {
    answer(send(0, 0), STALE);
    answer(send(0, 5), OUT_OF_ORDER);
    answer(send(0, 0), TIMED_OUT);
    expect(counts()).toEqual({ staleEpochRefused: 1, outOfOrderRefused: 1 });
  });

  it('finds a stale epoch accepted only where it stands behind the newer one', () => {
    const late = send(0, 1);
    acknowledge(send(1, 0), 12);
    acknowledge(late, 11); // appended before the claim, its answer came later
    expect(counts()).toEqual({ appended: 2 });
    acknowledge(send(0, 2), 13);
    acknowledge(send(1, 1), 14);
    expect(counts()).toEqual({ appended: 4, staleEpochAccepted: 1 });
  });
});
