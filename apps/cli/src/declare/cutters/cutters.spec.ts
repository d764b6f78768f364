import { Ceb603Source, NdjsonSource, type RecordSource } from '@alataw/formats';
import { TextDecoder } from 'node:util';
import { inventory, message } from '../../../../../libs/formats/src/ceb/ceb603.fixture';
import { gb18030Of } from '../../../../../libs/formats/src/charset/gb18030.fixture';
import { cuts } from '../../../../../libs/formats/src/source.fixture';
import { Ceb603Cutter } from './ceb603-cutter';
import { CsvCutter } from './csv-cutter';
import type { Cutter } from './cutter';
import { NdjsonCutter } from './ndjson-cutter';

/** The bytes of each record, by its number. */
const cut = (cutter: Cutter, chunks: readonly Buffer[]): Map<number, Buffer> => {
  const records = new Map<number, Buffer>();
  const take = (pieces: ReturnType<Cutter['push']>): void => {
    for (const { number, bytes } of pieces) {
      records.set(number, Buffer.concat([records.get(number) ?? Buffer.alloc(0), bytes]));
    }
  };
  for (const chunk of chunks) take(cutter.push(chunk));
  take(cutter.end());
  return records;
};
const numbersOf = (source: RecordSource, bytes: Buffer): number[] =>
  [...source.push(bytes), ...source.end()].map(({ number }) => number);

/** A character of GB18030 whose second byte is that of a closing bracket. */
const bracket = new TextDecoder('gb18030').decode(Buffer.from([0x81, 0x5d]));
const tricky = [
  inventory({ note: 'a' }),
  `<ceb:Inventory/>`,
  inventory({ note: `<!-- <ceb:Inventory> -->b<![CDATA[</ceb:Inventory>${bracket}]>${bracket}]]>` }).replace(
    '<ceb:Inventory>',
    '<ceb:Inventory a="/ceb:Inventory>" b=\'>"\'>',
  ),
  inventory({ note: 'c' }),
].map((list) => list.replaceAll(/\s*<ceb:(?!note|Inventory)\w+>[^<]*<\/ceb:\w+>/g, '').trim());
const file = message(
  tricky.map((list) => `${list}\n`),
  'ceb:',
  '<ceb:BaseTransfer/>',
);

describe(Ceb603Cutter.name, () => {
  it.each([
    ['UTF-8', Buffer.from(file), (text: string) => Buffer.from(text), undefined],
    ['GB18030', gb18030Of(file), gb18030Of, 'gb18030'],
  ])('cuts lists out as they stand, in %s, however the file is cut', (_, bytes, encoded, charset) => {
    expect(numbersOf(new Ceb603Source({ charset }), bytes)).toEqual([1, 2, 3, 4]);
    for (const chunks of cuts(bytes)) {
      const cutter = new Ceb603Cutter(charset);
      expect([...cut(cutter, chunks)]).toEqual(tricky.map((list, index) => [index + 1, encoded(list)]));
      expect([cutter.head, cutter.tail].map(String)).toEqual([
        file.slice(0, file.indexOf('<ceb:Inventory>')),
        '</ceb:CEB603Message>',
      ]);
    }
  });
});

describe(NdjsonCutter.name, () => {
  it('cuts lines out as they stand, and numbers them as the gateway does', () => {
    const bytes = Buffer.from('{"a":1}\r\n\n  {"b":2}  \n{"c":3}');
    expect(numbersOf(new NdjsonSource(100), bytes)).toEqual([1, 3, 4]);
    for (const chunks of cuts(bytes)) {
      const records = cut(new NdjsonCutter(), chunks);
      expect([1, 3, 4].map((number) => String(records.get(number)))).toEqual([
        '{"a":1}\r\n',
        '  {"b":2}  \n',
        '{"c":3}',
      ]);
    }
  });
});

describe(CsvCutter.name, () => {
  it('cuts the rows of a declaration out as they stand, with the header before them', () => {
    const rows = ['a,"b""\r\nc",x,A1\r\n', 'a,,x,A1\n', 'a,b"c,x,A2\n', 'a,,x,A2\n', 'a,b,,A2\n', 'a,b,x,A3'];
    const bytes = Buffer.from(`x,y,logisticsCode,logisticsNo\n${rows.join('')}`);
    for (const chunks of cuts(bytes)) {
      const cutter = new CsvCutter(undefined);
      const records = [...cut(cutter, chunks)].map(([number, own]) => [number, String(own)]);
      expect(records).toEqual([
        [2, `${rows[0]}${rows[1]}`],
        [5, `${rows[2]}${rows[3]}`],
        [7, rows[4]],
        [8, rows[5]],
      ]);
      expect(String(cutter.head)).toBe('x,y,logisticsCode,logisticsNo\n');
    }
  });
});
