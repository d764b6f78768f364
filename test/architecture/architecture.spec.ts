import { ESLint, type Linter } from 'eslint';
import { join } from 'node:path';
import config from '../../eslint.config.js';

const ROOT = join(__dirname, '..', '..');

/** What the rules say of a file that does not exist: one that somebody might add. */
async function faultsOf(filePath: string, text: string): Promise<string[]> {
  // Types are not needed for the rules about imports, and a planted file is in no TypeScript project.
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfigFile: true, // jest cannot import the file as ESLint would
    baseConfig: config as Linter.Config[],
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, project: null } },
    },
    ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted') || ruleId === 'no-console',
  });
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, filePath) });
  return (result?.messages ?? []).map((message) => message.message);
}

describe('the architecture rules', () => {
  it.each([
    ['a framework', "import { Injectable } from '@nestjs/common';\nexport const a = Injectable;", 'knows no framework'],
    ['Kafka', "import { Kafka } from 'kafkajs';\nexport const a = Kafka;", 'knows no framework'],
    ['Redis', "import { Redis } from 'ioredis';\nexport const a = Redis;", 'knows no framework'],
    ['a module of Node', "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;", 'does no I/O'],
    ['the lane', "import { LaneHost } from '@alataw/lane';\nexport const a = LaneHost;", 'stands on contracts'],
    ['the clock', 'export const a = (): number => Date.now();', 'Time comes with the command'],
    ['the clock by its constructor', 'export const a = (): Date => new Date();', 'Time comes with the command'],
    ['chance', 'export const a = (): number => Math.random();', 'Chance comes with the command'],
    ['the environment', "export const a = process.env['A'];", 'no environment'],
  ])('do not let a domain know %s', async (_, text, fault) => {
    expect(await faultsOf('apps/release/src/domain/planted.ts', text)).toEqual([expect.stringContaining(fault)]);
  });

  it.each(['contracts', 'values', 'stage'])('let a domain know %s', async (library) => {
    const text = `import * as a from '@alataw/${library}';\nexport const b = a;`;
    expect(await faultsOf('apps/release/src/domain/planted.ts', text)).toEqual([]);
  });

  it('do not let an application import another', async () => {
    const text = "import { a } from '../../loading/src/loading.stage';\nexport const b = a;";
    expect(await faultsOf('apps/release/src/planted.ts', text)).toEqual([
      expect.stringContaining('never imports another'),
    ]);
  });

  it.each([
    '../../loading/src/loading.stage',
    '../../../inspection/src/ruleset/load-ruleset',
    '../../../declaration/src/rules/load-document-rules',
  ])('let the CLI import %s, and nobody else', async (from) => {
    const text = `import { a } from '${from}';\nexport const b = a;`;
    expect(await faultsOf('apps/cli/src/trace/planted.ts', text)).toEqual([]);
    expect(await faultsOf('apps/release/src/planted.ts', text)).toHaveLength(1);
  });

  it.each([
    'loading/src/domain/unit.decider',
    'loading/src/release.stage',
    'gateway/src/gateway',
    'simulator/src/main',
  ])('do not let the CLI import anything else of an application: %s', async (from) => {
    const text = `import { a } from '../../${from}';\nexport const b = a;`;
    expect(await faultsOf('apps/cli/src/planted.ts', text)).toEqual([
      expect.stringContaining('definitions of stages alone'),
    ]);
  });

  it.each([
    ['libs/stage/src/planted.ts', 'lane'],
    ['libs/log/src/planted.ts', 'projection'],
    ['libs/contracts/src/planted.ts', 'stage'],
    ['libs/webhooks/src/planted.ts', 'http'],
    ['libs/outbound/src/planted.ts', 'webhooks'],
  ])('do not let %s look upward to %s', async (file, library) => {
    const text = `import * as a from '@alataw/${library}';\nexport const b = a;`;
    expect(await faultsOf(file, text)).toEqual([expect.stringContaining('stands on')]);
  });

  it('let the schedule of webhooks know no clock and no chance', async () => {
    const text = 'export const a = (): number => Date.now() + Math.random();';
    expect(await faultsOf('libs/webhooks/src/schedule/planted.ts', text)).toHaveLength(2);
  });

  it('leave Kafka to one library and Redis to another', async () => {
    expect(
      await faultsOf('libs/lane/src/planted.ts', "import { Kafka } from 'kafkajs';\nexport const a = Kafka;"),
    ).toEqual([expect.stringContaining('Only libs/log knows Kafka')]);
    expect(
      await faultsOf('libs/lane/src/planted.ts', "import { Redis } from 'ioredis';\nexport const a = Redis;"),
    ).toEqual([expect.stringContaining('Only libs/projection knows Redis')]);
  });

  it('let the audit share no code with the pipeline', async () => {
    for (const from of ['@alataw/lane', '../../libs/lane/src/claim']) {
      expect(await faultsOf('test/audit/planted.ts', `import * as a from '${from}';\nexport const b = a;`)).toEqual([
        expect.stringContaining('shares no code'),
      ]);
    }
  });

  it('let no test be left out', async () => {
    expect(await faultsOf('libs/log/src/planted.spec.ts', "it.skip('is tested one day', () => undefined);")).toEqual([
      expect.stringContaining('Every test runs'),
    ]);
  });
});
