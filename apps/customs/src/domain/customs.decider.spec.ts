import type { NoteStatusAsked, ReportSendingFailed } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { customsDecider } from './customs.decider';
import {
  ANSWER_MS,
  answered,
  arrived,
  cancellationRequested,
  cancelled,
  centreRules,
  changed,
  context,
  declared,
  departed,
  due,
  failedCommand,
  NOW,
  opened,
  parcelId,
  receipt,
  rules,
  sent,
  sentCommand,
} from './customs.fixture';

const { given } = deciderSpec(customsDecider(rules));
const filed = [opened(), sent('LIST')] as const;

describe('where the centre releases by itself', () => {
  it.each([declared(), arrived, departed, cancelled])('nothing is said about $type', (command) => {
    deciderSpec(customsDecider(centreRules)).given().when(command, context).thenNothing();
  });
});

describe('what is due', () => {
  it('is the list of a declaration, once for each version', () => {
    given().when(declared(), context).then(opened());
    given(opened()).when(declared(), context).thenNothing();
    given(...filed, changed(399, 'accepted'))
      .when(declared(2), context)
      .then(opened(2));
  });
  it('is the arrival, and the departure, once', () => {
    given(...filed)
      .when(arrived, context)
      .then(due('ARRIVAL', 'ARRIVED'));
    given(...filed, due('ARRIVAL', 'ARRIVED'))
      .when(arrived, context)
      .thenNothing();
    given(...filed)
      .when(departed, context)
      .then(due('DEPARTURE', 'DEPARTED'));
  });
  it('waits until customs has the list, and until the parcel is declared', () => {
    expect(given(due('ARRIVAL', 'ARRIVED')).state).toMatchObject({ status: 'heard', due: 0 });
    expect(given(due('ARRIVAL', 'ARRIVED'), opened()).state.due).toBe(2); // the list's
    expect(given(due('ARRIVAL', 'ARRIVED'), opened(), sent('LIST')).state.due).toBe(1); // the arrival's
  });
  it('is what an amended declaration makes anew, and what customs said of the earlier one is void', () => {
    const cleared = changed(800, 'released', { standing: 'CLEARED', askAt: 0 });
    expect(given(...filed, cleared, opened(2)).state).toMatchObject({ code: 0, standing: 'PENDING', status: 'filed' });
  });
});

describe('a cancellation that is asked for', () => {
  const withdrawn = { type: 'FilingWithdrawn', parcelId } as const;
  const refusedOnce = [...filed, due('CANCELLATION', 'CANCELLED'), sent('CANCELLATION')] as const;
  const refusal = answered('CANCELLATION', { code: 100, accepted: false, returnTime: NOW + 100 });

  it('needs nobody where customs does not have the list, and is reported where it may', () => {
    given(opened()).when(cancellationRequested, context).then(withdrawn);
    given().when(cancellationRequested, context).then(withdrawn);
    given(...filed)
      .when(cancellationRequested, context)
      .then(due('CANCELLATION', 'CANCELLED'));
  });
  it('is reported although the list that customs has is about to be replaced', () => {
    given(...filed, opened(2))
      .when(cancellationRequested, context)
      .then(due('CANCELLATION', 'CANCELLED'));
  });
  it('is answered by customs, either way', () => {
    given(...refusedOnce)
      .when(receipt(100, { document: 'CANCELLATION' }), context)
      .then(refusal);
    given(...refusedOnce)
      .when(receipt(120, { document: 'CANCELLATION' }), context)
      .then(answered('CANCELLATION'));
  });
  it('once more is another document, of which an answer to the first one says nothing', () => {
    const again = [...refusedOnce, refusal, due('CANCELLATION', 'CANCELLED', 2)] as const;
    given(...refusedOnce, refusal)
      .when(cancellationRequested, context)
      .then(due('CANCELLATION', 'CANCELLED', 2));
    given(...again)
      .when(sentCommand('CANCELLATION', 2), context)
      .then(sent('CANCELLATION', 1, 2));
    expect(given(...again).when(receipt(120, { document: 'CANCELLATION' }), context).events).toMatchObject([
      { type: 'ReceiptIgnored', reason: 'OTHER_FILING' },
    ]);
  });
  it('that customs has approved is not reported again', () => {
    given(...refusedOnce, answered('CANCELLATION'))
      .when(cancelled, context)
      .thenNothing();
  });
});

