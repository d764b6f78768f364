import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gb18030Of } from '../charset/gb18030.fixture';
import { chanceOf, cuts, garbled, readAll, shredded, type Outcome } from '../source.fixture';
import { HEAD_ELEMENTS, ROW_ELEMENTS } from './ceb603-elements';
import { HEAD, inventory, message, ROW } from './ceb603.fixture';
import { Ceb603Source } from './ceb603-source';

const read = (file: string | Buffer, options: { carrier?: string; charset?: string } = {}): Outcome =>
  readAll(new Ceb603Source(options), [Buffer.from(file)]);
const one = (head = {}, rows?: readonly Record<string, string | undefined>[]): Outcome['records'][number] | undefined =>
  read(message([inventory(head, rows)])).records[0];
const faultsOf = (head = {}, rows?: readonly Record<string, string | undefined>[]): unknown[] =>
  (one(head, rows)?.faults ?? []).map(({ code, place }) => [code, place?.element]);
const codesOf = ({ records }: Outcome): unknown[] =>
  records.map(({ faults }) => faults?.map(({ code }) => code) ?? 'ok');

const DECLARATION = {
  logisticsCode: 'CNPOST',
  logisticsNo: 'LX473124829CN',
  orderNo: 'PO-1',
  tradeMode: '9610',
  customsCode: '9404',
  portCode: '9404',
  destinationCountry: 'KZ',
  merchantCode: '91350100M000100Y43',
  merchantName: '乌鲁木齐商贸有限公司',
  consigneeCountry: 'KZ',
  consigneeCity: '阿拉木图',
  carrier: 'CNPOST',
  currency: 'CNY',
  packages: 1,
  grossWeightGrams: 1250,
  netWeightGrams: 1100,
  declaredValueMinor: 25900,
  freightMinor: 1200,
  statisticsFlag: 'B',
  items: [
    {
      lineNo: 1,
      hsCode: '6109100010',
      description: '棉质T恤衫',
      quantity: 2,
      unit: 'H87',
      netWeightGrams: 1100,
      priceMinor: 25900,
      countryOfOrigin: 'CN',
    },
  ],
};

