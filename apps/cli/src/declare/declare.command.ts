import { CommandError, text, type Command, type OptionValues } from '../command';
import { connectGateway, GATEWAY_OPTIONS, gatewayUrl } from '../edge/gateway-options';
import { declareLot, outcomeText } from './declare-lot';
import { LotFile } from './lot-file';

const DEFAULT_WAIT = '1h';
const LONGEST_WAIT_MS = 24 * 3_600_000;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Some declarations of some file were rejected. */
const SOME_REJECTED = 1;
/** Some file could not be declared. */
const NOT_DONE = 2;

/** Declares files, and hands back what was rejected. */
export const declare: Command = {
  name: 'declare',
  summary: 'declares files of parcels and hands back what was rejected',
  usage: [
    'FILE…                .ndjson, .jsonl, .csv or .xml (CEB603), each also with .gz',
    '--url URL            the gateway, e.g. http://127.0.0.1:8080',
    '--key-file FILE      holds the API key of the platform; or ALATAW_KEY',
    '--carrier CODE       of all parcels of XML files, which do not name it',
    '--charset NAME       utf-8 or gb18030, where the file does not say',
    `--wait 30m           how long decisions are waited for, ${DEFAULT_WAIT} unless said; --no-wait: not at all`,
    '--json               one JSON object per file',
    'Writes FILE.rejected.ndjson (or .csv, .xml) and FILE.reasons.ndjson when something was rejected, and FILE.alataw.json, by which',
    'a command that was cut off goes on when it is run again. Ends with 0 when all was accepted, 1 when some was rejected, 2 when',
    'something could not be done.',
  ],
  options: {
    ...GATEWAY_OPTIONS,
    carrier: { type: 'string' },
    charset: { type: 'string' },
    wait: { type: 'string' },
    'no-wait': { type: 'boolean' },
  },
  failure: NOT_DONE,
  async run(options, files, terminal) {
    if (files.length === 0) throw new CommandError('Say which: alataw declare FILE….');
    const client = connectGateway(options, terminal);
    const settings = { url: gatewayUrl(options), carrier: text(options, 'carrier'), waitMs: readWait(options) };
    let exitCode = 0;
    for (const path of files) {
      try {
        const lot = await LotFile.open(path, text(options, 'charset'));
        const carrier = lot.format === 'xml' ? settings.carrier : undefined;
        const outcome = await declareLot(lot, client, terminal, { ...settings, carrier });
        terminal.print(options['json'] === true ? JSON.stringify(outcome) : outcomeText(lot, outcome));
        if (outcome.rejected > 0) exitCode = Math.max(exitCode, SOME_REJECTED);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        exitCode = NOT_DONE;
        terminal.print(
          options['json'] === true
            ? JSON.stringify({ file: path, state: 'failed', why: error.message })
            : `${path}: ${error.message}`,
        );
      }
    }
    if (exitCode === NOT_DONE) throw new CommandError('Not all could be done.', { exitCode });
    if (exitCode === SOME_REJECTED) throw new CommandError('Some declarations were rejected.', { exitCode });
  },
};

function readWait(options: OptionValues): number | undefined {
  if (options['no-wait'] === true) return undefined;
  const [, count, unit = ''] = /^(\d{1,6})([smh])$/.exec(text(options, 'wait') ?? DEFAULT_WAIT) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? NaN);
  if (ms > 0 && ms <= LONGEST_WAIT_MS) return ms;
  throw new CommandError('Say --wait as 30s, 30m or 12h, at most 24h.');
}
