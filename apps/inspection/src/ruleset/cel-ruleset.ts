import type { ParcelDeclared } from '@alataw/contracts';
import { compileCondition, ConditionFault, type Condition } from '@alataw/filter';
import { Timetable } from '@alataw/values';
import { Environment } from '@marcbachmann/cel-js';
import type { RuleHit, Ruleset } from '../domain/ruleset';
import { ItemView, ParcelView } from './parcel-view';
import { RulesetError, type RulesetDocument, type WrittenRule } from './ruleset-document';
import { specimen } from './specimen';

interface CompiledRule {
  readonly hit: RuleHit;
  readonly evaluate: Condition<{ readonly parcel: ParcelView }>;
}

/**
 * Compiles rules, so that a mistake in one stops the start and not a parcel.
 * @throws {RulesetError} naming each rule that is wrong and the position in its expression, counted from 1
 */
export function compileRuleset({ version, arrivalRequired, random, rules }: RulesetDocument): Ruleset {
  const environment = new Environment()
    .registerType('Item', { ctor: ItemView, fields: ItemView.fields })
    .registerType('Parcel', { ctor: ParcelView, fields: ParcelView.fields })
    .registerVariable('parcel', 'Parcel');
  const faults: string[] = [];
  const compiled = rules.flatMap((rule) => compile(environment, rule, faults));
  if (faults.length > 0) throw new RulesetError(faults);
  const hits = (parcel: ParcelDeclared): readonly RuleHit[] => hitsOf(compiled, parcel);
  return { version, arrivalRequired: new Timetable(arrivalRequired), random, hits };
}

function compile(environment: Environment, rule: WrittenRule, faults: string[]): readonly CompiledRule[] {
  const { id, channel, reason, twoOfficers, when } = rule;
  try {
    const evaluate = compileCondition(environment, when, { parcel: new ParcelView(specimen) });
    return [{ hit: { rule: id, channel, reason, twoOfficers }, evaluate }];
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    const { position, message } = error;
    faults.push(`${id}${position === null ? '' : `, position ${position}`}: ${message}`);
    return [];
  }
}

/** A rule that cannot be evaluated counts as met, so that an inspector looks instead: unseen does not mean unsuspected. */
function hitsOf(rules: readonly CompiledRule[], parcel: ParcelDeclared): readonly RuleHit[] {
  const context = { parcel: new ParcelView(parcel) };
  const hits: RuleHit[] = [];
  for (const rule of rules) {
    try {
      if (rule.evaluate(context) === true) hits.push(rule.hit);
    } catch {
      hits.push({ ...rule.hit, reason: 'RULE_FAILED' });
    }
  }
  return hits;
}
