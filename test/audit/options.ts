import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** How the audit is to be made. */
export interface Options {
  /** `host:port` of some brokers. */
  readonly brokers: readonly string[];
  readonly redisUrl: string;
  /** A file for the report as JSON; null for none. */
  readonly jsonFile: string | null;
  /** A file with one acknowledged command id per line, as JSON text or as an object with `commandId`; null for none. */
  readonly acknowledgedFile: string | null;
  /** The centre's rules of which lists need documents; null or absent for those of this release. */
  readonly documentRulesFile?: string | null;
  readonly withJava: boolean;
  readonly isDrained: boolean;
}

/** The command line says something that cannot be done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `npm run audit -- [options]

Reads the whole log and Redis with code of its own and checks what must always hold.

  --data DIR           a centre started by npm start: takes its Kafka and Redis from DIR/centre.json
                       (without --data, --brokers and --redis: .alataw)
  --brokers HOST:PORT  Kafka, several with commas; plain connections only
  --redis URL          Redis, e.g. redis://127.0.0.1:6379/0
  --acknowledged FILE  command ids that were acknowledged, one a line: "id" or {"commandId": "id", …}
  --document-rules FILE
                       whose lists need documents; of DECLARATION_RULES, or this release, unless said
  --drained            nothing is under way any more: what waits, is lost
  --json FILE          writes the report as JSON, too
  --no-java            leaves out the comparison with Kafka's own Java consumer
  --help

Ends with 0 when nothing is violated, 1 when something is, 2 when the audit could not be made.`;

const DEFAULT_DATA = '.alataw';

/** @returns `'help'` when that is asked for @throws {UsageError} */
export function readOptions(args: readonly string[]): Options | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const needsCentre = values.brokers === undefined || values.redis === undefined;
  const ports = needsCentre ? centrePorts(values.data ?? DEFAULT_DATA) : {};
  const brokers = values.brokers ?? `127.0.0.1:${portOf(ports, 'kafka', '--brokers')}`;
  return {
    brokers: brokers.split(',').map(address),
    redisUrl: values.redis ?? `redis://127.0.0.1:${portOf(ports, 'redis', '--redis')}`,
    jsonFile: values.json ?? null,
    acknowledgedFile: values.acknowledged ?? null,
    documentRulesFile: values['document-rules'] ?? process.env['DECLARATION_RULES'] ?? null,
    withJava: !values['no-java'],
    isDrained: values.drained === true,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ data: text, brokers: text, redis: text, json: text, acknowledged: text },
        'document-rules': text,
        ...{ 'no-java': flag, drained: flag, help: flag },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function centrePorts(data: string): Readonly<Record<string, unknown>> {
  const file = join(data, 'centre.json');
  try {
    const { ports } = JSON.parse(readFileSync(file, 'utf8')) as { readonly ports?: Record<string, unknown> };
    return ports ?? {};
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `No centre in ${data} (${why}); name it with --data, or Kafka and Redis with --brokers and --redis`,
    );
  }
}

function portOf(ports: Readonly<Record<string, unknown>>, name: string, option: string): number {
  const port = ports[name];
  if (typeof port !== 'number') throw new UsageError(`The centre has no ${name} of its own: name it with ${option}`);
  return port;
}

function address(text: string): string {
  const trimmed = text.trim();
  if (!/^.+:\d{1,5}$/.test(trimmed)) throw new UsageError(`${trimmed} is not HOST:PORT`);
  return trimmed;
}

/** The command ids of a file of acknowledgements. @throws {UsageError} */
export function* acknowledgedIds(file: string): Generator<string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line.trim() === '') continue;
    const id = idOf(line);
    if (id === null) throw new UsageError(`${file}, line ${number}: neither a JSON text nor an object with commandId`);
    yield id;
  }
}

function idOf(line: string): string | null {
  try {
    const value = JSON.parse(line) as unknown;
    if (typeof value === 'string') return value;
    const id = (value as { commandId?: unknown } | null)?.commandId;
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
