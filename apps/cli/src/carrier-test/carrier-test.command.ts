import { readSigningKey, type SigningKey } from '@alataw/webhooks';
import { CommandError, text, type Command, type OptionValues, type Terminal } from '../command';
import { checks, type Check } from './checks';
import { Probe } from './probe';

/** What came of one check. */
interface Result {
  readonly check: string;
  readonly what: string;
  readonly ok: boolean;
  /** What is wrong, and what to do; null: nothing. */
  readonly fault: string | null;
  /** Of the answers, each once; null: there was none. */
  readonly statuses: readonly (number | null)[];
  readonly slowestMs: number;
}

const DEFAULT_TIMEOUT_S = 15;
const MAX_TIMEOUT_S = 60;

/** For carriers, before they subscribe: it needs no centre. */
export const carrierTest: Command = {
  name: 'carrier-test',
  summary: "tries a carrier's webhook endpoint with good and bad events",
  usage: [
    'URL                  the endpoint; it gets events of parcels TEST.…, which do not exist',
    '--secret SECRET      whsec_…, or whsk_… of a pair; or ALATAW_WEBHOOK_SECRET',
    `--timeout SECONDS    for one answer; ${DEFAULT_TIMEOUT_S} unless said`,
    '--batches            also events in batches, for a subscription that asks for them',
    '--json               one JSON object per check',
    'Ends with 1 when a check fails.',
  ],
  options: { secret: { type: 'string' }, timeout: { type: 'string' }, batches: { type: 'boolean' } },
  async run(options, [url = ''], terminal) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new CommandError('Say which: alataw carrier-test https://host/path.');
    if (url.startsWith('http:')) terminal.tell('A subscription needs https; for a test http will do.');
    const asked = checks.filter(({ isOfBatches }) => isOfBatches !== true || options['batches'] === true);
    const probe = new Probe(url, keyIn(options, terminal), timeoutMs(options), () => terminal.now());
    try {
      const results: Result[] = [];
      for (const check of asked) {
        const result = await resultOf(check, probe);
        results.push(result);
        terminal.print(options['json'] === true ? JSON.stringify(result) : lineOf(result));
        // Who refuses everything refuses what is bad as well.
        if (!result.ok && results.length === 1)
          throw new CommandError('The other checks need an endpoint that takes a good event.');
      }
      const failed = results.filter(({ ok }) => !ok).length;
      if (failed > 0) throw new CommandError(`${failed} of ${results.length} checks failed.`);
      terminal.tell(`All ${results.length} checks passed.`);
    } finally {
      probe.close();
    }
  },
};

async function resultOf({ name, what, send, judge }: Check, probe: Probe): Promise<Result> {
  const replies = [];
  for (const row of send(probe)) replies.push(...(await Promise.all(row.map((draft) => probe.send(draft)))));
  const fault = replies.map(judge).find((each) => each !== null) ?? null;
  const statuses = [...new Set(replies.map(({ status }) => status))];
  return {
    check: name,
    what,
    ok: fault === null,
    fault,
    statuses,
    slowestMs: Math.max(...replies.map(({ ms }) => ms)),
  };
}

function lineOf({ check, what, ok, fault, statuses, slowestMs }: Result): string {
  const answers = statuses.map((status) => status ?? 'none').join(', ');
  const line = `${ok ? 'ok   ' : 'FAULT'}  ${check.padEnd(NAME_WIDTH)}  ${what.padEnd(WHAT_WIDTH)}  ${answers.padEnd(8)}  ${slowestMs} ms`;
  return fault === null ? line : `${line}\n       ${fault}${fault.endsWith('?') ? '' : '.'}`;
}

const NAME_WIDTH = Math.max(...checks.map(({ name }) => name.length));
const WHAT_WIDTH = Math.max(...checks.map(({ what }) => what.length));

function keyIn(options: OptionValues, { environment }: Terminal): SigningKey {
  const secret = text(options, 'secret') ?? environment['ALATAW_WEBHOOK_SECRET'];
  if (secret === undefined || secret === '')
    throw new CommandError('Say --secret, or ALATAW_WEBHOOK_SECRET in the environment.');
  try {
    return readSigningKey(secret);
  } catch (error) {
    throw new CommandError(`Say another --secret: ${error instanceof Error ? error.message : ''}.`, { cause: error });
  }
}

function timeoutMs(options: OptionValues): number {
  const seconds = Number(text(options, 'timeout') ?? DEFAULT_TIMEOUT_S);
  if (seconds > 0 && seconds <= MAX_TIMEOUT_S) return seconds * 1000;
  throw new CommandError(`Say --timeout as seconds, up to ${MAX_TIMEOUT_S}.`);
}
