import { CommandError } from './command';
import { commands } from './commands';
import { runProgram } from './program';

const terminal = {
  print: (line: string): void => void process.stdout.write(`${line}\n`),
  tell: (line: string): void => void process.stderr.write(`${line}\n`),
  environment: process.env,
  now: (): number => Date.now(),
  progress: {
    interactive: process.stderr.isTTY,
    write: (text: string): void => void process.stderr.write(text),
  },
};

runProgram(commands, process.argv.slice(2), terminal).catch((error: unknown) => {
  const message = error instanceof CommandError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = (error instanceof CommandError ? error.exitCode : undefined) ?? 1;
});
