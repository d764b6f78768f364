import { readFileSync } from 'node:fs';
import type { Ruleset } from '../domain/ruleset';
import { compileRuleset } from './cel-ruleset';
import { readRuleset, RulesetError } from './ruleset-document';

/**
 * Reads and compiles a rules file such as `apps/inspection/rules/2026-12.json`; to be done before the stage starts.
 * @throws {RulesetError} when the file cannot be read or used, with every fault
 */
export function loadRuleset(path: string): Ruleset {
  return compileRuleset(readRuleset(parse(path)));
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new RulesetError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
