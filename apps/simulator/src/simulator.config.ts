import { ConfigurationError, EnvReader, LOG_LEVELS, type LogLevel } from '@alataw/operations';
import { readFileSync } from 'node:fs';
import { isFields, stringIn } from './api/json';
import { usualBehaviour } from './behaviour/behaviour';
import { ScenarioError } from './scenario/faults';
import { readScenario, type Scenario } from './scenario/scenario';

/** The platforms that declare, and their API keys. */
export interface PlatformKeys {
  readonly first: string;
  readonly others: readonly string[];
  readonly keys: ReadonlyMap<string, string>;
}

export interface SimulatorConfig {
  readonly gatewayUrl: string;
  readonly platforms: PlatformKeys;
  /** Logistics company → its API key: they hand in the waybills of the platforms whose lists need them. */
  readonly logistics: ReadonlyMap<string, string>;
  readonly staffKey: string;
  /** Of another officer: what one proposes, another one has to confirm. */
  readonly secondStaffKey: string;
  /** Parcels per second. */
  readonly rate: number;
  /** null: no end. */
  readonly parcels: number | null;
  readonly seed: number;
  /** What people do; size, seed and rate of a scenario file are said by the environment alone. */
  readonly scenario: Pick<Scenario, 'isLot' | 'unattended' | 'behaviour' | 'interventions'>;
  /** Whether customs is played as well. */
  readonly customs: boolean;
  /** Of customs; empty where nobody plays it. */
  readonly customsKey: string;
  /** Where to write down what the centre has acknowledged; undefined: nowhere. */
  readonly acknowledgedFile: string | undefined;
  readonly instance: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
}

const MAX_RATE = 20_000;
const MAX_PARCELS = 100_000_000;
const NO_SCENARIO = { isLot: false, unattended: [], behaviour: usualBehaviour, interventions: [] };
const NO_PLATFORMS: PlatformKeys = { first: '', others: [], keys: new Map() };

/** @throws {ConfigurationError} that names what is wrong */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): SimulatorConfig {
  const env = new EnvReader(environment);
  const rate = Number(env.string('RATE', '20'));
  const config = {
    gatewayUrl: env.url('GATEWAY_URL', ['http']),
    parcels: env.integer('PARCELS', { min: 0, max: MAX_PARCELS, fallback: 0 }) || null,
    seed: env.integer('SEED', { min: 0, max: 2 ** 31 - 1, fallback: 1 }),
    customs: env.flag('CUSTOMS'),
    acknowledgedFile: env.optional('ACKNOWLEDGED_FILE'),
    instance: env.string('INSTANCE', 'simulator'),
    http: { host: env.string('HTTP_HOST', '127.0.0.1'), port: env.integer('HTTP_PORT', { min: 1, max: 65_535 }) },
    logLevel: env.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  };
  const scenarioFile = env.optional('SCENARIO_FILE');
  const keysFile = env.optional('KEYS_FILE');
  const keys =
    keysFile === undefined
      ? keysOf(
          {
            platformKeys: env.string('PLATFORM_KEYS'),
            logisticsKeys: env.string('LOGISTICS_KEYS'),
            staffKey: env.string('STAFF_KEY'),
            secondStaffKey: env.string('SECOND_STAFF_KEY'),
          },
          env.optional('CUSTOMS_KEY') ?? '',
        )
      : keysOfFile(keysFile);
  env.done();
  if (!(rate > 0 && rate <= MAX_RATE)) {
    throw new ConfigurationError(`Alataw cannot start: RATE must be a number above 0, up to ${MAX_RATE} parcels/s.`);
  }
  const scenario = scenarioFile === undefined ? NO_SCENARIO : scenarioIn(scenarioFile);
  if (config.customs && keys.customsKey === '')
    throw new ConfigurationError('Alataw cannot start: CUSTOMS needs a key of customs; let KEYS_FILE be made anew.');
  return Object.freeze({ ...config, rate, scenario, ...keys });
}

/** @throws {ConfigurationError} */
function scenarioIn(file: string): Scenario {
  try {
    return readScenario(file);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ConfigurationError(`Alataw cannot start: ${error.message}`, { cause: error });
  }
}

type Keys = Pick<SimulatorConfig, 'platforms' | 'logistics' | 'staffKey' | 'secondStaffKey' | 'customsKey'>;

/** The keys that the environment holds; the first two are JSON objects, platform or logistics company → key. */
function keysOf(
  held: Readonly<Record<'platformKeys' | 'logisticsKeys' | 'staffKey' | 'secondStaffKey', string>>,
  customsKey: string,
): Keys {
  const { platformKeys, logisticsKeys, staffKey, secondStaffKey } = held;
  const staff = { staffKey, secondStaffKey, customsKey };
  // Told by `env.done()`.
  if (Object.values(held).includes('')) return { platforms: NO_PLATFORMS, logistics: new Map(), ...staff };
  const entriesOf = (text: string, name: string): (readonly [string, string])[] => {
    const parsed = parseObject(text, name);
    return Object.keys(parsed).map((each) => [each, stringIn(parsed, each)]);
  };
  const logistics = new Map(entriesOf(logisticsKeys, 'LOGISTICS_KEYS'));
  return { platforms: platformsOf(entriesOf(platformKeys, 'PLATFORM_KEYS')), logistics, ...staff };
}

/** The keys of a demonstration, as the launcher writes them. */
function keysOfFile(file: string): Keys {
  const parsed = parseObject(readText(file), 'KEYS_FILE');
  const keysIn = (name: string): (readonly [string, string])[] =>
    Object.entries(isFields(parsed[name]) ? parsed[name] : {}).map(([of, key]) => [of, stringIn(key, 'key')]);
  const logistics = new Map(keysIn('logistics'));
  if (logistics.size === 0)
    throw new ConfigurationError(
      'Alataw cannot start: KEYS_FILE has no keys of logistics companies; let it be made anew.',
    );
  const secondStaffKey = stringIn(parsed['secondOfficer'], 'key');
  if (secondStaffKey === '')
    throw new ConfigurationError('Alataw cannot start: KEYS_FILE has no key of a second officer; let it be made anew.');
  return {
    platforms: platformsOf(keysIn('platforms')),
    logistics,
    staffKey: stringIn(parsed['staff'], 'key'),
    secondStaffKey,
    customsKey: stringIn(parsed['customs'], 'key'),
  };
}

function platformsOf(entries: readonly (readonly [name: string, key: string])[]): PlatformKeys {
  const keys = new Map(entries);
  // Sorted, so that the same seed gives each parcel to the same platform, however the object was written.
  const [first, ...others] = [...keys.keys()].sort();
  if (first === undefined) throw new ConfigurationError('Alataw cannot start: there is no key of a platform.');
  return { first, others, keys };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError('Alataw cannot start: KEYS_FILE cannot be read.', { cause: error });
  }
}

function parseObject(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isFields(parsed)) return parsed;
  } catch {
    // Told below: what is not JSON is as wrong as what is not an object.
  }
  throw new ConfigurationError(`Alataw cannot start: ${name} must be a JSON object.`);
}
