import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One record as Kafka's own consumer has printed it. */
export interface JavaRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** The console consumer cannot be started, or ends before it has shown everything. */
export class JavaError extends Error {
  override readonly name = 'JavaError';
}

const MAIN = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
/** Prints printable ASCII as it is and every other byte, the backslash included, as `\xNN`: nothing is lost. */
const BYTES = 'org.apache.kafka.common.serialization.BytesDeserializer';
const LINE = /^Partition:(\d+)\tOffset:(\d+)\t(.*)\t([^\t]*)$/;
/** So long without a record, and the consumer gives up by itself. */
const IDLE_MS = 20_000;

/** The folder of Kafka's jars that the launcher fetches, or null when this machine has none. */
export function jarsFolder(): string | null {
  const { ALATAW_CACHE, XDG_CACHE_HOME } = process.env;
  const cache = ALATAW_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'alataw');
  const folder = join(cache, 'kafka-4.3.1');
  return existsSync(folder) ? folder : null;
}

/** The bytes that the consumer's text stands for; `null` is what it prints where there are none. */
export function unescaped(text: string): Buffer | null {
  if (text === 'null') return null;
  const bytes = Buffer.allocUnsafe(text.length);
  let size = 0;
  for (let i = 0; i < text.length;) {
    if (text.charCodeAt(i) === 0x5c) {
      bytes[size++] = parseInt(text.slice(i + 2, i + 4), 16);
      i += 4;
    } else bytes[size++] = text.charCodeAt(i++);
  }
  return bytes.subarray(0, size);
}

export function javaRecord(line: string): JavaRecord | null {
  const [, partition, offset, key = '', value = ''] = LINE.exec(line) ?? [];
  if (partition === undefined) return null;
  return { partition: Number(partition), offset: Number(offset), key: unescaped(key), value: unescaped(value) };
}

/**
 * Reads a topic from its start with Kafka's own console consumer, until every partition has come to its end.
 * @param ends per partition, the offset to read up to; what comes behind it is left out
 * @throws {JavaError}
 */
export async function readWithJava(
  of: { readonly jars: string; readonly brokers: string; readonly topic: string },
  ends: ReadonlyMap<number, number>,
  take: (record: JavaRecord) => void,
): Promise<void> {
  const shown = ['print.partition=true', 'print.offset=true', 'print.key=true', 'print.value=true'];
  const properties = [...shown, `key.deserializer=${BYTES}`, `value.deserializer=${BYTES}`];
  const args = [
    ...['-XX:TieredStopAtLevel=1', '-Xmx256m', '-cp', join(of.jars, '*'), MAIN],
    ...['--bootstrap-server', of.brokers, '--topic', of.topic, '--from-beginning', '--timeout-ms', String(IDLE_MS)],
    ...properties.flatMap((property) => ['--formatter-property', property]),
  ];
  const open = new Set([...ends].filter(([, end]) => end > 0).map(([partition]) => partition));
  if (open.size === 0) return;
  const child = spawn('java', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new JavaError(`java cannot be started: ${error.message}`)));
  });
  failed.catch(() => undefined);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  try {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      const record = javaRecord(line);
      const end = record && ends.get(record.partition);
      if (!record || end === null || end === undefined) continue;
      if (record.offset < end) take(record);
      if (record.offset >= end - 1) open.delete(record.partition);
      if (open.size === 0) return;
    }
    const code = await Promise.race([failed, ended]);
    // It waited in vain for what it does not see: the comparison says what that is.
    if (code !== 0 && !complaint.includes('TimeoutException')) throw new JavaError(complaint.trim());
  } finally {
    child.kill('SIGKILL');
    await Promise.race([ended, failed.catch(() => undefined)]);
  }
}
