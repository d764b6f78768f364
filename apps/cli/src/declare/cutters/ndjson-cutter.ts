import type { Cutter, Piece } from './cutter';

const NEWLINE = 0x0a;
const NOTHING = Buffer.alloc(0);

/** A record is a line, handed on as it comes, however long it is. */
export class NdjsonCutter implements Cutter {
  readonly head = NOTHING;
  readonly tail = NOTHING;
  private line = 1;

  *push(chunk: Buffer): Generator<Piece> {
    for (let at = 0; at < chunk.length;) {
      const lineEnd = chunk.indexOf(NEWLINE, at);
      const to = lineEnd === -1 ? chunk.length : lineEnd + 1;
      yield { number: this.line, bytes: chunk.subarray(at, to) };
      if (lineEnd !== -1) this.line += 1;
      at = to;
    }
  }

  end(): Iterable<Piece> {
    return [];
  }
}
