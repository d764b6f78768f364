import type { StageDefinition } from '@alataw/stage';
import { join } from 'node:path';
import { declarationStage } from '../../../declaration/src/declaration.stage';
import { inspectionStage } from '../../../inspection/src/inspection.stage';
import { loadRuleset } from '../../../inspection/src/ruleset/load-ruleset';
import { loadingStage } from '../../../loading/src/loading.stage';
import { releaseStage } from '../../../release/src/release.stage';
import { CommandError, text, type OptionValues, type Terminal } from '../command';

const RULES = join(__dirname, '..', '..', '..', 'inspection', 'rules', '2026-12.json');

/** All stages in the order of the flow. The inspection's rules are those of `--rules`, of `INSPECTION_RULES`, or this release's. */
export function stageDefinitions(
  options: OptionValues,
  environment: Terminal['environment'],
): readonly StageDefinition[] {
  const rules = text(options, 'rules') ?? environment['INSPECTION_RULES'] ?? RULES;
  try {
    return [declarationStage, inspectionStage(loadRuleset(rules)), releaseStage, loadingStage];
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
