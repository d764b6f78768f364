/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/infra', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  // Tests await conditions, never the clock: this ends what hangs, on a machine however busy.
  testTimeout: 60_000,
  testEnvironment: '<rootDir>/test/support/environment.ts',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // These are published as ES modules only, so that they have to be transformed like our own files.
  transform: { '^.+\\.(t|j)s$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/|@marcbachmann/)'],
  moduleNameMapper: { '^@alataw/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
};
