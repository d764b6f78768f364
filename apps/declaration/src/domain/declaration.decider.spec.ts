import { Codec, ParcelDeclared, type DeclarationRejected, type DeclareParcel } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { contentHash } from './content-hash';
import { declarationDecider, type DeclarationEvent } from './declaration.decider';
import { declareItem, declareParcel } from './declare-parcel.fixture';
import { documentRules } from './document-rules.fixture';

const { given } = deciderSpec(declarationDecider(documentRules()));
const today = { at: Date.parse('2026-11-24T08:00:00+08:00') };
const right = declareParcel();
const wrong = declareParcel({ currency: 'RMB' });

function declared(command: DeclareParcel, version = 1): ParcelDeclared {
  return { ...command, type: 'ParcelDeclared', version, contentHash: contentHash(command), documentIds: [] };
}

function rejected(command: DeclareParcel, version = 1): DeclarationRejected {
  const { parcelId, platform, orderNo, destinationCountry } = command;
  return {
    type: 'DeclarationRejected',
    parcelId,
    platform,
    version,
    contentHash: contentHash(command),
    orderNo,
    destinationCountry,
    faults: [{ code: 'CURRENCY_UNKNOWN', pointer: '/currency' }],
  };
}

function repeated(decision: 'ACCEPTED' | 'REJECTED', decidedAt: number, version = 1): DeclarationEvent {
  const { parcelId, platform } = right;
  const faults = decision === 'ACCEPTED' ? [] : rejected(wrong).faults;
  return { type: 'DeclarationRepeated', parcelId, platform, version, decision, decidedAt, faults };
}

describe('declarationDecider', () => {
  it('accepts a declaration that keeps the rules', () => {
    given().when(right, today).then(declared(right));
  });
  it('rejects one that breaks a rule and says which and where', () => {
    given().when(wrong, today).then(rejected(wrong));
  });

  it('answers a repetition of an accepted declaration with its first decision', () => {
    given(at(17, declared(right)))
      .when(right, today)
      .then(repeated('ACCEPTED', 17));
  });
  it('answers a repetition of a rejected declaration with its first decision', () => {
    given(at(17, rejected(wrong)))
      .when(wrong, today)
      .then(repeated('REJECTED', 17));
  });
  it('takes a corrected declaration after a rejection, as the next version', () => {
    given(rejected(wrong)).when(right, today).then(declared(right, 2));
  });
  it('rejects a declaration that is still wrong after a change, as the next version', () => {
    const changed = declareParcel({ currency: 'RMB', orderNo: 'PO-2' });
    given(rejected(wrong)).when(changed, today).then(rejected(changed, 2));
  });
  it('takes a rejected declaration unchanged when the rules have changed', () => {
    const business = declareParcel({ tradeMode: '9710' });
    given(rejected(business)).when(business, today).then(declared(business, 2));
  });

  it('does not let an accepted declaration be changed', () => {
    given(declared(right))
      .when(declareParcel({ orderNo: 'PO-2' }), today)
      .thenRefused('DeclarationConflicted', 'CONTENT_DIFFERS');
  });
  it('does not let another platform declare the same waybill, whether the first was accepted or rejected', () => {
    const stranger = { ...right, platform: 'SHEIN' };
    given(declared(right)).when(stranger, today).thenRefused('DeclarationConflicted', 'OTHER_PLATFORM');
    given(rejected(wrong)).when(stranger, today).thenRefused('DeclarationConflicted', 'OTHER_PLATFORM');
  });
  it('tells a stranger nothing about the earlier declaration', () => {
    given(declared(right))
      .when({ ...right, platform: 'SHEIN' }, today)
      .then({ type: 'DeclarationConflicted', parcelId: right.parcelId, platform: 'SHEIN', reason: 'OTHER_PLATFORM' });
  });
  it('keeps its decision through repetitions and contradictions', () => {
    const conflicted: DeclarationEvent = {
      type: 'DeclarationConflicted',
      parcelId: right.parcelId,
      platform: 'SHEIN',
      reason: 'OTHER_PLATFORM',
    };
    given(at(17, declared(right)), repeated('ACCEPTED', 17), conflicted)
      .when(right, today)
      .then(repeated('ACCEPTED', 17));
  });

  it('remembers a line for a list, and when the parcel was seen first', () => {
    expect(given(at(17, rejected(wrong)), at(23, declared(right, 2))).state).toMatchObject({
      status: 'accepted',
      platform: 'TEMU',
      version: 2,
      firstSeenAt: 17,
      decidedAt: 23,
      itemCount: 1,
      faults: [],
    });
  });
  it('remembers nothing of an earlier content in a rejected one', () => {
    expect(given(at(17, rejected(wrong)), at(23, rejected(wrong, 2))).state).toMatchObject({
      status: 'rejected',
      version: 2,
      firstSeenAt: 17,
      decidedAt: 23,
      tradeMode: '',
      faults: [{ code: 'CURRENCY_UNKNOWN', pointer: '/currency' }],
    });
  });

  it('writes an ordinary parcel in well under 1 KB', () => {
    const items = Array.from({ length: 3 }, (_, i) => ({ ...right.items[0]!, lineNo: i + 1 }));
    const meta = {
      eventId: 'declaration:declaration.commands:5:123456789:0',
      causeId: '018f6d9e-0d0a-7c3e-8f51-2f4d7a3c9b10',
      correlationId: '018f6d9e-0d0a-7c3e-8f51-2f4d7a3c9b10',
      actor: 'platform:TEMU',
      occurredAt: today.at,
      recordedAt: today.at,
      sequence: 1,
      cause: {
        topic: 'declaration.commands' as const,
        partition: 5,
        offset: 123_456_789,
        originPartition: -1,
        originOffset: -1,
      },
    };
    expect(Codec.embedded().encode(ParcelDeclared, { ...declared({ ...right, items }), meta }).length).toBeLessThan(
      700,
    );
  });
});

