import type { ParcelDeclared } from '@alataw/contracts';
import { Timetable } from '@alataw/values';
import { Environment, type ParseError } from '@marcbachmann/cel-js';
import type { RuleHit, Ruleset } from '../domain/ruleset';
import { ItemView, ParcelView } from './parcel-view';
import { RulesetError, type RulesetDocument, type WrittenRule } from './ruleset-document';
import { specimen } from './specimen';

interface CompiledRule {
  readonly hit: RuleHit;
  evaluate(context: { readonly parcel: ParcelView }): unknown;
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
    const evaluate = environment.parse(when);
    const { valid, type, error } = evaluate.check();
    if (!valid) throw error ?? new Error('does not compile');
    if (type !== 'bool') throw new Error(`must be true or false, is ${type}`);
    evaluate({ parcel: new ParcelView(specimen) }); // finds what only shows when it runs, such as a wrong pattern
    return [{ hit: { rule: id, channel, reason, twoOfficers }, evaluate }];
  } catch (error) {
    faults.push(`${id}${positionOf(error)}: ${textOf(error)}`);
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

function positionOf(error: unknown): string {
  return isLocated(error) && error.range ? `, position ${error.range.start + 1}` : '';
}

function textOf(error: unknown): string {
  if (isLocated(error)) return error.summary;
  return error instanceof Error ? error.message : String(error);
}

/** Parse, type and evaluation errors of CEL have the same members. */
function isLocated(error: unknown): error is Pick<ParseError, 'range' | 'summary'> {
  return error instanceof Error && 'range' in error && 'summary' in error;
}
