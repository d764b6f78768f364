import { setTimeout as pause } from 'node:timers/promises';
import { CommandError, type Terminal } from '../command';
import { refusalOf, type GatewayClient, type Reply } from '../edge/gateway-client';
import type { LotFile } from './lot-file';
import { declarations, mebibytes, Progress } from './progress';
import { rejectedFilesOf, writeRejected } from './rejected';
import { StateFile } from './sent-state';

/** How a file is declared. */
export interface DeclareOptions {
  readonly url: URL;
  readonly carrier: string | undefined;
  /** How long decisions are waited for; undefined: not at all. */
  readonly waitMs: number | undefined;
}

/** What became of a file. */
export interface LotOutcome {
  readonly file: string;
  readonly batch: string;
  /** `sent`: it was not waited for the decisions. */
  readonly state: 'sent' | 'done';
  readonly declarations: number;
  readonly accepted: number;
  /** By a rule, or because they could not be read. */
  readonly rejected: number;
  /** They wait for the documents that have to match them: their parcels tell what becomes of them. */
  readonly filed: number;
}

/** A batch as the gateway shows it. */
interface Batch {
  readonly state: string;
  readonly lines: number;
  readonly invalid: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly filed: number;
}

const FIRST_POLL_MS = 250;
const LONGEST_POLL_MS = 5_000;

/** Sends a file, waits until all of it is decided, and writes what was not accepted. @throws {CommandError} */
export async function declareLot(
  lot: LotFile,
  client: GatewayClient,
  terminal: Terminal,
  options: DeclareOptions,
): Promise<LotOutcome> {
  const query = options.carrier === undefined ? '' : `?carrier=${encodeURIComponent(options.carrier)}`;
  const target = `${options.url.href} ${lot.contentType} ${query}`;
  const file = new StateFile(lot.path, terminal.environment);
  const known = await file.read(lot, target);
  const hash = known?.hash ?? (await lot.hash(options.carrier));
  const remember = { target, bytes: lot.bytes, mtimeMs: lot.mtimeMs, hash };
  let batchId = known?.batchId;
  if (batchId !== undefined && (await client.get(`/v1/batches/${batchId}`)).status === 404) batchId = undefined;
  if (batchId === undefined) {
    await file.write(remember);
    batchId = await send(lot, client, terminal, `/v1/declarations:bulk${query}`, hash);
    await file.write({ ...remember, batchId });
  }
  const batch = `/v1/batches/${batchId}`;
  if (options.waitMs === undefined) {
    const { lines, accepted, rejected, invalid, filed } = batchIn(await client.get(batch));
    return { file: lot.path, batch, state: 'sent', declarations: lines, accepted, rejected: rejected + invalid, filed };
  }
  const { lines, accepted, filed } = await untilDecided(lot, client, terminal, batch, options.waitMs);
  const rejected = await writeRejected(lot, client, `${batch}/results`);
  return { file: lot.path, batch, state: 'done', declarations: lines, accepted, rejected, filed };
}

async function send(
  lot: LotFile,
  client: GatewayClient,
  terminal: Terminal,
  path: string,
  hash: string,
): Promise<string> {
  const progress = new Progress(terminal, `${lot.path}: sending`, mebibytes);
  const headers = {
    'content-type': lot.contentType,
    'content-length': lot.bytes,
    ...(lot.gzip ? { 'content-encoding': 'gzip' } : {}),
    // Made of the content: a repetition after a cut is recognised.
    'idempotency-key': `"declare-${hash}"`,
  };
  const reply = await client.post(
    path,
    headers,
    () => lot.raw(),
    (sent) => progress.show(sent, lot.bytes),
  );
  const batchId = batchIdIn(reply);
  if (batchId === undefined) throw refusalOf(reply);
  progress.show(lot.bytes, lot.bytes, true);
  return batchId;
}

/** Of an upload that was read to its end, whether anything of it could be read or not. */
function batchIdIn({ status, json }: Reply): string | undefined {
  if (status === 202) return textIn(json, 'batchId');
  const batch = json?.['batch'];
  return json?.['code'] === 'NO_VALID_LINE' && typeof batch === 'object' && batch !== null
    ? textIn({ ...batch }, 'batchId')
    : undefined;
}

async function untilDecided(
  lot: LotFile,
  client: GatewayClient,
  terminal: Terminal,
  path: string,
  waitMs: number,
): Promise<Batch> {
  const progress = new Progress(terminal, `${lot.path}: deciding`, declarations);
  const deadline = terminal.now() + waitMs;
  for (let poll = FIRST_POLL_MS; ; poll = Math.min(LONGEST_POLL_MS, poll * 1.5)) {
    const batch = batchIn(await client.get(path));
    const decided = batch.accepted + batch.rejected + batch.invalid + batch.filed;
    const isDone = batch.state === 'done';
    progress.show(decided, batch.lines, isDone);
    if (isDone) return batch;
    if (terminal.now() + poll > deadline) {
      throw new CommandError(
        `${decided} of ${batch.lines} declarations are decided and the time is over: run the command again to go on waiting, or see ${path}.`,
      );
    }
    await pause(poll);
  }
}

/** @throws {CommandError} */
function batchIn(reply: Reply): Batch {
  if (reply.status !== 200) throw refusalOf(reply);
  const number = (name: string): number => Number(reply.json?.[name] ?? 0);
  return {
    state: textIn(reply.json, 'state') ?? '',
    lines: number('lines'),
    invalid: number('invalid'),
    accepted: number('accepted'),
    rejected: number('rejected'),
    filed: number('filed'),
  };
}

function textIn(json: Reply['json'], name: string): string | undefined {
  const value = json?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** An outcome in words. */
export function outcomeText(lot: LotFile, outcome: LotOutcome): string {
  const { file, batch, state, accepted, rejected, filed } = outcome;
  if (state === 'sent') return `${file}: sent, ${outcome.declarations} declarations: ${batch}`;
  const { records, reasons } = rejectedFilesOf(lot);
  const waiting = filed === 0 ? '' : `, ${filed} waiting for their documents`;
  const told = rejected === 0 ? '' : `: ${records}, why: ${reasons}`;
  return `${file}: ${outcome.declarations} declarations, ${accepted} accepted${waiting}, ${rejected} rejected${told}`;
}
