import type { StageDefinition } from '@alataw/stage';
import { join } from 'node:path';
import { declarationStage } from '../../../declaration/src/declaration.stage';
import { loadDocumentRules } from '../../../declaration/src/rules/load-document-rules';
import { gateStage } from '../../../gate/src/gate.stage';
import { inspectionStage } from '../../../inspection/src/inspection.stage';
import { loadRuleset } from '../../../inspection/src/ruleset/load-ruleset';
import { loadingStage } from '../../../loading/src/loading.stage';
import { releaseStage } from '../../../release/src/release.stage';
import { CommandError, text, type OptionValues, type Terminal } from '../command';

const rulesOf = (stage: string): string => join(__dirname, '..', '..', '..', stage, 'rules', '2026-12.json');

/**
 * All stages in the order of the flow. The inspection's rules are those of `--rules`, of `INSPECTION_RULES`, or this release's;
 * the declaration's those of `DECLARATION_RULES`, or this release's.
 */
export function stageDefinitions(
  options: OptionValues,
  environment: Terminal['environment'],
): readonly StageDefinition[] {
  const inspection = text(options, 'rules') ?? environment['INSPECTION_RULES'] ?? rulesOf('inspection');
  const declaration = environment['DECLARATION_RULES'] ?? rulesOf('declaration');
  try {
    return [
      declarationStage(loadDocumentRules(declaration)),
      inspectionStage(loadRuleset(inspection)),
      releaseStage,
      loadingStage,
      gateStage,
    ];
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