describe(Ceb603Source.name, () => {
  it.each(['ceb:', ''])('makes lists with the prefix "%s" declarations', (prefix) => {
    const lists = [inventory({}, [{}], prefix), inventory({ logisticsNo: 'A2' }, [{}], prefix)];
    expect(read(message(lists, prefix)).records).toEqual([
      { number: 1, value: DECLARATION },
      { number: 2, value: { ...DECLARATION, logisticsNo: 'A2' } },
    ]);
  });

  it('knows the elements of its example', () => {
    expect(Object.keys(HEAD).filter((name) => !HEAD_ELEMENTS.has(name))).toEqual([]);
    expect(Object.keys(ROW).filter((name) => !ROW_ELEMENTS.has(name))).toEqual([]);
  });

  it('reads GB18030 as the XML declaration says', () => {
    expect(read(gb18030Of(message([inventory()], 'ceb:', '', 'GB18030'))).records).toEqual([
      { number: 1, value: DECLARATION },
    ]);
  });

  it('believes a byte order mark before the media type, and that before the XML declaration', () => {
    const utf8 = message([inventory()]);
    expect(codesOf(read(gb18030Of(utf8), { charset: 'gbk' }))).toEqual(['ok']);
    expect(codesOf(read(`\ufeff${message([inventory()], 'ceb:', '', 'GBK')}`, { charset: 'gb18030' }))).toEqual(['ok']);
    expect(codesOf(read(message([inventory()], 'ceb:', '', 'GBK'), { charset: 'utf-8' }))).toEqual(['ok']);
    expect(read(message([inventory()], 'ceb:', '', 'UTF-16')).error).toBe('ENCODING_NOT_SUPPORTED');
  });

  it('refuses a list with bytes of another encoding, by element and line', () => {
    const file = Buffer.concat([
      Buffer.from(message([]).replace('</ceb:CEB603Message>\n', '')),
      gb18030Of(inventory()),
      Buffer.from(inventory()),
      Buffer.from('</ceb:CEB603Message>'),
    ]);
    const outcome = read(file);
    expect(codesOf(outcome)).toEqual([expect.arrayContaining(['INVALID_UTF8']), 'ok']);
    expect(outcome.records[0]?.faults?.[0]?.place).toEqual({
      sourceLine: 11,
      column: 7,
      element: 'InventoryHead/ebpName',
    });
  });

  it('takes the carrier of the whole file, and otherwise the logistics company', () => {
    expect(read(message([inventory()]), { carrier: 'KAZPOST' }).records[0]?.value).toMatchObject({
      carrier: 'KAZPOST',
    });
    expect(one({ logisticsCode: 'cnpost' })?.value).toMatchObject({ carrier: 'CNPOST' });
  });

  it('passes over signatures and transport data', () => {
    const extra =
      '<ceb:BaseTransfer><ceb:copCode>1</ceb:copCode></ceb:BaseTransfer><ds:Signature><ds:a><ds:b/></ds:a></ds:Signature>';
    const list = inventory().replace('</ceb:Inventory>', '<ceb:ExtendMessage><x/></ceb:ExtendMessage></ceb:Inventory>');
    expect(codesOf(read(message([list], 'ceb:', extra)))).toEqual(['ok']);
  });

  it('reads texts in CDATA sections, with references, comments and blanks around', () => {
    expect(one({ ebcName: ' A &amp; B<!-- c --><![CDATA[ <C>]]>&#x4E2D; ' })?.value).toMatchObject({
      merchantName: 'A & B <C>中',
    });
  });

  it.each([
    ['0.00040', 1],
    ['0.0015', 2],
    ['1.2344', 1234],
    ['1.23450', 1235],
  ])('rounds %s kg half up to %d g, never to nothing', (grossWeight, grossWeightGrams) => {
    expect(one({ grossWeight })?.value).toMatchObject({ grossWeightGrams });
  });

  it('takes amounts in other currencies by their own digits', () => {
    const yen = { freight: '100.00', fCurrency: '116' };
    expect(one(yen, [{ currency: '116', totalPrice: '1200.00000' }])?.value).toMatchObject({
      currency: 'JPY',
      declaredValueMinor: 1200,
      freightMinor: 100,
    });
    expect(faultsOf(yen, [{ currency: '116', totalPrice: '1200.5' }])).toEqual([
      ['AMOUNT_TOO_FINE', 'InventoryList[1]/totalPrice'],
    ]);
  });

  it('adds up the prices of the items', () => {
    const { value } = one({}, [{ totalPrice: '0.1' }, { gnum: '2', totalPrice: '0.2' }]) ?? {};
    expect(value).toMatchObject({ declaredValueMinor: 30, items: [{ priceMinor: 10 }, { priceMinor: 20, lineNo: 2 }] });
  });

  it('shares the net weight among items that are not counted by weight', () => {
    const pieces = { unit1: '011', qty1: '2' };
    const weigh = (netWeight: string): unknown =>
      one({ netWeight }, [{ qty1: '0.5' }, pieces, pieces, { unit1: '036', qty1: '100' }])?.value;
    expect(weigh('1.1')).toMatchObject({ items: [500, 250, 250, 100].map((netWeightGrams) => ({ netWeightGrams })) });
    expect(weigh('1.101')).toMatchObject({ items: [500, 251, 250, 100].map((netWeightGrams) => ({ netWeightGrams })) });
    expect(weigh('0.4')).toMatchObject({ items: [500, 1, 1, 100].map((netWeightGrams) => ({ netWeightGrams })) });
  });

  it('tells a fraction of kilograms in grams', () => {
    expect(one({}, [{ qty: '1.5', unit: '035' }])?.value).toMatchObject({ items: [{ quantity: 1500, unit: 'GRM' }] });
    expect(one({}, [{ qty: '2.00', unit: '035' }])?.value).toMatchObject({ items: [{ quantity: 2, unit: 'KGM' }] });
  });

  it.each([
    [{ appType: '2' }, ['AMENDMENT_NOT_HERE', 'InventoryHead/appType']],
    [{ appType: '3' }, ['CANCELLATION_NOT_HERE', 'InventoryHead/appType']],
    [{ appType: undefined }, ['NOT_LISTED', 'InventoryHead/appType']],
    [{ appStatus: '1' }, ['NOT_DECLARED', 'InventoryHead/appStatus']],
    [{ ieFlag: 'I' }, ['NOT_EXPORT', 'InventoryHead/ieFlag']],
    [{ country: 'KZ' }, ['CODE_UNKNOWN', 'InventoryHead/country']],
    [{ grossWeight: '1,25' }, ['NUMBER_FORM', 'InventoryHead/grossWeight']],
    [{ grossWeight: '1e3' }, ['NUMBER_FORM', 'InventoryHead/grossWeight']],
    [{ packNo: '1.5' }, ['NUMBER_FORM', 'InventoryHead/packNo']],
    [{ freight: '12.005' }, ['AMOUNT_TOO_FINE', 'InventoryHead/freight']],
    [{ fFlag: '1' }, ['NOT_A_TOTAL', 'InventoryHead/fFlag']],
    [{ fCurrency: '502' }, ['CURRENCIES_DIFFER', 'InventoryHead/fCurrency']],
    [{ netWieght: '1' }, ['UNKNOWN_ELEMENT', 'InventoryHead/netWieght']],
    [{ note: 'x'.repeat(1001) }, ['TOO_LONG', 'InventoryHead/note']],
    [{ note: '<b>x</b>' }, ['UNEXPECTED_ELEMENT', 'InventoryHead/note']],
  ])('refuses the head %j', (head, fault) => {
    expect(faultsOf(head)).toEqual([fault]);
  });

  it.each([
    [
      [{}, { gcode: '6109', currency: '502' }],
      ['CURRENCIES_DIFFER', 'InventoryList[2]/currency'],
    ],
    [[{ currency: undefined }], ['REQUIRED', 'InventoryList[1]/currency']],
    [[{ unit: '999' }], ['CODE_UNKNOWN', 'InventoryList[1]/unit']],
    [[{ qty: '1.5' }], ['NUMBER_FORM', 'InventoryList[1]/qty']],
    [[], ['ITEMS_MISSING', 'InventoryList']],
  ])('refuses the items %j', (rows, fault) => {
    expect(faultsOf({}, rows)).toEqual([fault]);
  });

  it('says by line and column where a fault is', () => {
    expect(one({ grossWeight: 'x' })?.faults?.[0]).toMatchObject({
      pointer: '/grossWeightGrams',
      place: { sourceLine: 30, column: 7, element: 'InventoryHead/grossWeight' },
    });
  });

  it('knows where a field stands that its schema refuses', () => {
    const [record] = [...new Ceb603Source().push(Buffer.from(message([inventory({ ebcName: undefined })])))];
    expect(record?.placeOf('/items/0/hsCode')).toEqual({
      sourceLine: 35,
      column: 7,
      element: 'InventoryList[1]/gcode',
    });
    expect(record?.placeOf('/merchantName')).toEqual({ sourceLine: 3, column: 3, element: 'InventoryHead/ebcName' });
    expect(record?.placeOf('')).toEqual({ sourceLine: 3, column: 3, element: 'Inventory' });
    expect(record?.names).toMatchObject({ copNo: 'COP-1', customsCode: '9404' });
  });

  it.each([
    ['a second head', inventory().replace('</ceb:Inventory>', '<ceb:InventoryHead/></ceb:Inventory>'), 'ELEMENT_TWICE'],
    ['an element twice', inventory({ note: 'a</ceb:note><ceb:note>b' }), 'ELEMENT_TWICE'],
    ['no head', '<ceb:Inventory></ceb:Inventory>', 'REQUIRED'],
    [
      '501 items',
      inventory(
        {},
        Array.from({ length: 501 }, () => ({})),
      ),
      'TOO_MANY',
    ],
    [
      'more than a list may hold',
      inventory(
        {},
        Array.from({ length: 500 }, () => ({
          note: '长'.repeat(900),
          gmodel: '长'.repeat(900),
          itemName: '长'.repeat(900),
        })),
      ),
      'LIST_TOO_LONG',
    ],
  ])('refuses a list with %s, and no other', (_, list, code) => {
    expect(codesOf(read(message([inventory(), list, inventory()])))).toEqual([
      'ok',
      expect.arrayContaining([code]),
      'ok',
    ]);
  });
});

