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
 * @typedef {{ platforms: Record<string, ApiKey>, logistics: Record<string, ApiKey>, carriers: Record<string, ApiKey>, staff: ApiKey, secondOfficer: ApiKey, operator: ApiKey, customs: ApiKey }} DemoKeys
 */

const PLATFORMS = ['SILKROAD', 'TIANSHAN', 'DZUNGARIA'];
/** The logistics companies that the simulator's parcels come with. */
const LOGISTICS = ['CNPOST', 'YTOGLOBAL'];
/** Of the carriers of the simulator's parcels, those that subscribe to them. */
const CARRIERS = ['KAZPOST', 'RUPOST'];

/**
 * One process makes all keys: starting it takes longer than what it does.
 * @param {readonly string[]} holders `ROLE` or `ROLE:CODE`
 * @param {NodeJS.ProcessEnv} env of the command, with `KAFKA_BROKERS`
 * @returns {Promise<ApiKey[]>} in the order of the holders
 */
async function createKeys(holders, env) {
  const cli = path.join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'keys', 'create', ...holders, '--json'], {
      env,
    });
    const keys = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    if (keys.length !== holders.length) throw new Error(`${keys.length} keys came for ${holders.length}`);
    return keys;
  } catch (error) {
    const why =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new Fault(
      `API keys could not be created (${why}); try it alone: node ${cli} keys create ${holders.join(' ')}`,
    );
  }
}

/**
 * Creates a key for each platform, logistics company and carrier, for the staff, for a second officer, for the operator and for customs.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<DemoKeys>}
 */
async function createDemoKeys(env) {
  const tenants = Object.entries({ platform: PLATFORMS, logistics: LOGISTICS, carrier: CARRIERS }).flatMap(
    ([role, codes]) => codes.map((code) => `${role}:${code}`),
  );
  const [staff, secondOfficer, operator, customs, ...ofTenants] = await createKeys(
    ['staff', 'staff', 'operator', 'customs', ...tenants],
    env,
  );
  const taken = (/** @type {readonly string[]} */ codes) =>
    Object.fromEntries(codes.map((code) => [code, ofTenants.shift()]));
  return /** @type {DemoKeys} */ ({
    ...{ platforms: taken(PLATFORMS), logistics: taken(LOGISTICS), carriers: taken(CARRIERS) },
    ...{ staff, secondOfficer, operator, customs },
  });
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
      if (keys.secondOfficer && keys.logistics && keys.customs && keys.carriers) return keys;
      // Of a start before there were all of them: the other keys stay.
      return writeKeys(file, { ...(await createDemoKeys(env)), ...keys });
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
