import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { DocumentRules } from '../log/document-rules';
import { Parcel, PLATFORM, GOODS } from '../parcel.fixture';
import { Story, type Told } from '../story.fixture';

const ID = 'CNPOST.M1';
const ORDER = `order:${PLATFORM}:7`;
const WAYBILL = 'waybill:CNPOST:M1';
const documentIds = [ORDER, WAYBILL];
const facts = {
  ...{ merchantCode: 'M', currency: 'CNY', declaredValueMinor: 100, orderKind: 'SALE' },
  ...{ grossWeightGrams: 500, packages: 1, listsPerDocument: 1, massToleranceGrams: 0 },
};
const list = { ...GOODS, orderNo: '7', tradeMode: '9610', currency: 'CNY', declaredValueMinor: 100, items: [{}] };
const decided = { platform: PLATFORM, version: 1, contentHash: 'x' };
const asked = { parcelId: ID, platform: PLATFORM, version: 1 };

/** A list that is filed before its order is there; its waybill is. */
class Matching {
  readonly story = new Story();
  readonly parcel = new Parcel(this.story, ID);

  submit(documentId: string, content: AvroRecord, ...more: Told[]): AuditRecord[] {
    const [command, event] =
      documentId === ORDER ? ['SubmitOrder', 'OrderSubmitted'] : ['SubmitWaybill', 'WaybillSubmitted'];
    const head = { version: 1, contentHash: 'y', ...(documentId === ORDER ? { platform: PLATFORM } : {}) };
    const input = this.story.command('declaration', documentId, [command ?? '']);
    return this.story.decide('declaration', input, documentId, [event ?? '', { ...head, ...content }], ...more);
  }

  order(...more: Told[]): AuditRecord[] {
    return this.submit(ORDER, { merchantCode: 'M', currency: 'CNY', goodsValueMinor: 100, orderKind: 'SALE' }, ...more);
  }

  /** @param answers of the order and the waybill; @returns what the two lanes heard of the list, and say */
  filed(...answers: readonly [Told, Told]): AuditRecord[] {
    const due = 99_000;
    const filing = this.parcel.decided(undefined, ['DeclarationFiled', { ...decided, list, documentIds, facts, due }]);
    const heard = this.story.transfer(filing);
    return heard.flatMap((part) => {
      const own = documentIds.filter((id) => this.story.lane(id) === part.partition);
      const told = own.map((id): Told => [...this.answer(answers, id), id] as Told);
      return this.story.decide('declaration', part, own[0] ?? '', ...told);
    });
  }

  hears(answer: AuditRecord, ...events: Told[]): AuditRecord[] {
    return this.story.transfer(answer).flatMap((part) => this.story.decide('declaration', part, ID, ...events));
  }

  declared(answer: AuditRecord): void {
    const [declared] = this.hears(answer, ['ParcelDeclared', { ...decided, ...list, documentIds }]);
    if (!declared) throw new Error('Nothing was declared');
    this.parcel.says('release', declared, ['ReleaseOpened', { declarationVersion: 1, platform: PLATFORM, ...GOODS }]);
    this.parcel.opened(declared, 'YELLOW');
  }

  private answer(answers: readonly [Told, Told], id: string): readonly [string, AvroRecord] {
    const [type, fields = {}] = answers[documentIds.indexOf(id)] ?? ['', {}];
    return [type, fields];
  }
}

const awaits: Told = ['MatchAwaited', { ...asked, facts }];
const confirms: Told = ['MatchConfirmed', { ...asked, facts }];

/** The waybill is there, the list is filed, the order comes, the list is declared and waits for its inspection. */
function matched(): AuditRecord[] {
  const matching = new Matching();
  matching.submit(WAYBILL, { grossWeightGrams: 500, packages: 1 });
  const ofWaybill = matching.filed(awaits, confirms).filter(({ type }) => type === 'MatchConfirmed');
  for (const answer of ofWaybill)
    matching.hears(answer, ['MatchNoted', { platform: PLATFORM, version: 1, documentId: WAYBILL }]);
  const [, ofOrder] = matching.order(confirms);
  if (!ofOrder) throw new Error('The order answers nobody');
  matching.declared(ofOrder);
  return matching.story.records;
}

