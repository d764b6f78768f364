import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { CommandError } from '../command';
import { Ceb603Cutter } from './cutters/ceb603-cutter';
import { CsvCutter } from './cutters/csv-cutter';
import type { Cutter } from './cutters/cutter';
import { NdjsonCutter } from './cutters/ndjson-cutter';

/** Formats of files, by the extension that rejected records get. */
export type LotFormat = 'ndjson' | 'csv' | 'xml';

const MEDIA_TYPES: Readonly<Record<LotFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  xml: 'application/xml',
};
const EXTENSIONS: readonly (readonly [string, LotFormat])[] = [
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.csv', 'csv'],
  ['.xml', 'xml'],
];
/** Bytes that tell a format where the name does not. */
const SNIFFED_BYTES = 512;

/** A file of declarations on this machine. */
export class LotFile {
  private constructor(
    readonly path: string,
    readonly format: LotFormat,
    readonly gzip: boolean,
    readonly bytes: number,
    readonly mtimeMs: number,
    /** As the user names it. */
    readonly charset: string | undefined,
  ) {}

  /** @throws {CommandError} for a file that cannot be read or told */
  static async open(path: string, charset: string | undefined): Promise<LotFile> {
    const found = await stat(path).catch((error: unknown) => {
      throw new CommandError(`${path} cannot be read: does it exist?`, { cause: error });
    });
    if (!found.isFile()) throw new CommandError(`${path} is no file.`);
    const head = await headOf(path);
    const gzip = head[0] === 0x1f && head[1] === 0x8b;
    const name = path.toLowerCase().replace(/\.gz$/, '');
    const format =
      EXTENSIONS.find(([extension]) => name.endsWith(extension))?.[1] ?? (gzip ? undefined : formatIn(head));
    if (format === undefined)
      throw new CommandError(`${path} is none of .ndjson, .jsonl, .csv, .xml, nor one of them with .gz.`);
    return new LotFile(path, format, gzip, found.size, found.mtimeMs, charset);
  }

  get contentType(): string {
    return this.charset === undefined
      ? MEDIA_TYPES[this.format]
      : `${MEDIA_TYPES[this.format]}; charset=${this.charset}`;
  }

  /** The bytes as they are sent. */
  raw(): NodeJS.ReadableStream & AsyncIterable<Buffer> {
    return createReadStream(this.path, { highWaterMark: 256 * 1024 });
  }

  /** The bytes, decompressed. */
  async *content(): AsyncGenerator<Buffer> {
    const raw = createReadStream(this.path, { highWaterMark: 256 * 1024 });
    const stream = this.gzip ? raw.pipe(createGunzip()) : raw;
    raw.on('error', (error) => stream.destroy(error));
    for await (const chunk of stream) yield chunk as Buffer;
  }

  /** SHA-256 over all that makes this upload what it is, hexadecimal. */
  async hash(carrier: string | undefined): Promise<string> {
    const hash = createHash('sha256').update(`${this.contentType}\n${carrier ?? ''}\n`);
    for await (const chunk of this.raw()) hash.update(chunk);
    return hash.digest('hex');
  }

  cutter(): Cutter {
    switch (this.format) {
      case 'ndjson':
        return new NdjsonCutter();
      case 'csv':
        return new CsvCutter(this.charset);
      case 'xml':
        return new Ceb603Cutter(this.charset);
    }
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function formatIn(head: Buffer): LotFormat | undefined {
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('{')) return 'ndjson';
  return text.split('\n', 1)[0]?.includes('logisticsNo,') === true ? 'csv' : undefined;
}