describe('contentHash', () => {
  it('is what it was before there was a statistics flag, for declarations without one', () => {
    expect(contentHash(declareParcel({ statisticsFlag: null }))).toBe('a122366afa73f47f2ed658b42b230cfc');
  });
  const changes: readonly DeclareParcel[] = [
    declareParcel({ orderNo: 'PO-2' }),
    declareParcel({ tradeMode: '9710' }),
    declareParcel({ customsCode: '9402' }),
    declareParcel({ portCode: '9402' }),
    declareParcel({ destinationCountry: 'RU' }),
    declareParcel({ merchantCode: '650196A001' }),
    declareParcel({ merchantName: 'Another Co.' }),
    declareParcel({ consigneeCountry: 'RU' }),
    declareParcel({ consigneeCity: 'Astana' }),
    declareParcel({ carrier: 'RUPOST' }),
    declareParcel({ currency: 'USD' }),
    declareParcel({ packages: 2 }),
    declareParcel({ grossWeightGrams: 451 }),
    declareParcel({ netWeightGrams: 401 }),
    declareParcel({ volumeCm3: 1 }),
    declareParcel({ declaredValueMinor: 1 }),
    declareParcel({ freightMinor: 1 }),
    declareParcel({ insuranceMinor: 1 }),
    declareParcel({ accountBookNo: '1' }),
    declareParcel({ statisticsFlag: 'B' }),
    declareParcel({ predecessorId: 'CNPOST.X1' }),
    declareParcel({ returnOf: 'CNPOST.X1' }),
    declareItem({ lineNo: 2 }),
    declareItem({ hsCode: '6109100020' }),
    declareItem({ description: 'Cotton shirt' }),
    declareItem({ quantity: 3 }),
    declareItem({ unit: 'SET' }),
    declareItem({ netWeightGrams: 401 }),
    declareItem({ priceMinor: 1 }),
    declareItem({ countryOfOrigin: 'VN' }),
  ];
  it('changes with every field that a platform declares', () => {
    expect(new Set([right, ...changes].map(contentHash)).size).toBe(changes.length + 1);
    const identity = ['type', 'parcelId', 'platform', 'logisticsCode', 'logisticsNo', 'items'];
    const covered =
      Object.keys(right).filter((field) => !identity.includes(field)).length + Object.keys(right.items[0]!).length;
    expect(changes).toHaveLength(covered);
  });
});