describe('a cancellation', () => {
  it('ends what was never sent', () => {
    given(opened()).when(cancelled, context).then({ type: 'FilingWithdrawn', parcelId });
    expect(given(opened(), { type: 'FilingWithdrawn', parcelId }).state).toMatchObject({ status: 'withdrawn', due: 0 });
  });
  it('is reported of a list that customs has, or may have', () => {
    given(...filed)
      .when(cancelled, context)
      .then(due('CANCELLATION', 'CANCELLED'));
    const tried = { ...failedEvent, failure: 'TIMEOUT' } as const;
    given(opened(), tried).when(cancelled, context).then(due('CANCELLATION', 'CANCELLED'));
  });
  it('is reported behind a list that was on its way', () => {
    const withdrawn = [opened(), { type: 'FilingWithdrawn', parcelId }] as const;
    given(...withdrawn)
      .when(sentCommand('LIST'), context)
      .then(sent('LIST'), due('CANCELLATION', 'CANCELLED'));
    given(...withdrawn)
      .when(receipt(2), context)
      .then(changed(2, 'atPort', { step: 'SENT' }), due('CANCELLATION', 'CANCELLED'));
  });
  it('that comes before the declaration keeps it from being filed', () => {
    given().when(cancelled, context).then({ type: 'FilingWithdrawn', parcelId });
    given({ type: 'FilingWithdrawn', parcelId }).when(declared(), context).thenNothing();
  });
});

const failedEvent: ReportSendingFailed = {
  ...{ type: 'ReportSendingFailed', parcelId, document: 'LIST', version: 1, attempt: 1, failure: 'UNREACHABLE' },
  retryAt: NOW + 5_000,
};

describe('sending', () => {
  it('is noted once, with when customs is asked', () => {
    given(opened()).when(sentCommand('LIST'), context).then(sent('LIST'));
    given(...filed)
      .when(sentCommand('LIST'), context)
      .thenRefused('CustomsCommandRefused', 'NOT_DUE');
    given().when(sentCommand('LIST'), context).thenRefused('CustomsCommandRefused', 'UNKNOWN_PARCEL');
  });
  it('that was of an earlier version is none', () => {
    given(opened(), opened(2)).when(sentCommand('LIST', 1), context).thenRefused('CustomsCommandRefused', 'NOT_DUE');
  });
  it('that fails because customs is away is tried for ever, at pauses that double up to a bound', () => {
    given(opened()).when(failedCommand('UNREACHABLE'), context).then(failedEvent);
    const often = { ...failedEvent, attempt: 40 };
    given(opened(), often)
      .when(failedCommand('BUSY'), context)
      .then({ ...failedEvent, attempt: 41, failure: 'BUSY', retryAt: NOW + 300_000 });
  });
  it('that customs does not take is given up after a few times, however often it was away before', () => {
    const refused = { ...failedEvent, failure: 'REFUSED' } as const;
    const past = [opened(), ...Array.from({ length: 30 }, () => failedEvent), refused, refused, refused, refused];
    given(...past)
      .when(failedCommand('REFUSED'), context)
      .then({ ...refused, attempt: 2, retryAt: 0 });
    expect(given(...past, { ...refused, retryAt: 0 }).state).toMatchObject({ due: 0, unanswered: 0 });
  });
});

describe('a question', () => {
  const asked = (known: boolean): NoteStatusAsked => ({
    ...{ type: 'NoteStatusAsked', parcelId, document: 'LIST', version: 1, known },
  });
  const reportAsked = { type: 'ReportAsked', parcelId, document: 'LIST', version: 1 } as const;
  it('sends again what customs does not know', () => {
    given(...filed)
      .when(asked(false), context)
      .then(due('LIST', 'UNKNOWN_TO_CUSTOMS'));
    expect(given(...filed, due('LIST', 'UNKNOWN_TO_CUSTOMS')).state.due).toBeGreaterThan(0);
  });
  it('is repeated after twice as long, up to a day', () => {
    given(...filed)
      .when(asked(true), context)
      .then({ ...reportAsked, askAt: NOW + 2 * ANSWER_MS });
    const often = Array.from({ length: 10 }, () => ({ ...reportAsked, askAt: 1 }));
    given(...filed, ...often)
      .when(asked(true), context)
      .then({ ...reportAsked, askAt: NOW + 86_400_000 });
  });
  it('that nobody had is refused', () => {
    given(opened()).when(asked(true), context).thenRefused('CustomsCommandRefused', 'NOT_UNANSWERED');
  });
});

