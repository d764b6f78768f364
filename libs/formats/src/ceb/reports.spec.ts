import { SourceError } from '../record-source';
import { Ceb603Source } from './ceb603-source';
import { appTimeText, group, messageHead, messageTail, returnTimeText, timeOf } from './ceb-xml';
import { copNoOf, placeOfCopNo } from './cop-no';
import { readReceipts } from './receipt-reader';
import { readReports } from './report-reader';
import { listDocument, reportMessage, waybillDocument, type ReportedDeclaration } from './report-writer';

const NOW = Date.parse('2026-11-24T02:00:00.123Z');
const names = { guid: 'G-1', copNo: 'CNPOST.LX473124829CN', preNo: null, invtNo: null, appTime: NOW };
const declaration: ReportedDeclaration = {
  logisticsCode: 'CNPOST',
  logisticsNo: 'LX473124829CN',
  platform: 'TEMU',
  orderNo: 'PO-1 & more',
  tradeMode: '9610',
  customsCode: '9404',
  portCode: '9404',
  destinationCountry: 'KZ',
  merchantCode: '91350100M000100Y43',
  merchantName: '乌鲁木齐商贸有限公司',
  consigneeCity: '阿拉木图',
  currency: 'CNY',
  packages: 1,
  grossWeightGrams: 1_250,
  netWeightGrams: 1_100,
  freightMinor: 1_200,
  insuranceMinor: null,
  accountBookNo: null,
  statisticsFlag: 'B',
  returnOf: null,
  items: [
    {
      ...{ lineNo: 1, hsCode: '6109100010', description: '棉质T恤衫 <M>', quantity: 2, unit: 'H87' },
      ...{ netWeightGrams: 1_100, priceMinor: 25_900, countryOfOrigin: 'CN' },
    },
  ],
};

describe('an export list', () => {
  it('is read again as the declaration that it was written from', () => {
    const source = new Ceb603Source({ carrier: 'KAZPOST' });
    const text = reportMessage(603, 'm', [listDocument(names, declaration, false)]);
    const [record] = [...source.push(Buffer.from(text)), ...source.end()];
    const { platform, ...own } = declaration;
    const given = { ...own, returnOf: undefined, insuranceMinor: undefined, accountBookNo: undefined };
    expect(platform).toBe('TEMU');
    expect(record?.reading).toMatchObject({ ok: true });
    expect(record?.reading.ok === true && record.reading.value).toMatchObject(
      JSON.parse(JSON.stringify(given)) as object,
    );
    expect(record?.names).toMatchObject({ guid: 'G-1', copNo: 'CNPOST.LX473124829CN', ebpCode: 'TEMU' });
  });
  it('is one of imports when the goods come back', () => {
    const back = { ...declaration, returnOf: 'CNPOST.LX473124838CN' };
    expect(listDocument(names, back, false)).toMatch('<ceb:ieFlag>I</ceb:ieFlag>');
  });
  it('is a change once customs has numbered it', () => {
    expect(listDocument({ ...names, preNo: 'B1' }, declaration, true)).toMatch('<ceb:appType>2</ceb:appType>');
  });
  it('is not written with a code that customs does not have', () => {
    expect(() => listDocument(names, { ...declaration, destinationCountry: 'XX' }, false)).toThrow(RangeError);
  });
});

describe('readReports', () => {
  it.each([
    [603, 'LIST', listDocument(names, declaration, false)],
    [507, 'ARRIVAL', waybillDocument(507, names, declaration)],
    [509, 'DEPARTURE', waybillDocument(509, names, declaration)],
    [605, 'CANCELLATION', waybillDocument(605, names, declaration)],
  ] as const)('finds what a message %i is about', (no, document, text) => {
    const { guid, copNo } = names;
    expect(readReports(Buffer.from(reportMessage(no, 'm', [text, text])))).toEqual([
      { document, guid, copNo },
      { document, guid, copNo },
    ]);
  });
  it('reads a whole message at once, however long', () => {
    const texts = Array.from({ length: 100 }, () => listDocument(names, declaration, false));
    const message = Buffer.from(reportMessage(603, 'm', texts));
    expect(message.length).toBeGreaterThan(65_536);
    expect(readReports(message)).toHaveLength(100);
  });
  it('refuses what is no message', () => {
    expect(() => readReports(Buffer.from('<x/>'))).toThrow(SourceError);
  });
});

describe('readReceipts', () => {
  const fields = {
    guid: 'G-1',
    copNo: 'C-1',
    returnStatus: '399',
    returnTime: returnTimeText(NOW),
    returnInfo: '[ok]',
  };
  const message = (of: Readonly<Record<string, string>>[], no: 604 | 508 = 604): Buffer =>
    Buffer.from(messageHead(no, 'm') + of.map((each) => group('InventoryReturn', each, 2)).join('') + messageTail(no));

  it('reads receipts of a list and of other documents', () => {
    const receipt = { guid: 'G-1', copNo: 'C-1', code: 399, returnTime: NOW, info: '[ok]', preNo: null, invtNo: null };
    expect(readReceipts(message([fields]), 9)).toEqual([{ ok: true, receipt: { document: 'LIST', ...receipt } }]);
    expect(readReceipts(message([fields], 508), 9)).toMatchObject([{ ok: true, receipt: { document: 'ARRIVAL' } }]);
  });
  it('tells what is wrong with one, and reads the others', () => {
    const readings = readReceipts(message([{ ...fields, returnStatus: 'good', returnTime: 'now' }, fields]), 9);
    expect(readings.map(({ ok }) => ok)).toEqual([false, true]);
    expect(readings[0]).toMatchObject({ faults: [{ code: 'NOT_A_CODE' }, { code: 'NOT_A_TIME' }] });
  });
  it('refuses more than it may hold, another message, and what could grow', () => {
    expect(() => readReceipts(message([fields, fields]), 1)).toThrow('NOT_RECEIPTS');
    expect(() => readReceipts(Buffer.from('<CEB603Message/>'), 1)).toThrow('NOT_RECEIPTS');
    expect(() => readReceipts(Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><CEB604Message/>'), 1)).toThrow(
      'DTD_NOT_ALLOWED',
    );
  });
});

describe('times', () => {
  it('are those of Beijing', () => {
    expect(returnTimeText(NOW)).toBe('20261124100000123');
    expect(appTimeText(NOW)).toBe('20261124100000');
  });
  it('are read again, and what is none is not', () => {
    expect(timeOf('20261124100000123')).toBe(NOW);
    expect(timeOf('20261124100000')).toBe(NOW - 123);
    expect(['', '2026', '20261324100000'].map(timeOf)).toEqual([null, null, null]);
  });
});

describe('the number under which customs knows a list', () => {
  it('is the parcel’s id where that fits, else a place', () => {
    expect(copNoOf('CNPOST.LX473124829CN', { partition: 3, offset: 17 })).toBe('CNPOST.LX473124829CN');
    const long = `CNPOST.${'9'.repeat(24)}`;
    expect(long).toHaveLength(31);
    expect(copNoOf(long, { partition: 3, offset: 17 })).toBe('#3-17');
    expect(placeOfCopNo('#3-17')).toEqual({ partition: 3, offset: 17 });
    expect([placeOfCopNo('CNPOST.X'), placeOfCopNo('#3'), placeOfCopNo('#-1-2')]).toEqual([null, null, null]);
  });
});
