import { writeFileSync } from 'node:fs';
import { HELP, readOptions, UsageError } from './options';
import { json, table } from './report';
import { runAudit } from './run';
import { UnreachableError } from './wire/connection';

const out = (text: string): void => void process.stdout.write(`${text}\n`);
const err = (text: string): void => void process.stderr.write(`${text}\n`);

/** @returns the exit code: 0 nothing is violated, 1 something is, 2 the audit could not be made */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === 'help') return (out(HELP), 0);
    const report = await runAudit(options, process.stderr.isTTY ? err : () => undefined);
    out(table(report));
    if (options.jsonFile !== null) writeFileSync(options.jsonFile, json(report));
    return report.findings.violations === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) err(`${error.message}\nSee npm run audit -- --help`);
    else if (error instanceof UnreachableError) err(error.message);
    else throw error;
    return 2;
  }
}

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
}
