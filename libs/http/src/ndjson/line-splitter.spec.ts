import fc from 'fast-check';
import { LineSplitter, type Line } from './line-splitter';

const split = (chunks: readonly Buffer[], maxLineBytes = 64): string[] => {
  const splitter = new LineSplitter(maxLineBytes);
  const lines: string[] = [];
  const take = (line: Line): void => {
    lines.push(`${line.number}:${'tooLong' in line ? '!' : line.bytes.toString('utf8')}`);
  };
  for (const chunk of chunks) for (const line of splitter.push(chunk)) take(line);
  for (const line of splitter.end()) take(line);
  return lines;
};

const inPieces = (text: string, size: number): Buffer[] => {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
};

describe(LineSplitter.name, () => {
  it.each([1, 2, 3, 7, 100])('finds the same lines in chunks of %i bytes', (size) => {
    expect(split(inPieces('{"a":1}\n\n{"b":2}\r\n  \n{"c":"ö"}', size))).toEqual([
      '1:{"a":1}',
      '3:{"b":2}',
      '5:{"c":"ö"}',
    ]);
  });

  it('finds what a split of the whole text finds, however it is cut', () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', '\n', '\n\n', '\r\n', ' ', 'ü'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, size) => {
        const expected = whole
          .split('\n')
          .map((line, n) => `${n + 1}:${line.replace(/^[ \t\r]+|[ \t\r]+$/g, '')}`)
          .filter((line) => !line.endsWith(':'));
        expect(split(inPieces(whole, size), 1000)).toEqual(expected);
      }),
    );
  });

  it('keeps a line of exactly the limit', () => {
    expect(split(inPieces(`${'x'.repeat(64)}\n`, 10))).toEqual([`1:${'x'.repeat(64)}`]);
  });

  it.each([1, 10, 1000])('reports a longer line once and goes on behind it, in chunks of %i bytes', (size) => {
    expect(split(inPieces(`${'x'.repeat(65)}\nok\n`, size))).toEqual(['1:!', '2:ok']);
  });

  it('reports a line that is too long and never ends', () => {
    expect(split(inPieces('x'.repeat(1000), 100))).toEqual(['1:!']);
  });

  it('holds no more than one line of a very long one', () => {
    const splitter = new LineSplitter(64 * 1024);
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 256; n++) expect([...splitter.push(chunk)]).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    expect([...splitter.end()]).toEqual([{ number: 1, tooLong: true }]);
  });

  it('counts empty lines and leaves them out', () => {
    expect(split([Buffer.from('\n\n\n'), Buffer.from('\na\n\n')])).toEqual(['5:a']);
  });

  it('leaves out a byte order mark, at the start only', () => {
    expect(split([Buffer.from('\ufeffa\n\ufeffb\n')])).toEqual(['1:a', '2:\ufeffb']);
  });

  it('hands on bytes that are no text as they are', () => {
    const splitter = new LineSplitter(64);
    const lines = [...splitter.push(Buffer.from([0xff, 0x00, 0xfe, 0x0a]))];
    expect(lines).toEqual([{ number: 1, bytes: Buffer.from([0xff, 0x00, 0xfe]) }]);
  });

  it('finds nothing in nothing', () => {
    expect(split([])).toEqual([]);
  });
});
