import { writeFileSync } from 'node:fs';
import { createReporter } from '#local/reporter';
import { HELP, readOptions, UsageError } from './options';
import { table } from './report';
import { runChaos } from './run';

const err = (text: string): void => void process.stderr.write(`${text}\n`);
/** What shells report of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/** @returns the exit code: 0 a proof, 1 something is violated or was not drained, 2 it could not be run */
export async function main(args: readonly string[]): Promise<number> {
  const reporter = createReporter(process.stdout);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) {
        err('not waiting for the end of what still runs: the janitors see to it');
        process.exit(INTERRUPTED);
      }
      stopping.abort(new Error(`stopped by ${signal}`));
    });
  }
  try {
    const options = readOptions(args);
    if (options === 'help') return (reporter.print(HELP), 0);
    const report = await runChaos(options, reporter, stopping.signal);
    reporter.print(table(report));
    if (options.reportFile !== null) writeFileSync(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
    return report.failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) err(`${error.message}\nSee npm run chaos -- --help`);
    else err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return stopping.signal.aborted ? INTERRUPTED : 2;
  }
}
