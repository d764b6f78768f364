// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Fault } = require('./fault');
const { withLock } = require('./lock');
const { runTool } = require('./tools');

const ROOT = path.resolve(__dirname, '..', '..');
/** What the build reads. */
const SOURCES = [
  'apps',
  'libs',
  'infra/kafka',
  'schemas',
  'test/audit',
  'test/chaos',
  'test/controls',
  'test/simulation',
  '.swcrc',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
const packagesOf = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;

/**
 * Whether `node_modules` holds what the lock file says. Optional packages may be missing: they depend on the machine.
 * @param {string} root
 */
function isInstalled(root) {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installed)) return false;
  const there = packagesOf(installed);
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(
    ([name, wanted]) => name === '' || there[name]?.version === wanted.version || (!there[name] && wanted.optional),
  );
}

/** @param {string} root @param {string} relative @returns {string[]} paths of the files below it, in a fixed order */
function filesOf(root, relative) {
  const full = path.join(root, relative);
  if (!fs.existsSync(full)) return [];
  if (!fs.statSync(full).isDirectory()) return [relative];
  return fs
    .readdirSync(full)
    .sort()
    .filter((name) => name !== 'node_modules' && !name.endsWith('.spec.ts'))
    .flatMap((name) => filesOf(root, path.join(relative, name)));
}

/**
 * A digest of the names and contents of all that the build reads.
 * @param {string} root
 */
function sourceDigest(root) {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesOf(root, source))) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} root */
const stampOf = (root) => path.join(root, 'dist', '.sources.sha256');

/**
 * Whether `dist` was built from the sources as they are.
 * @param {string} root
 */
function isBuilt(root) {
  const stamp = stampOf(root);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sourceDigest(root);
}

/** @param {readonly string[]} args @param {string} root @param {string} logFile */
async function runNpm(args, root, logFile) {
  const failure = await runTool('npm', args, { cwd: root, logFile });
  if (failure !== '') throw new Fault(`"npm ${args.join(' ')}" failed (${failure}); see why: cat ${logFile}`);
}

/**
 * Installs the dependencies and builds the services where that is needed. Centres of one repository that start at the
 * same time take turns.
 * @param {import('./reporter').Reporter} reporter
 * @param {string} logs folder
 * @param {string} [root] of the repository
 */
async function prepareCode(reporter, logs, root = ROOT) {
  const lock = path.join(os.tmpdir(), `alataw-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`);
  await withLock(lock, async () => {
    if (!isInstalled(root)) {
      await reporter.step('Installing the dependencies (npm ci)', () =>
        runNpm(['ci'], root, path.join(logs, 'install.log')),
      );
    }
    if (!isBuilt(root)) {
      await reporter.step('Building the services (npm run build)', async () => {
        const digest = sourceDigest(root);
        fs.rmSync(stampOf(root), { force: true });
        await runNpm(['run', 'build'], root, path.join(logs, 'build.log'));
        fs.mkdirSync(path.dirname(stampOf(root)), { recursive: true });
        fs.writeFileSync(stampOf(root), digest);
      });
    }
  });
}

/** The same for whoever has no centre to keep the logs in. @param {import('./reporter').Reporter} reporter */
async function prepareAlone(reporter) {
  const logs = fs.mkdtempSync(path.join(os.tmpdir(), 'alataw-prepare-'));
  try {
    await prepareCode(reporter, logs);
  } finally {
    fs.rmSync(logs, { recursive: true, force: true });
  }
}

module.exports = { prepareCode, prepareAlone, isInstalled, isBuilt, sourceDigest, stampOf, ROOT };
