import { gb18030Of } from '../charset/gb18030.fixture';
import { chanceOf, cuts, garbled, readAll, shredded, type Outcome } from '../source.fixture';
import { csvColumns } from './csv-header';
import { CsvRows } from './csv-rows';
import { CsvSource } from './csv-source';

const text = { type: 'string' };
const whole = { type: 'integer' };
const columns = csvColumns({
  required: ['logisticsCode', 'logisticsNo', 'merchantName', 'packages', 'items'],
  properties: {
    logisticsCode: text,
    logisticsNo: text,
    merchantName: text,
    packages: whole,
    freightMinor: { type: ['integer', 'null'] },
    items: { type: 'array', items: { required: ['lineNo', 'hsCode'], properties: { lineNo: whole, hsCode: text } } },
  },
});
const HEADER = 'logisticsCode,logisticsNo,merchantName,packages,freightMinor,items.lineNo,items.hsCode';
const read = (file: string | Buffer, charset?: string, maxRowBytes = 200): Outcome =>
  readAll(new CsvSource(columns, maxRowBytes, charset), [Buffer.from(file)]);
const rows = (...lines: string[]): string => [HEADER, ...lines].join('\n');
const codesOf = ({ records }: Outcome): unknown[] =>
  records.map(({ number, faults }) => [number, faults?.map(({ code }) => code) ?? 'ok']);

describe(CsvSource.name, () => {
  it('makes consecutive rows of one waybill one declaration, whose head is stated once or again', () => {
    const file = rows('CNPOST,A1,Acme,1,,1,6109', 'CNPOST,A1,,,,2,6110', 'CNPOST,A1,Acme,1,,3,6111');
    const head = { logisticsCode: 'CNPOST', logisticsNo: 'A1', merchantName: 'Acme', packages: 1 };
    const items = ['6109', '6110', '6111'].map((hsCode, index) => ({ lineNo: index + 1, hsCode }));
    expect(read(file).records).toEqual([{ number: 2, value: { ...head, items } }]);
  });

  it('reads quoted fields with commas, quotes and line breaks, and counts their lines', () => {
    const outcome = read(rows('CNPOST,A1,"Ünal, ""X""\nLtd",2,50,1,6109', 'CNPOST,A2,Acme,1,,1,6109'));
    expect(outcome.records).toMatchObject([
      { number: 2, value: { merchantName: 'Ünal, "X"\nLtd', packages: 2, freightMinor: 50 } },
      { number: 4, value: { logisticsNo: 'A2' } },
    ]);
  });

  it('says which line and column of a declaration differ', () => {
    const { records } = read(rows('CNPOST,A1,Acme,1,,1,6109', 'CNPOST,A1,Acne,1,,2,6110', 'CNPOST,A2,Acme,1,,1,6109'));
    expect(records).toMatchObject([
      { number: 2, faults: [{ code: 'HEAD_DIFFERS', place: { sourceLine: 3, column: 3, element: 'merchantName' } }] },
      { number: 4, value: {} },
    ]);
  });

  it('leaves text that is no integer as it is, for the schema to refuse, and knows where it stands', () => {
    const [record] = [
      ...new CsvSource(columns, 200).push(Buffer.from(rows('CNPOST,A1,Acme,1.5,,x,6109', 'C,B,,,,1,6', ''))),
    ];
    expect(record?.reading).toMatchObject({ value: { packages: '1.5', items: [{ lineNo: 'x' }] } });
    expect(
      ['/packages', '/items/0/lineNo', '/items/0', '', '/freightMinor'].map((pointer) => record?.placeOf(pointer)),
    ).toEqual([
      { sourceLine: 2, column: 4, element: 'packages' },
      { sourceLine: 2, column: 6, element: 'items.lineNo' },
      { sourceLine: 2, column: null, element: null },
      { sourceLine: 2, column: null, element: null },
      { sourceLine: 2, column: 5, element: 'freightMinor' },
    ]);
  });

  it.each([
    ['an uneven row', 'CNPOST,A1,Acme,1,,1', 'UNEVEN_ROW'],
    ['a quote that is not closed', 'CNPOST,A1,"Acme,1,,1,6109', 'QUOTE_NOT_CLOSED'],
    ['a quote within a field', 'CNPOST,A1,Ac"me,1,,1,6109', 'QUOTE_MISPLACED'],
    ['text behind a quoted field', 'CNPOST,A1,"Ac"me,1,,1,6109', 'QUOTE_MISPLACED'],
    ['a row that is too long', `CNPOST,A1,${'x'.repeat(300)},1,,1,6109`, 'ROW_TOO_LONG'],
    ['a NUL byte', 'CNPOST,A1,Ac\0me,1,,1,6109', 'NUL_BYTE'],
  ])('refuses the declaration with %s, and no other', (_, row, code) => {
    const behind = Array.from({ length: 20 }, (__, n) => `CNPOST,B${n},Acme,1,,1,6109`);
    expect(codesOf(read(rows('CNPOST,A0,Acme,1,,1,6109', row, ...behind)))).toEqual([
      [2, 'ok'],
      [3, [code]],
      ...behind.map((__, n) => [n + 4, 'ok']),
    ]);
  });

  it('refuses a declaration whose second row cannot be read as a whole: a part of it would be another one', () => {
    expect(codesOf(read(rows('CNPOST,A1,Acme,1,,1,6109', 'CNPOST,A1,Ac"me,1,,2,6109', 'CNPOST,A1,,,,3,6109')))).toEqual(
      [[2, ['QUOTE_MISPLACED']]],
    );
  });

  it('refuses bytes of another encoding row by row', () => {
    const row = gb18030Of('CNPOST,A1,乌鲁木齐商贸,1,,1,6109');
    expect(codesOf(read(Buffer.concat([Buffer.from(rows('CNPOST,A0,Acme,1,,1,6109', '')), row])))).toEqual([
      [2, 'ok'],
      [3, ['INVALID_UTF8']],
    ]);
    const neither = Buffer.concat([Buffer.from(rows('CNPOST,A0,')), Buffer.from([0xff]), Buffer.from(',1,,1,6109')]);
    expect(codesOf(read(neither, 'gb18030'))).toEqual([[2, ['INVALID_GB18030']]]);
  });

  it('reads GB18030, and lets a byte order mark win over what the sender says', () => {
    const bytes = gb18030Of(rows('CNPOST,A1,乌鲁木齐商贸,1,,1,6109'));
    expect(read(bytes, 'GBK').records).toMatchObject([{ value: { merchantName: '乌鲁木齐商贸' } }]);
    const marked = Buffer.from(`\ufeff${rows('CNPOST,A1,乌鲁木齐商贸,1,,1,6109')}`);
    expect(read(marked, 'gb18030').records).toMatchObject([{ value: { merchantName: '乌鲁木齐商贸' } }]);
  });

  it('passes over blank rows, and counts them', () => {
    const source = new CsvSource(columns, 200);
    const outcome = readAll(source, [Buffer.from(`\n${HEADER}\r\n\r\nCNPOST,A1,Acme,1,,1,6109\r\n,,,,,,\r\n`)]);
    expect([codesOf(outcome), source.count]).toEqual([[[4, 'ok']], 4]);
  });

  it.each([
    [
      'a column that is not known',
      HEADER.replace('packages', 'pakages'),
      [
        ['UNKNOWN_COLUMN', 'pakages', 4],
        ['MISSING_COLUMN', 'packages', null],
      ],
    ],
    [
      'a column of an item without its prefix',
      HEADER.replace('items.hsCode', 'hsCode'),
      [
        ['UNKNOWN_COLUMN', 'hsCode', 7],
        ['MISSING_COLUMN', 'items.hsCode', null],
      ],
    ],
    ['a column twice', `${HEADER},packages`, [['COLUMN_TWICE', 'packages', 8]]],
    ['semicolons', HEADER.replaceAll(',', ';'), [['WRONG_SEPARATOR', null, null]]],
    ['an open quote', `"${HEADER}`, [['QUOTE_NOT_CLOSED', null, null]]],
  ])('refuses a header with %s at once', (_, header, faults) => {
    const outcome = read(`${header}\nCNPOST,A1,Acme,1,,1,6109\n`);
    expect([outcome.records, outcome.error]).toEqual([[], 'CSV_HEADER']);
    expect(outcome.errorFaults?.map(({ code, place }) => [code, place?.element, place?.column])).toEqual(faults);
    expect(outcome.errorFaults?.every(({ place }) => place?.sourceLine === 1)).toBe(true);
  });

  it('says which name was meant', () => {
    const { errorFaults } = read(`${HEADER.replace('logisticsNo', 'Logistics No')}\n`);
    expect(errorFaults?.[0]?.detail).toBe('Write "logisticsNo": names are as in the JSON.');
  });

  it.each(['utf-16', 'big5', ''])('does not take %j for an encoding', (charset) => {
    expect(() => new CsvSource(columns, 200, charset)).toThrow('ENCODING_NOT_SUPPORTED');
  });
  it('refuses UTF-16 by its mark', () => {
    expect(read(Buffer.from(`\ufeff${rows('CNPOST,A1,Acme,1,,1,6109')}`, 'utf16le')).error).toBe(
      'ENCODING_NOT_SUPPORTED',
    );
  });
});

