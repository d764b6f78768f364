// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { customsEnvironment } = require('./customs');
const { Fault } = require('./fault');
const { prepareTopics } = require('./kafka-admin');
const { demoKeys } = require('./keys');
const { secretsKey } = require('./secrets');
const { keepLogsSmall } = require('./logs');
const { choosePorts, isFree } = require('./ports');
const { prepareCode } = require('./prepare');
const { provideKafka, provideRedis } = require('./provide');
const { audit, judge, peaksOf } = require('./judgement');
const { getJson, waitUntilReady } = require('./readiness');
const { Interrupted } = require('./run');
const { environmentOf } = require('./scenario');
const { subscribe } = require('./subscriptions');
const { PORT_NAMES, SERVICE_GRACE_MS, SERVICES, SIMULATOR, startService } = require('./services');
const { watchCounts } = require('./watch');

/** @typedef {import('./options').Options} Options */
/** @typedef {import('./centre').Centre} Centre */
/** @typedef {import('./run').Run} Run */
/** @typedef {import('./reporter').Reporter} Reporter */
/** @typedef {import('./keys').DemoKeys} DemoKeys */
/** @typedef {{ centre: Centre, gatewayUrl: string, env: NodeJS.ProcessEnv, keys: DemoKeys }} Up a centre that is ready */
/** @typedef {import('./scenario').Scenario} Scenario */
/**
 * What a scenario that was played to its end came to.
 * @typedef {{ scenario: string, promises: import('./judgement').Promised[], lot: import('./judgement').Lot | null,
 *   peakMemoryMib: Record<string, number> }} Played
 */
/** @typedef {{ counts: import('./summary').Counts | null, problem: string, ms: number, played: Played | null }} Outcome */

const HOST = '127.0.0.1';
/** A new key has to travel through Kafka to the gateway. */
const KEY_KNOWN_MS = 15_000;

/**
 * Starts all of a centre but the simulator.
 * @param {Options} options
 * @param {Scenario | null} scenario
 * @param {Centre} centre
 * @param {Run} run
 * @param {Reporter} reporter
 * @returns {Promise<Up>}
 */
async function bringUp(options, scenario, centre, run, reporter) {
  if (!(await isFree(options.port, HOST))) {
    throw new Fault(
      `Port ${options.port} is taken by another program; choose another: npm start -- --port ${options.port + 1}`,
    );
  }
  centre.state.ports = { ...(await choosePorts(PORT_NAMES, options.port, centre.state.ports)), gateway: options.port };
  centre.save();
  keepLogsSmall(centre.path('logs'));
  const [kafka, redisUrl] = await Promise.all([
    provideKafka(centre, run.keep, reporter.say),
    provideRedis(centre, run.keep, reporter.say),
    prepareCode(reporter, centre.path('logs')),
  ]);
  const customs = customsEnvironment(options.customs, HOST, centre.state.ports['simulator'] ?? 0);
  const env = {
    ...process.env,
    ...environmentOf(scenario),
    ...customs,
    ...kafka,
    REDIS_URL: redisUrl,
    HTTP_HOST: HOST,
    // A receiver of one's own, to try things out, is at an address inside.
    WEBHOOKS_PRIVATE_ADDRESS: process.env['WEBHOOKS_PRIVATE_ADDRESS'] || 'true',
    SECRETS_KEY: process.env['SECRETS_KEY'] || secretsKey(centre.path('secrets.key')),
    RECEIPTS_KEY: process.env['RECEIPTS_KEY'] || secretsKey(centre.path('receipts.key')),
  };
  const { partitions, created } = await prepareTopics(kafka.KAFKA_BROKERS, process.env);
  if (created.length > 0) reporter.say(`created ${created.length} topics, most with ${partitions} partitions`);
  const keysFile = centre.path('keys.json');
  const [keys] = await Promise.all([demoKeys(keysFile, env), startServices(centre, env, run, reporter)]);
  const gatewayUrl = `http://${HOST}:${options.port}`;
  const known = await knownKeys(gatewayUrl, keysFile, keys, env);
  await subscribe(gatewayUrl, known);
  return { centre, gatewayUrl, env, keys: known };
}

/** @param {Centre} centre @param {NodeJS.ProcessEnv} env @param {Run} run @param {Reporter} reporter */
async function startServices(centre, env, run, reporter) {
  await reporter.step('Starting the services', async () => {
    const kept = await Promise.all(
      SERVICES.map((service) => {
        const withPort = { ...env, HTTP_PORT: String(centre.state.ports[service.name]) };
        return run.keep(service.name, service.order, SERVICE_GRACE_MS, (started) =>
          startService(service, centre, withPort, started),
        );
      }),
    );
    const awaited = kept.map(({ name, ends }) => {
      return { name, ends, port: centre.state.ports[name] ?? 0, logFile: centre.path('logs', `${name}.log`) };
    });
    await waitUntilReady(awaited, { live: reporter.live, stopped: run.stopped });
  });
}

