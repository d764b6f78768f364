import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { behaviourForm, behaviourWith, EXCLUSIVE, type Behaviour } from '../behaviour/behaviour';
import type { Field } from '../behaviour/field';
import { isQueue } from './condition';
import { at, Reading, ScenarioError } from './faults';
import { isAbsence, readIntervention, type PlannedIntervention } from './intervention';
import { readPromises, type Promises } from './promise';

/** A run that can be played again: what comes to the centre, what people do, and what comes of it. */
export interface Scenario {
  readonly name: string;
  /** What it shows, in one line. */
  readonly title: string;
  readonly seed: number;
  readonly parcels: number;
  /** Parcels per second; of a lot, the pace that docks are prepared for. */
  readonly rate: number;
  /** All parcels come in one file from one platform. */
  readonly isLot: boolean;
  /** Customs' word releases parcels, and the simulator plays customs. */
  readonly customs: boolean;
  /** Stage → absolute path of the rules file that it is started with. */
  readonly rules: ReadonlyMap<string, string>;
  /** Queues at which nobody works: what comes there stays, and the run is over without it. */
  readonly unattended: readonly string[];
  readonly behaviour: Behaviour;
  readonly interventions: readonly PlannedIntervention[];
  readonly promises: Promises;
}

const FIELDS = [
  ...['title', 'seed', 'parcels', 'rate', 'lot', 'customs', 'rules', 'unattended'],
  ...['behaviour', 'interventions', 'promises'],
] as const;
/** Stages that can be given a rules file. */
const RULED = ['inspection'] as const;
const MAX_TITLE = 160;

/**
 * Reads a scenario file.
 * @throws {ScenarioError} with every fault, by the name of the field
 */
export function readScenario(file: string): Scenario {
  const reading = new Reading();
  const fields = reading.object(parse(file), '', FIELDS);
  const { rules = {}, unattended = [], interventions = [] } = fields;
  const scenario: Scenario = {
    name: basename(file, '.json'),
    title: reading.text(fields['title'], 'title', MAX_TITLE),
    seed: reading.number(fields['seed'], 'seed', { min: 0, max: 2 ** 31 - 1 }),
    parcels: reading.number(fields['parcels'], 'parcels', { min: 1, max: 100_000_000 }),
    rate: reading.number(fields['rate'], 'rate', { min: 0.1, max: 20_000, whole: false }),
    isLot: reading.flag(fields['lot'] ?? false, 'lot'),
    customs: reading.flag(fields['customs'] ?? false, 'customs'),
    rules: readRules(rules, dirname(file), reading),
    unattended: reading.list(unattended, 'unattended').map((queue, i) => readQueue(queue, `unattended[${i}]`, reading)),
    behaviour: readBehaviour(fields['behaviour'] ?? {}, reading),
    interventions: reading
      .list(interventions, 'interventions')
      .map((each, i) => readIntervention(each, `interventions[${i}]`, reading)),
    promises: readPromises(fields['promises'] ?? {}, 'promises', reading),
  };
  if (!scenario.customs && scenario.interventions.some(isAbsence))
    reading.faults.push('customs must be true where customs is away');
  if (reading.faults.length > 0) throw new ScenarioError(file, reading.faults);
  return scenario;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ScenarioError(file, [`it must be a file of JSON: ${why}`]);
  }
}

function readRules(value: unknown, folder: string, reading: Reading): Map<string, string> {
  const files = Object.entries(reading.object(value, 'rules', RULED));
  return new Map(files.map(([stage, file]) => [stage, resolve(folder, reading.text(file, at('rules', stage), 400))]));
}

function readQueue(value: unknown, place: string, reading: Reading): string {
  if (typeof value === 'string' && isQueue(value)) return value;
  reading.wrong(place, 'the name of a queue such as release.held', value);
  return '';
}

function readBehaviour(value: unknown, reading: Reading): Behaviour {
  const form: Readonly<Record<string, Readonly<Record<string, Field<unknown>>>>> = behaviourForm;
  const given: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [section, sectionValue] of Object.entries(reading.object(value, 'behaviour', Object.keys(form)))) {
    const fields = form[section] ?? {};
    const place = at('behaviour', section);
    given[section] = reading.object(sectionValue, place, Object.keys(fields));
    for (const [name, each] of Object.entries(given[section])) {
      const field = fields[name];
      if (field !== undefined && !field.fits(each)) reading.wrong(at(place, name), field.takes, each);
    }
  }
  const behaviour = behaviourWith(given);
  if (reading.faults.length === 0) requireParts(behaviour, reading);
  return behaviour;
}

function requireParts(behaviour: Behaviour, reading: Reading): void {
  for (const [section, names] of EXCLUSIVE) {
    const values = new Map(Object.entries(behaviour[section]));
    const sum = names.reduce((total, name) => total + Number(values.get(name)), 0);
    // Shares are decimal fractions, so that a whole may come out a little above 1.
    if (sum > 1 + 1e-9)
      reading.faults.push(
        `${at('behaviour', section)}: ${names.join(' + ')} is ${sum.toFixed(3)} and must not exceed 1; lower one of them`,
      );
  }
}
