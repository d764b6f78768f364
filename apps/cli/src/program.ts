import { parseArgs } from 'node:util';
import { COMMON_OPTIONS, CommandError, type Command, type Terminal } from './command';

/** Finds the command that was typed and runs it. @throws {CommandError} for what the user can mend */
export async function runProgram(
  commands: readonly Command[],
  args: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const command = commands.find(({ name }) => startsWith(args, name.split(' ')));
  if (command === undefined) {
    const isAsked = args.length === 0 || args.includes('--help') || args.includes('-h');
    if (!isAsked) throw new CommandError(`There is no command "${args.slice(0, 2).join(' ')}": see alataw --help.`);
    help(commands).forEach((line) => terminal.print(line));
    return;
  }
  const rest = args.slice(command.name.split(' ').length);
  try {
    const { values, positionals } = parse(command, rest);
    if (values['help'] === true) helpOf(command).forEach((line) => terminal.print(line));
    else await command.run(values, positionals, terminal);
  } catch (error) {
    if (command.failure === undefined || !(error instanceof CommandError) || error.exitCode !== undefined) throw error;
    throw new CommandError(error.message, { cause: error, exitCode: command.failure });
  }
}

function parse(
  command: Command,
  args: readonly string[],
): { values: Record<string, string | boolean>; positionals: string[] } {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...COMMON_OPTIONS, ...command.options },
      allowPositionals: true,
    });
    const values: Record<string, string | boolean> = {};
    for (const [name, value] of Object.entries(parsed.values)) {
      if (typeof value === 'string' || typeof value === 'boolean') values[name] = value;
    }
    return { values, positionals: parsed.positionals };
  } catch (error) {
    const message =
      typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    const why = message.split('. ')[0];
    throw new CommandError(`${why}: see alataw ${command.name} --help.`, { cause: error });
  }
}

function startsWith(args: readonly string[], words: readonly string[]): boolean {
  return words.every((word, n) => args[n] === word);
}

function help(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'alataw COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'The centre is the one of --data DIR, or that of KAFKA_BROKERS. COMMAND --help tells its options.',
  ];
}

function helpOf({ name, summary, usage }: Command): string[] {
  return [
    `alataw ${name}: ${summary}`,
    '',
    ...usage.map((line) => `  ${line}`),
    '  --data DIR           the centre on this machine',
  ];
}