const hard = rows(
  'CNPOST,A1,"乌鲁木齐, ""商贸""\r\n有限公司",1,,1,6109\r',
  'CNPOST,A1,,,,2,6110',
  '',
  'CNPOST,A2,Ac"me,1,,1,6109',
  `CNPOST,A3,${'长'.repeat(40)},1,,1,6109`,
  'CNPOST,A4,"Acme,1,,1,6109',
  'CNPOST,A5,Acme,1,,1,6109',
);

describe('how CSV is cut into chunks', () => {
  it.each([
    ['UTF-8', Buffer.from(hard), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${hard}`), 'utf-8'],
    ['GB18030', gb18030Of(hard), 'gb18030'],
  ])('makes no difference in %s', (_, bytes, charset) => {
    const whole = readAll(new CsvSource(columns, 120, charset), [bytes]);
    expect(codesOf(whole)).toHaveLength(5);
    for (const chunks of cuts(bytes)) expect(readAll(new CsvSource(columns, 120, charset), chunks)).toEqual(whole);
  });

  it('makes no difference to garbled files either, which never make it fail otherwise than by saying so', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const chance = chanceOf(seed);
      const bytes = garbled(garbled(Buffer.from(hard), chance), chance);
      const whole = readAll(new CsvSource(columns, 120), [bytes]);
      expect([seed, readAll(new CsvSource(columns, 120), shredded(bytes, chance))]).toEqual([seed, whole]);
    }
  });
});

describe(CsvRows.name, () => {
  it('gives back the bytes of a file, row by row', () => {
    const rowsOf = new CsvRows(200);
    const found = [...rowsOf.push(Buffer.from(hard)), ...rowsOf.end()].map(({ bytes }) => String(bytes));
    expect(found.join('')).toBe(hard.replace('\n\n', '\n'));
  });

  it('holds no more than a row, however long that gets', () => {
    const rowsOf = new CsvRows(1_000);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let found = 0;
    for (let n = 0; n < 2_000; n++) found += [...rowsOf.push(chunk)].length;
    expect(found).toBe(1);
    expect(Reflect.get(rowsOf, 'carry')).toHaveLength(0);
  });
});
