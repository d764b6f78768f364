import { CommandError, type Command, type OptionValues } from './command';
import { brokersOf } from './connection';
import { readExpiry } from './keys/expiry';
import { commands } from './commands';
import { runProgram } from './program';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Run {
  readonly options: OptionValues;
  readonly operands: readonly string[];
}

const typed = async (args: string): Promise<{ lines: string[]; runs: Run[]; fault: string }> => {
  const lines: string[] = [];
  const runs: Run[] = [];
  const greet: Command = {
    name: 'say hello',
    summary: 'greets',
    usage: ['--name NAME'],
    options: { name: { type: 'string' } },
    run: (options, operands) => {
      runs.push({ options, operands });
      return Promise.resolve();
    },
  };
  const terminal = {
    print: (line: string) => void lines.push(line),
    tell: () => undefined,
    environment: {},
    now: () => 0,
  };
  const fault = await runProgram(
    [greet],
    args.split(' ').filter((word) => word !== ''),
    terminal,
  ).then(
    () => '',
    (error: unknown) => (error instanceof CommandError ? error.message : `unforeseen: ${String(error)}`),
  );
  return { lines, runs, fault };
};

describe(runProgram.name, () => {
  it('runs the command with its options and operands', async () => {
    expect((await typed('say hello --name Ann --json one two')).runs).toEqual([
      { options: { name: 'Ann', json: true }, operands: ['one', 'two'] },
    ]);
  });

  it.each(['', '--help', '-h'])('tells all commands when asked by "%s"', async (args) => {
    expect((await typed(args)).lines.join('\n')).toContain('say hello  greets');
  });

  it('tells the options of one command', async () => {
    const { lines, runs } = await typed('say hello --help');
    expect(lines).toContain('  --name NAME');
    expect(runs).toEqual([]);
  });

  it.each([
    ['say goodbye', 'There is no command "say goodbye": see alataw --help.'],
    ['say hello --nmae Ann', "Unknown option '--nmae': see alataw say hello --help."],
  ])('says what is wrong with "%s"', async (args, fault) => {
    expect((await typed(args)).fault).toBe(fault);
  });
});

describe('the commands', () => {
  it('have names of their own and tell what they do', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const { summary, usage } of commands) expect([summary.length > 5, usage.length > 0]).toEqual([true, true]);
  });

  it.each([
    ['keys create', {}, 'Say --role.'],
    ['keys create', { role: 'king' }, 'Say --role as one of platform, logistics, staff, operator, customs, carrier.'],
    ['keys create', { role: 'platform' }, "Say --tenant, the platform's code: 2 to 20 characters A-Z, 0-9 and hyphen."],
    [
      'keys create',
      { role: 'platform', tenant: 'demo' },
      "Say --tenant, the platform's code: 2 to 20 characters A-Z, 0-9 and hyphen.",
    ],
    [
      'keys create',
      { role: 'staff', tenant: 'DEMO' },
      'Leave out --tenant: it goes with --role platform, logistics or carrier.',
    ],
    ['keys create', { role: 'staff' }, 'Say which centre: --data DIR, or KAFKA_BROKERS=host:port.'],
    ['keys revoke', {}, 'Say which key: alataw keys revoke KEYID (12 digits, see keys list).'],
    [
      'keys create',
      {},
      'Say --role as one of platform, logistics, staff, operator, customs, carrier.',
      ['staff', 'king'],
    ],
    ['keys create', {}, "Say --tenant, the platform's code: 2 to 20 characters A-Z, 0-9 and hyphen.", ['platform:a']],
    ['keys create', {}, 'Leave out --tenant: it goes with --role platform, logistics or carrier.', ['staff:DEMO']],
    ['keys create', { role: 'staff' }, 'Leave out --role and --tenant, or say one key by them alone.', ['operator']],
  ])('%s with %j says what is missing', async (name, options, fault, operands: readonly string[] = []) => {
    const command = commands.find((own) => own.name === name);
    await expect(
      command?.run(options, operands, { print: () => undefined, tell: () => undefined, environment: {}, now: () => 0 }),
    ).rejects.toThrow(fault);
  });
});

describe(readExpiry.name, () => {
  it.each([
    ['12h', 12 * 3_600_000],
    ['90d', 90 * 86_400_000],
    ['1970-01-02T00:00:00Z', 86_400_000],
  ])('reads %s', (text, at) => {
    expect(readExpiry(text, 0)).toBe(at);
  });

  it.each(['', '0d', '-1d', '90', '90w', '9999d', 'tomorrow', '1969-12-31T00:00:00Z'])('refuses %j', (text) => {
    expect(() => readExpiry(text, 0)).toThrow(CommandError);
  });
});

describe(brokersOf.name, () => {
  const data = mkdtempSync(join(tmpdir(), 'alataw-cli-'));
  afterAll(() => rmSync(data, { recursive: true }));

  it('finds the centre of a folder', () => {
    writeFileSync(join(data, 'centre.json'), JSON.stringify({ version: 1, ports: { kafka: 1234 } }));
    expect(brokersOf({ data }, {})).toEqual(['127.0.0.1:1234']);
  });

  it('says when a folder is no centre', () => {
    expect(() => brokersOf({ data: join(data, 'none') }, {})).toThrow(/No centre has its data in/);
  });

  it('reads the environment otherwise', () => {
    expect(brokersOf({}, { KAFKA_BROKERS: 'a:1, b:2' })).toEqual(['a:1', 'b:2']);
  });
});