describe('a file that cannot be read on', () => {
  const cut = (file: string): string => file.slice(0, file.lastIndexOf('<ceb:totalPrice>'));
  it.each([
    ['breaks off', cut(message([inventory(), inventory()])), 'NOT_WELL_FORMED'],
    [
      'has tags that do not match',
      message([inventory(), inventory().replace('</ceb:country>', '</ceb:cuontry>')]),
      'NOT_WELL_FORMED',
    ],
    ['uses an entity', message([inventory(), inventory({ note: '&nbsp;' })]), 'ENTITY_NOT_ALLOWED'],
    ['has a control character', message([inventory(), inventory({ note: '\u0001' })]), 'NOT_WELL_FORMED'],
    ['nests too deep', message([inventory(), inventory({ note: '<a>'.repeat(20) + '</a>'.repeat(20) })]), 'XML_LIMIT'],
    [
      'has too many attributes',
      message([inventory(), inventory({ note: `<a ${Array.from({ length: 20 }, (_, n) => `a${n}=""`).join(' ')}/>` })]),
      'XML_LIMIT',
    ],
    ['has a text without end', message([inventory(), inventory({ note: 'x'.repeat(70_000) })]), 'XML_LIMIT'],
  ])('and that %s counts up to there', (_, file, code) => {
    const outcome = read(file);
    expect([codesOf(outcome), outcome.error]).toEqual([['ok'], code]);
    expect(outcome.errorFaults?.[0]?.place).toMatchObject({
      sourceLine: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('says where it breaks, and repeats nothing of it', () => {
    const { errorFaults } = read('<ceb:CEB603Message>\n  <ceb:Inventory></secret>');
    expect(errorFaults?.[0]?.detail).toBe(
      'Mend the XML and send the file again: unexpected close tag (line 2, column 26).',
    );
  });

  it.each([
    ['another message', '<CEB303Message/>', 'NOT_CEB603'],
    ['JSON', '{"a":1}', 'NOT_WELL_FORMED'],
    ['nothing', '', 'NOT_WELL_FORMED'],
    ['a document type', '<!DOCTYPE a><CEB603Message/>', 'DTD_NOT_ALLOWED'],
    ['a document from elsewhere', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><CEB603Message/>', 'DTD_NOT_ALLOWED'],
  ])('is one of %s', (_, file, code) => {
    expect(read(file)).toMatchObject({ records: [], error: code });
  });

  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`).join('')}]><CEB603Message>&lol9;</CEB603Message>`;
  it.each([
    ['an entity bomb', bomb],
    ['a document type without end', `<!DOCTYPE a [${'<!ENTITY b "c">'.repeat(100_000)}`],
  ])('and is %s is given up before it unfolds', (_, file) => {
    const source = new Ceb603Source();
    let bytes = 0;
    const chunks = shredded(Buffer.from(file), () => 0.99);
    const readOne = (): void => {
      for (const chunk of chunks) {
        bytes += chunk.length;
        Array.from(source.push(chunk));
      }
    };
    expect(readOne).toThrow('DTD_NOT_ALLOWED');
    // No more is looked at than the longest token may have.
    expect(bytes).toBeLessThan(70_000);
  });
});

const small = message([
  inventory({ orderNo: undefined }),
  inventory({ grossWeight: '1.2x', note: '<![CDATA[a]]>&#20013;' }),
]).replaceAll(
  /<ceb:(ebpName|trafMode|itemNo|statisticsFlag|portCode|customsCode|tradeMode|orderNo|price|appTime|ieFlag|freight|fCurrency|fFlag|gmodel|guid|copNo|ebpCode|logisticsName)>[^<]*<\/ceb:\1>\s*/g,
  '',
);

describe('how XML is cut into chunks', () => {
  it.each([
    ['UTF-8', Buffer.from(small), undefined],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${small}`), undefined],
    ['GB18030', gb18030Of(small), 'gb18030'],
    ['another charset than it says', gb18030Of(small), undefined],
    ['UTF-8 that breaks off', Buffer.from(small).subarray(0, -40), undefined],
  ])('makes no difference in %s', (_, bytes, charset) => {
    const whole = read(bytes, charset === undefined ? {} : { charset });
    expect(whole.records.length).toBeGreaterThan(0);
    for (const chunks of cuts(bytes)) expect(readAll(new Ceb603Source({ charset }), chunks)).toEqual(whole);
  });

  it('makes no difference to garbled files either, which never make it fail otherwise than by saying so', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const chance = chanceOf(seed);
      const bytes = garbled(garbled(Buffer.from(small), chance), chance);
      const whole = read(bytes);
      expect([seed, readAll(new Ceb603Source(), shredded(bytes, chance))]).toEqual([seed, whole]);
    }
  });
});

describe('the memory of a source', () => {
  it('does not grow with the lists that it has read', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const source = new Ceb603Source();
    const list = Buffer.from(inventory());
    Array.from(source.push(Buffer.from(message([]).replace('</ceb:CEB603Message>\n', ''))));
    const heapAfter = (lists: number): number => {
      while (source.count < lists) for (const record of source.push(list)) expect(record.reading.ok).toBe(true);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const early = heapAfter(1_000);
    expect(heapAfter(12_000) - early).toBeLessThan(2 * 1024 * 1024);
  });
});
