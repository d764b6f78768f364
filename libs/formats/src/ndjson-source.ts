import { LineSplitter, readJson, type Line } from '@alataw/http';
import type { RecordSource, SourceFault, SourceRecord } from './record-source';

const nowhere = (): undefined => undefined;

/** Newline-delimited JSON: one declaration a line, UTF-8. The number of a record is its line, so that it needs no other place. */
export class NdjsonSource implements RecordSource {
  private readonly splitter: LineSplitter;

  constructor(private readonly maxLineBytes: number) {
    this.splitter = new LineSplitter(maxLineBytes);
  }

  get count(): number {
    return this.splitter.lineNumber;
  }

  *push(chunk: Buffer): Generator<SourceRecord, void, void> {
    for (const line of this.splitter.push(chunk)) yield this.read(line);
  }

  *end(): Generator<SourceRecord, void, void> {
    for (const line of this.splitter.end()) yield this.read(line);
  }

  private read(line: Line): SourceRecord {
    const { number } = line;
    if ('tooLong' in line) {
      const detail = `Send at most ${this.maxLineBytes} bytes per line, and end each line with a newline.`;
      return refused(number, { pointer: '', code: 'LINE_TOO_LONG', detail });
    }
    const reading = readJson(line.bytes);
    return reading.ok ? { number, reading, placeOf: nowhere } : refused(number, reading.fault);
  }
}

function refused(number: number, fault: SourceFault): SourceRecord {
  return { number, reading: { ok: false, faults: [fault] }, placeOf: nowhere };
}
