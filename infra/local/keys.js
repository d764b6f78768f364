// @ts-check
'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');
const { Fault } = require('./fault');
const { ROOT } = require('./prepare');

/** @typedef {{ keyId: string, key: string }} ApiKey */
/**
 * The keys of a demonstration. The centre itself knows only their hashes.
 * @typedef {{ platforms: Record<string, ApiKey>, logistics: Record<string, ApiKey>, staff: ApiKey, secondOfficer: ApiKey, operator: ApiKey, customs: ApiKey }} DemoKeys
 */

const PLATFORMS = ['SILKROAD', 'TIANSHAN', 'DZUNGARIA'];
/** The logistics companies that the simulator's parcels come with. */
const LOGISTICS = ['CNPOST', 'YTOGLOBAL'];

/**
 * @param {readonly string[]} args e.g. `--role staff`
 * @param {NodeJS.ProcessEnv} env of the command, with `KAFKA_BROKERS`
 * @returns {Promise<ApiKey>}
 */
async function createKey(args, env) {
  const cli = path.join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'keys', 'create', ...args, '--json'], { env });
    const { keyId, key } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    return { keyId, key };
  } catch (error) {
    const why =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new Fault(
      `An API key could not be created (${why}); try it alone: node ${cli} keys create ${args.join(' ')}`,
    );
  }
}

/**
 * @param {'platform' | 'logistics'} role
 * @param {readonly string[]} tenants
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Record<string, ApiKey>>}
 */
async function createTenantKeys(role, tenants, env) {
  const made = tenants.map(
    async (tenant) => /** @type {const} */ ([tenant, await createKey(['--role', role, '--tenant', tenant], env)]),
  );
  return Object.fromEntries(await Promise.all(made));
}

/**
 * Creates a key for each platform and logistics company, for the staff, for a second officer, for the operator and for customs.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<DemoKeys>}
 */
async function createDemoKeys(env) {
  const [staff, secondOfficer, operator, customs, platforms, logistics] = await Promise.all([
    createKey(['--role', 'staff'], env),
    createKey(['--role', 'staff'], env),
    createKey(['--role', 'operator'], env),
    createKey(['--role', 'customs'], env),
    createTenantKeys('platform', PLATFORMS, env),
    createTenantKeys('logistics', LOGISTICS, env),
  ]);
  return { platforms, logistics, staff, secondOfficer, operator, customs };
}

/**
 * The centre's demonstration keys: those of its last start, else new ones, in a file that only its owner can read.
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 * @param {{ renew?: boolean }} [options] `renew`: the ones in the file are no longer known to the centre
 * @returns {Promise<DemoKeys>}
 */
async function demoKeys(file, env, { renew = false } = {}) {
  if (!renew && fs.existsSync(file)) {
    try {
      const keys = JSON.parse(fs.readFileSync(file, 'utf8'));
      if (keys.secondOfficer && keys.logistics && keys.customs) return keys;
      // Of a start before there were all of them: the other keys stay.
      const secondOfficer = keys.secondOfficer ?? (await createKey(['--role', 'staff'], env));
      const logistics = keys.logistics ?? (await createTenantKeys('logistics', LOGISTICS, env));
      const customs = keys.customs ?? (await createKey(['--role', 'customs'], env));
      return writeKeys(file, { ...keys, secondOfficer, logistics, customs });
    } catch {
      // A torn file is as good as none: keys can always be made anew.
    }
  }
  return writeKeys(file, await createDemoKeys(env));
}

/**
 * @param {string} file
 * @param {DemoKeys} keys
 */
function writeKeys(file, keys) {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return keys;
}

module.exports = { demoKeys, PLATFORMS };
