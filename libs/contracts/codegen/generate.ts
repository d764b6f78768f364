import { join } from 'node:path';
import { inspect } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { leftOvers, outdated, write } from './outputs';
import { plan } from './plan';
import { SchemaFaults } from './schema-files';

const usage = `Usage: generate [--check | --redo]
  Releases new and changed schemas, and generates libs/contracts/src/generated from them; and docs/codes.md from the
  words of their codes, below libs/values/src/code-lists.
  --check  write nothing; exit 1 and name the files that are not what this would write
  --redo   forget everything released so far: only before the first release of the software`;

async function main(root: string, options: readonly string[]): Promise<number> {
  if (options.length > 1 || !options.every((option) => ['--check', '--redo'].includes(option))) {
    complain(usage);
    return 2;
  }
  const outputs = await laidOut(root, plan(root, { redo: options.includes('--redo') }));
  const stale = [...outdated(root, outputs), ...leftOvers(root, outputs)];
  if (options.includes('--check')) {
    for (const path of stale) complain(`${path} is stale: run "npm run codegen"`);
    return stale.length > 0 ? 1 : 0;
  }
  write(root, outputs);
  process.stdout.write(stale.length > 0 ? stale.map((path) => `wrote ${path}\n`).join('') : 'Nothing to do.\n');
  return 0;
}

async function laidOut(root: string, outputs: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const style = (await resolveConfig(join(root, 'package.json'))) ?? {};
  const done = new Map<string, string>();
  for (const [path, content] of outputs) {
    // Markdown as it is: Prettier would pad its tables to the longest sentence.
    const isLaidOut = path.endsWith('.avsc') || path.endsWith('.md');
    done.set(path, isLaidOut ? content : await format(content, { ...style, filepath: path }));
  }
  return done;
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

main(process.cwd(), process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error instanceof SchemaFaults ? error.message : inspect(error));
    process.exitCode = 1;
  },
);