/**
 * The keys, once the gateway knows them; made anew if it never will, as after the loss of an outside Kafka's data.
 * @param {string} gatewayUrl
 * @param {string} keysFile
 * @param {DemoKeys} keys
 * @param {NodeJS.ProcessEnv} env
 */
async function knownKeys(gatewayUrl, keysFile, keys, env) {
  const known = async (/** @type {DemoKeys} */ { operator }) => {
    const deadline = Date.now() + KEY_KNOWN_MS;
    for (;;) {
      const { status } = await getJson(`${gatewayUrl}/v1/counts`, { authorization: `Bearer ${operator.key}` });
      if (status !== 401 && status !== 0) return true;
      if (Date.now() > deadline) return false;
      await delay(100);
    }
  };
  if (await known(keys)) return keys;
  const renewed = await demoKeys(keysFile, env, { renew: true });
  if (await known(renewed)) return renewed;
  throw new Fault(`The gateway does not accept the keys of ${keysFile}; make new ones: rm ${keysFile} && npm start`);
}

/**
 * Says where everything is, starts the simulator and watches the counts until the run is stopped or drained.
 * @param {Options} options
 * @param {Scenario | null} scenario
 * @param {Up} up
 * @param {Run} run
 * @param {Reporter} reporter
 * @returns {Promise<Outcome>}
 */
async function serve(options, scenario, { centre, gatewayUrl, env, keys }, run, reporter) {
  if (scenario !== null) await requireEmpty(centre, gatewayUrl, keys);
  reporter.print(placesOf(centre, gatewayUrl, keys));
  const { simulator: port } = centre.state.ports;
  const begun = Date.now();
  /** @type {import('./supervisor').Supervised | null} */
  let simulator = null;
  if (!options.empty) {
    const simulatorEnv = {
      ...env,
      GATEWAY_URL: gatewayUrl,
      KEYS_FILE: centre.path('keys.json'),
      RATE: String(options.rate),
      SEED: String(options.seed),
      PARCELS: String(options.parcels ?? 0),
      HTTP_PORT: String(port),
      ...(scenario === null ? {} : { SCENARIO_FILE: scenario.file }),
      CUSTOMS: String(options.customs),
    };
    simulator = await run.keep(SIMULATOR.name, SIMULATOR.order, SERVICE_GRACE_MS, (started) =>
      startService(SIMULATOR, centre, simulatorEnv, started),
    );
  }
  const simulatorUrl = `http://${HOST}:${port}`;
  const { counts, problem } = await watchCounts({
    gatewayUrl,
    simulatorUrl,
    operatorKey: keys.operator.key,
    untilDrained: options.untilDrained,
    live: reporter.live,
    stopped: run.stopped,
  });
  const ms = Date.now() - begun;
  if (scenario === null || !options.untilDrained || counts === null || problem !== '')
    return { counts, problem, ms, played: null };
  const { lot = null, again = 0 } = (await getJson(`${simulatorUrl}/status`)).body ?? {};
  const peakMemoryMib = peaksOf(centre);
  // Nobody works any more: the audit has the machine for itself.
  await simulator?.stop();
  const audited = await reporter
    .step('Auditing the whole log', () => audit(centre, env))
    .catch((error) => {
      throw run.stopped() ? new Interrupted() : error;
    });
  const promises = judge(scenario, options, { counts, lot, again, ...audited });
  for (const { promise, actual, holds } of promises)
    reporter.say(`${holds ? 'kept  ' : 'BROKEN'}  ${promise} (${actual})`);
  return { counts, problem, ms, played: { scenario: scenario.name, promises, lot, peakMemoryMib } };
}

/**
 * A scenario's promises are about all that is in the centre.
 * @param {Centre} centre
 * @param {string} gatewayUrl
 * @param {DemoKeys} keys
 */
async function requireEmpty(centre, gatewayUrl, { operator }) {
  const { body } = await getJson(`${gatewayUrl}/v1/counts`, { authorization: `Bearer ${operator.key}` });
  if (!(body?.declared > 0)) return;
  throw new Fault(
    `The centre in ${centre.dir} has ${body.declared} parcels, and a scenario begins with none; forget them: add --reset, or choose another folder: --data DIR`,
  );
}

/** @param {Centre} centre @param {string} gatewayUrl @param {DemoKeys} keys */
function placesOf(centre, gatewayUrl, keys) {
  const listed = (/** @type {string} */ role, /** @type {DemoKeys['platforms']} */ of) =>
    Object.entries(of).map(([code, { key }]) => `    ${`${role} ${code}`.padEnd(21)} ${key}`);
  return [
    '',
    `  Gateway            ${gatewayUrl}`,
    `  API documentation  ${gatewayUrl}/docs`,
    `  Logs               ${centre.path('logs')}`,
    `  Demo keys          ${centre.path('keys.json')}  (Authorization: Bearer <key>)`,
    ...listed('platform', keys.platforms),
    ...listed('carrier', keys.carriers),
    `    staff                 ${keys.staff.key}`,
    `    operator              ${keys.operator.key}`,
    '',
  ].join('\n');
}

module.exports = { bringUp, serve };