describe('lists that need documents', () => {
  it('are declared by matches', () => {
    const audit = audited(matched(), { isDrained: false });
    expect(complaints(audit)).toEqual([]);
    expect(audit.balances.queues).toEqual(new Map([['inspection.documents', 1]]));
  });
  it('stand in one queue while they wait, and are rejected without leaving anything behind', () => {
    const matching = new Matching();
    matching.filed(awaits, awaits);
    const waiting = audited(matching.story.records);
    expect(complaints(waiting)).toEqual([]);
    expect(waiting.balances.queues).toEqual(new Map([['declaration.matching', 1]]));
    const command = matching.story.command('declaration', ID, ['ExpireMatching', { due: 99_000 }]);
    const why = { orderNo: '7', destinationCountry: 'KZ', faults: [{}] };
    const [, back] = matching.story.decide(
      ...(['declaration', command, ID] as const),
      ['DeclarationRejected', { ...decided, ...why }],
      ['DocumentsGivenBack', { platform: PLATFORM, version: 1, documentIds }],
    );
    for (const part of back ? matching.story.transfer(back) : []) {
      const own = documentIds.filter((id) => matching.story.lane(id) === part.partition);
      const told = own.map((id): Told => ['MatchDissolved', { parcelId: ID, platform: PLATFORM, version: 1 }, id]);
      matching.story.decide('declaration', part, own[0] ?? '', ...told);
    }
    const ended = audited(matching.story.records);
    expect(complaints(ended)).toEqual([]);
    expect(ended.balances.total).toMatchObject({ declared: 1, rejected: 1 });
  });

  it('are missed when one is declared without a match', () => {
    const log = matched();
    const declared = find(log, 'ParcelDeclared', ID);
    const none = audited(altered(log, declared, { fields: { ...declared.fields, documentIds: [] } }), {
      isDrained: false,
    });
    expect(violationsOf(none, 3)).toContainEqual(
      expect.objectContaining({ ...named(declared), what: expect.stringContaining('declared with no document') }),
    );
    const confirmed = log.find(
      (r) => r.type === 'MatchConfirmed' && r.key === ORDER && r.topic === 'declaration.events',
    );
    if (!confirmed) throw new Error('The order did not answer');
    const of = { ...confirmed.fields, version: 2 };
    const other = audited(altered(log, confirmed, { fields: of }), { isDrained: false });
    expect(violationsOf(other, 3)).toContainEqual(
      expect.objectContaining({ ...named(declared), what: `declared, but ${ORDER} is not bound to it` }),
    );
  });
  it('are told by the rules of the day, whatever the stage thinks of them', () => {
    const need = (document: string, until?: string) => ({
      ...{ from: '1970-01-01', ...(until === undefined ? {} : { until }) },
      value: { document, platforms: [PLATFORM], tradeModes: ['9610'] },
    });
    const right = new DocumentRules([need('order'), need('waybill'), need('payment', '1970-01-01')]);
    const log = matched();
    const options = { isDrained: false };
    expect(complaints(audited(log, { ...options, documentRules: right }))).toEqual([]);
    const stricter = audited(log, { ...options, documentRules: new DocumentRules([need('order'), need('payment')]) });
    expect(violationsOf(stricter, 3)).toEqual([
      expect.objectContaining({ what: 'filed with order,waybill, where the rules ask for order,payment' }),
    ]);
    const story = new Story();
    const parcel = new Parcel(story, ID);
    parcel.opened(parcel.declared(), 'YELLOW');
    const passedOver = audited(story.records, { ...options, documentRules: right });
    expect(violationsOf(passedOver, 3)).toEqual([
      expect.objectContaining({ what: 'declared without a match, where the rules ask for order,waybill' }),
    ]);
  });
  it.each([
    ['merchantCode', 'N', 'its merchantCode is another'],
    ['goodsValueMinor', 99, '100 is declared of 99'],
    ['orderKind', 'WAREHOUSE', 'its orderKind is another'],
  ])('are missed when an order with another %s is confirmed', (field, value, what) => {
    const log = matched();
    const order = find(log, 'OrderSubmitted', ORDER);
    const audit = audited(altered(log, order, { fields: { ...order.fields, [field]: value } }), { isDrained: false });
    expect(violationsOf(audit, 3)).toEqual([expect.objectContaining({ what: expect.stringContaining(what) })]);
  });
  it('are missed when a document never answers them', () => {
    const log = matched();
    const noted = find(log, 'MatchAwaited', ORDER);
    const audit = audited(without(log, noted), { isDrained: true });
    expect(audit.findings.violations).toBeGreaterThan(0);
  });
});
