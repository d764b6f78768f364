// CommonJS, so that the test of the architecture rules can load it.
const tseslint = require('typescript-eslint');

/** What a domain may not know: frameworks, brokers, databases, the machine, the clock, chance. */
const DOMAIN_IMPORTS = {
  patterns: [
    {
      group: ['@nestjs/*', 'kafkajs', 'ioredis', 'fastify', 'rxjs', 'pino', 'prom-client'],
      message: 'A domain knows no framework.',
    },
    { group: ['node:*', 'fs', 'crypto', 'os', 'path', 'timers', 'process'], message: 'A domain does no I/O.' },
    {
      group: ['@alataw/*', '!@alataw/contracts', '!@alataw/values', '!@alataw/stage'],
      message: 'A domain stands on contracts, values and stage alone.',
    },
  ],
};
const DOMAIN_SYNTAX = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time comes with the command.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes with the command.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance comes with the command.',
  },
  { selector: "Identifier[name='process']", message: 'A domain has no environment.' },
  { selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|fetch)$/]', message: 'A domain does no I/O.' },
];

/** Which libraries a library may import. Whatever is not named here, it may not. */
const LIBRARIES = {
  values: [],
  contracts: [],
  stage: ['contracts', 'values'],
  log: [],
  projection: [],
  operations: [],
  outbound: [],
  lane: ['contracts', 'stage', 'log', 'projection'],
  feed: ['log'],
  service: ['contracts', 'stage', 'lane', 'log', 'projection', 'operations'],
  http: ['operations'],
  formats: ['values', 'http'],
  webhooks: ['outbound'],
  filter: ['contracts'],
  milestones: ['contracts', 'feed', 'operations'],
  renderings: ['milestones', 'values'],
};

const libraryRules = Object.entries(LIBRARIES).map(([library, allowed]) => ({
  files: [`libs/${library}/**/*.ts`],
  ignores: ['**/*.spec.ts'], // tests prepare servers, too
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['**/apps/**'], message: 'A library knows no application.' },
          {
            group: ['@alataw/*', ...allowed.map((name) => `!@alataw/${name}`)],
            message: `${library} stands on ${allowed.join(', ') || 'no other library'}.`,
          },
          ...(library === 'log' ? [] : [{ group: ['kafkajs', 'kafkajs/*'], message: 'Only libs/log knows Kafka.' }]),
          ...(library === 'projection' || library === 'http' || library === 'service'
            ? []
            : [{ group: ['ioredis'], message: 'Only libs/projection knows Redis.' }]),
        ],
      },
    ],
  },
}));

module.exports = tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'libs/contracts/src/generated/**',
      'libs/values/src/generated/**',
      '**/*.js',
      '**/*.mjs',
      '**/*.cjs',
      '.alataw/**',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...libraryRules,
  {
    files: ['apps/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./)+(declaration|inspection|release|loading|gate|customs|carriers|gateway|simulator|cli)/',
              message: 'An application never imports another.',
            },
          ],
        },
      ],
    },
  },
  {
    // It takes what was recorded through the deciders again: it needs what a stage is, and nothing else of it.
    files: ['apps/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(\\.\\./)+(?!(declaration|inspection|release|loading|gate|customs|carriers)/src/\\2\\.stage$|inspection/src/ruleset/load-ruleset$|declaration/src/rules/load-document-rules$|loading/src/rules/load-rules$|release/src/rules/load-clearance$|customs/src/rules/load-rules$)(declaration|inspection|release|loading|gate|customs|carriers|gateway|simulator)/',
              message: 'An application never imports another; the CLI imports definitions of stages alone.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/audit/**/*.ts'],
    ignores: ['**/*.e2e.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^@alataw/|(^|/)(libs|apps)/', message: 'The audit shares no code with the pipeline.' }],
        },
      ],
    },
  },
  {
    files: ['apps/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', DOMAIN_IMPORTS], 'no-restricted-syntax': ['error', ...DOMAIN_SYNTAX] },
  },
  {
    files: [
      'libs/values/**/*.ts',
      'libs/stage/**/*.ts',
      'libs/lane/src/dead-letter.ts',
      'libs/webhooks/src/schedule/**/*.ts',
    ],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...DOMAIN_SYNTAX] },
  },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.objectContaining is typed any
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) =>
          ['skip', 'only', 'todo'].map((property) => ({ object, property, message: 'Every test runs.' })),
        ),
      ],
    },
  },
);
