import type { ParseArgsConfig } from 'node:util';

/** Options that every command takes besides its own. */
export const COMMON_OPTIONS = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** The values of a command's options, as they were given. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** What a command prints to, and what it reads besides its options. */
export interface Terminal {
  /** Writes a line to stdout. */
  print(line: string): void;
  /** Writes a line for who waits in front of it, to stderr: what another program reads from stdout stays clean. */
  tell(line: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Epoch ms UTC. */
  now(): number;
  /** Where progress is shown, apart from what is printed. */
  readonly progress?: {
    /** Whether a line may be written over. */
    readonly interactive: boolean;
    write(text: string): void;
  };
}

/** One command of `alataw`. Each stands in a file of its own and is named in `commands.ts`. */
export interface Command {
  /** As it is typed, e.g. `keys create`. */
  readonly name: string;
  readonly summary: string;
  /** One line per option, for the help. */
  readonly usage: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What the program ends with when the command could not be carried out; 1 unless said. */
  readonly failure?: number;
  run(options: OptionValues, operands: readonly string[], terminal: Terminal): Promise<void>;
}

/** Thrown for what the user can mend; its message says how. Ends the program. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** What the program ends with; undefined: as the command says. */
  readonly exitCode: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = options.exitCode;
  }
}

/** @throws {CommandError} when a text option is missing */
export function required(options: OptionValues, name: string): string {
  const value = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandError(`Say --${name}.`);
}

export function text(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
