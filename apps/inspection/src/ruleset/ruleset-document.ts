import { InspectionChannel, InspectionReason } from '@alataw/contracts';
import { fieldsOf, isDay, type Effective } from '@alataw/values';
import type { RandomShare } from '../domain/ruleset';

/** A rule as it is written. */
export interface WrittenRule {
  readonly id: string;
  readonly channel: InspectionChannel;
  readonly reason: InspectionReason;
  /** Whether a second officer has to confirm that such a parcel passes; of the channel RED only. */
  readonly twoOfficers: boolean;
  /** A CEL expression over `parcel` that is true when the rule is met. */
  readonly when: string;
}

/** A file of rules, with its form checked. */
export interface RulesetDocument {
  readonly version: string;
  /** Whether a parcel has to have arrived before it passes, by day. */
  readonly arrivalRequired: readonly Effective<boolean>[];
  readonly random: readonly RandomShare[];
  readonly rules: readonly WrittenRule[];
}

/** Thrown when a rules file cannot be used; the message has one line for each fault, naming the rule and the position in it. */
export class RulesetError extends Error {
  override readonly name = 'RulesetError';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const versionForm = /^[A-Za-z0-9.-]{1,40}$/;
const idForm = /^[A-Z][A-Z0-9_]{0,39}$/;

/**
 * Checks the form of a rules file.
 * @param json what `JSON.parse` made of it
 * @throws {RulesetError} with every fault
 */
export function readRuleset(json: unknown): RulesetDocument {
  const faults: string[] = [];
  const { version, arrivalRequired, random, rules } = fieldsOf(json);
  if (typeof version !== 'string' || !versionForm.test(version))
    faults.push('version: must be 1 to 40 letters, digits, dots or hyphens');
  const document = {
    version: String(version),
    arrivalRequired: listOf(arrivalRequired ?? [], 'arrivalRequired', faults).flatMap((entry, i) =>
      readEntry(entry, `arrivalRequired[${i}]`, faults),
    ),
    random: listOf(random, 'random', faults).flatMap((share, i) => readShare(share, `random[${i}]`, faults)),
    rules: listOf(rules, 'rules', faults).flatMap((rule, i) => readRule(rule, `rules[${i}]`, faults)),
  };
  const ids = document.rules.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, i) => ids.indexOf(each) !== i)))
    faults.push(`${id}: the id is used twice`);
  const shares = document.random.reduce((sum, { perTenThousand }) => sum + perTenThousand, 0);
  if (shares > 10_000) faults.push('random: the shares exceed the whole');
  if (faults.length > 0) throw new RulesetError(faults);
  return document;
}

function readEntry(json: unknown, place: string, faults: string[]): readonly Effective<boolean>[] {
  const { from, value, source } = fieldsOf(json);
  if (isDay(from) && typeof value === 'boolean' && typeof source === 'string') return [{ from, value, source }];
  faults.push(`${place}: needs from, a day such as 2026-12-01, value true or false, and source`);
  return [];
}

function readShare(json: unknown, place: string, faults: string[]): readonly RandomShare[] {
  const { channel: name, perTenThousand } = fieldsOf(json);
  const channel = InspectionChannel.find((each) => each === name && each !== 'GREEN');
  const isShare = typeof perTenThousand === 'number' && Number.isInteger(perTenThousand) && perTenThousand >= 0;
  if (channel && isShare) return [{ channel, perTenThousand }];
  faults.push(`${place}: needs channel YELLOW, XRAY or RED and a whole number perTenThousand`);
  return [];
}

function readRule(json: unknown, place: string, faults: string[]): readonly WrittenRule[] {
  const { id, channel: channelName, reason: reasonName, twoOfficers = false, when } = fieldsOf(json);
  if (typeof id !== 'string' || !idForm.test(id) || id === 'RANDOM') {
    faults.push(`${place}: id must be 1 to 40 capital letters, digits or underscores, and not RANDOM`);
    return [];
  }
  const channel = InspectionChannel.find((each) => each === channelName && each !== 'GREEN');
  const reason = InspectionReason.find((each) => each === reasonName && each !== 'NONE' && each !== 'RANDOM');
  if (!channel) faults.push(`${id}: channel must be YELLOW, XRAY or RED`);
  if (!reason) faults.push(`${id}: reason is none of those published`);
  if (typeof when !== 'string') faults.push(`${id}: when must be a CEL expression`);
  const isMark = twoOfficers === false || (twoOfficers === true && channel === 'RED');
  if (!isMark) faults.push(`${id}: twoOfficers must be true or false, and true only in the channel RED`);
  if (!channel || !reason || typeof when !== 'string' || !isMark) return [];
  return [{ id, channel, reason, twoOfficers, when }];
}

function listOf(json: unknown, name: string, faults: string[]): readonly unknown[] {
  if (Array.isArray(json)) return json;
  faults.push(`${name}: must be a list`);
  return [];
}
