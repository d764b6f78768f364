import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { GatewayClient } from '../edge/gateway-client';
import type { LotFile } from './lot-file';

/** Where the records that were not accepted go, and why they were not. */
export interface RejectedFiles {
  readonly records: string;
  readonly reasons: string;
}

export const rejectedFilesOf = ({ path, format }: LotFile): RejectedFiles => ({
  records: `${path}.rejected.${format}`,
  reasons: `${path}.reasons.ndjson`,
});

/**
 * Writes the records of a file that were not accepted, byte for byte as they came, into a file of the same format, and the gateway's
 * reasons beside it. Both are written anew, or removed when there is nothing to write.
 * @returns how many there are
 */
export async function writeRejected(lot: LotFile, client: GatewayClient, resultsPath: string): Promise<number> {
  const files = rejectedFilesOf(lot);
  const rejected = new Set<number>();
  const reasons = new Output(files.reasons);
  for await (const line of client.lines(`${resultsPath}?status=invalid,rejected`, 'application/x-ndjson')) {
    rejected.add(Number((JSON.parse(line) as { readonly line?: unknown }).line));
    await reasons.write(Buffer.from(`${line}\n`));
  }
  await reasons.close(rejected.size > 0);
  const records = new Output(files.records);
  if (rejected.size > 0) await writeRecords(lot, rejected, records);
  await records.close(rejected.size > 0);
  return rejected.size;
}

async function writeRecords(lot: LotFile, wanted: ReadonlySet<number>, output: Output): Promise<void> {
  const cutter = lot.cutter();
  let isFirst = true;
  let last: number | undefined;
  const take = async (pieces: Iterable<{ readonly number: number; readonly bytes: Buffer }>): Promise<void> => {
    for (const { number, bytes } of pieces) {
      if (!wanted.has(number)) continue;
      if (isFirst) await output.write(cutter.head);
      else if (number !== last && !output.endsLine) await output.write(Buffer.from('\n'));
      isFirst = false;
      last = number;
      await output.write(bytes);
    }
  };
  for await (const chunk of lot.content()) await take(cutter.push(chunk));
  await take(cutter.end());
  if (cutter.tail.length > 0) await output.write(Buffer.concat([Buffer.from('\n'), cutter.tail, Buffer.from('\n')]));
}

/** A file that appears when it is whole. */
class Output {
  private readonly draft: string;
  private readonly stream;
  endsLine = true;

  constructor(private readonly path: string) {
    this.draft = `${path}.${process.pid}`;
    this.stream = createWriteStream(this.draft);
  }

  /** The bytes are copied: they belong to whoever hands them in. */
  async write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    this.endsLine = bytes.at(-1) === 0x0a;
    if (!this.stream.write(Buffer.from(bytes))) await once(this.stream, 'drain');
  }

  async close(keep: boolean): Promise<void> {
    this.stream.end();
    await once(this.stream, 'close');
    if (keep) await rename(this.draft, this.path);
    else await Promise.all([this.draft, this.path].map((path) => rm(path, { force: true })));
  }
}
