import { isGenuine, kidOf, readPublicJwk, type PublicJwk, type Receipt } from '@alataw/milestones';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError, text, type Command } from '../command';
import { Received, type KnownPoint } from './received';
import { judge } from './verdict';

const KEY_TIMEOUT_MS = 15_000;
/** Keys are few. */
const MAX_KEY_CHARACTERS = 100_000;

/** For carriers, with what they have received: it needs no centre. */
export const verifyFeed: Command = {
  name: 'verify-feed',
  summary: 'proves that nothing is missing of what a carrier received',
  usage: [
    'FILE                 one JSON value a line: events, pages, bodies of webhooks; in any order, with repeats',
    '--receipts FILE      receipts as they were answered, one JSON value a line; those in FILE count as well',
    '--key FILE|URL       the keys that verify them: …/.well-known/jwks.json of the centre',
    '--json               the verdict as a JSON object',
    'Ends with 1 when something is missing or altered.',
  ],
  options: { receipts: { type: 'string' }, key: { type: 'string' } },
  async run(options, [file], terminal) {
    if (file === undefined) throw new CommandError('Say which: alataw verify-feed FILE.');
    const received = new Received();
    await readInto(received, file);
    const more = text(options, 'receipts');
    if (more !== undefined) await readInto(received, more);
    const source = text(options, 'key');
    const keys = source === undefined ? null : await readKeys(source);
    const { receipts } = received;
    const [subscription] = receipts.map((receipt) => receipt.subscription);
    if (receipts.some((receipt) => receipt.subscription !== subscription))
      throw new CommandError('The receipts are of several subscriptions: verify each by itself.');
    const forged = keys === null ? [] : receipts.filter((receipt) => !isSignedBy(receipt, keys));
    const believed = receipts.filter((receipt) => !forged.includes(receipt));
    const { faults: found, ...verdict } = judge(received, [...received.points, ...believed.flatMap(pointsIn)]);
    const faults = [...forged.map((receipt) => `${nameOf(receipt)} is not signed by a key of the centre.`), ...found];
    if (options['json'] === true) terminal.print(JSON.stringify({ ...verdict, repeats: received.repeats, faults }));
    else for (const fault of faults) terminal.print(fault);
    if (keys === null && receipts.length > 0) terminal.tell('The signatures were not checked: say --key.');
    if (receipts.length === 0) terminal.tell('There was no receipt: what came after the last event is not known.');
    if (faults.length > 0) throw new CommandError(`Not complete: ${faults.length} faults.`);
    const which = verdict.from === 0 ? '' : ` behind event ${verdict.from}`;
    if (options['json'] !== true)
      terminal.print(`complete: ${verdict.count - verdict.from} events${which}, chain ${verdict.chain}`);
  },
};

/** @throws {CommandError} with the line that cannot be read */
async function readInto(received: Received, file: string): Promise<void> {
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === '') continue;
      if (!received.take(parsed(line)))
        throw new CommandError(`${file}, line ${number}: this is no event, page, webhook or receipt.`);
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} cannot be read: does it exist?`, { cause: error });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const nameOf = ({ at, from, to }: Receipt): string =>
  `the receipt of ${new Date(at).toISOString()} over ${from.count + 1} to ${to.count}`;

const pointsIn = (receipt: Receipt): KnownPoint[] =>
  [receipt.from, receipt.to].map((point) => ({ ...point, said: nameOf(receipt) }));

function isSignedBy(receipt: Receipt, keys: ReadonlyMap<string, PublicJwk>): boolean {
  const key = keys.get(receipt.kid);
  return key !== undefined && isGenuine(receipt, key);
}

/** @returns by the names that receipts have for them @throws {CommandError} when there are none */
async function readKeys(source: string): Promise<ReadonlyMap<string, PublicJwk>> {
  const value = parsed(/^https?:\/\//.test(source) ? await fetched(source) : read(source));
  const { keys = [value] } = (value ?? {}) as { readonly keys?: unknown };
  const found = (Array.isArray(keys) ? keys : []).map(readPublicJwk).filter((key) => key !== null);
  if (found.length === 0) throw new CommandError(`${source} holds no Ed25519 key: say the jwks.json of the centre.`);
  return new Map(found.map((key) => [kidOf(key), key]));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: does it exist?`, { cause: error });
  }
}

async function fetched(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(KEY_TIMEOUT_MS) });
    if (response.ok) return (await response.text()).slice(0, MAX_KEY_CHARACTERS);
    throw new Error(`HTTP ${response.status}`);
  } catch (error) {
    throw new CommandError(`${url} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}
