import { CsvHeader, CsvRows, isSameDeclaration, type CsvRow } from '@alataw/formats';
import type { Cutter, Piece } from './cutter';

/** As the gateway has it: a longer row is cut off there, and here. */
const MAX_ROW_BYTES = 64 * 1024;

/** A record is the rows of one waybill; the header stands before them. */
export class CsvCutter implements Cutter {
  head: Buffer = Buffer.alloc(0);
  readonly tail = Buffer.alloc(0);
  private readonly rows: CsvRows;
  private header: CsvHeader | undefined;
  private key: string | undefined;
  private number = 0;

  constructor(charset: string | undefined) {
    this.rows = new CsvRows(MAX_ROW_BYTES, charset);
  }

  *push(chunk: Buffer): Generator<Piece> {
    yield* this.take(this.rows.push(chunk));
  }

  *end(): Generator<Piece> {
    yield* this.take(this.rows.end());
  }

  private *take(rows: Iterable<CsvRow>): Generator<Piece> {
    for (const row of rows) {
      if (this.header === undefined) {
        this.header = CsvHeader.namesIn(row);
        this.head = withBreak(row.bytes);
        continue;
      }
      const key = this.header.keyOf(row.fields);
      if (!isSameDeclaration(key, this.key)) this.number = row.line;
      this.key = key;
      yield { number: this.number, bytes: row.bytes };
    }
  }
}

function withBreak(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0x0a ? Buffer.from(bytes) : Buffer.concat([bytes, Buffer.from('\n')]);
}