describe('a receipt', () => {
  it('changes what stands', () => {
    given(...filed)
      .when(receipt(2), context)
      .then(changed(2, 'atPort', { step: 'SENT' }));
    given(...filed)
      .when(receipt(800), context)
      .then(changed(800, 'released', { standing: 'CLEARED', askAt: 0 }));
    given(...filed)
      .when(receipt(502), context)
      .then(changed(502, 'detained', { standing: 'DETAINED', detention: 'ANTI_SMUGGLING', askAt: 0 }));
  });
  it('that comes before the sending is noted counts', () => {
    given(opened()).when(receipt(120), context).then(changed(120, 'received'));
    given(opened(), changed(120, 'received'))
      .when(sentCommand('LIST'), context)
      .thenRefused('CustomsCommandRefused', 'NOT_DUE');
  });
  it('of a port that could not pass the list on has it sent again', () => {
    given(...filed)
      .when(receipt(4), context)
      .then(changed(4, 'atPort', { step: 'SENT', askAt: 0 }), due('LIST', 'NOT_PASSED_ON'));
  });
  it.each([
    ['REPEATED', receipt(399)],
    ['STALE', receipt(120)],
    ['EARLY', receipt(899)],
    ['OTHER_FILING', receipt(800, { guid: 'of another list' })],
  ] as const)('is ignored: %s', (reason, command) => {
    given(...filed, changed(399, 'accepted'))
      .when(command, context)
      .thenRefused('ReceiptIgnored', reason);
  });
  it('of an earlier version changes nothing', () => {
    given(...filed, opened(2))
      .when(receipt(800), context)
      .thenRefused('ReceiptIgnored', 'OTHER_FILING');
  });
  it('about what was never reported is ignored', () => {
    given().when(receipt(800), context).thenRefused('ReceiptIgnored', 'UNKNOWN_PARCEL');
    given(...filed)
      .when(receipt(120, { document: 'ARRIVAL' }), context)
      .thenRefused('ReceiptIgnored', 'UNKNOWN_PARCEL');
  });
  it('with a code that nobody knows is kept and counted, without effect', () => {
    const { returnTime, guid } = receipt(931);
    const noted = {
      type: 'ReceiptNoted',
      parcelId,
      document: 'LIST',
      code: 931,
      guid,
      returnTime,
      info: null,
    } as const;
    given(...filed)
      .when(receipt(931), context)
      .then(noted);
    expect(given(...filed, noted).state).toEqual({ ...given(...filed).state, unknownReceipts: 1 });
  });
  it('about another report ends the wait for it', () => {
    const past = [...filed, changed(400, 'awaitingArrival', { askAt: 0 }), due('ARRIVAL', 'ARRIVED'), sent('ARRIVAL')];
    const answer = receipt(120, { document: 'ARRIVAL' });
    given(...past)
      .when(answer, context)
      .then(answered('ARRIVAL', { askListAt: NOW + ANSWER_MS }));
    given(...past, answered('ARRIVAL'))
      .when(answer, context)
      .thenRefused('ReceiptIgnored', 'REPEATED');
    given(...past)
      .when(receipt(2, { document: 'ARRIVAL' }), context)
      .thenRefused('ReceiptIgnored', 'EARLY');
    given(...past)
      .when(receipt(100, { document: 'ARRIVAL' }), context)
      .then(answered('ARRIVAL', { code: 100, accepted: false, returnTime: NOW + 100 }));
  });
  it('has customs asked about a list that waited for the arrival, from when it has that', () => {
    const past = [...filed, changed(400, 'awaitingArrival', { askAt: 0 }), due('ARRIVAL', 'ARRIVED'), sent('ARRIVAL')];
    expect(given(...filed, changed(400, 'awaitingArrival', { askAt: 0 })).state.unanswered).toBe(0);
    expect(given(...past, answered('ARRIVAL', { askListAt: NOW + ANSWER_MS })).state.unanswered).toBe(NOW + ANSWER_MS);
  });
});
