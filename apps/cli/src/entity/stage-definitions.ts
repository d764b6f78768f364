import type { StageDefinition } from '@alataw/stage';
import { join } from 'node:path';
import { carriersStage } from '../../../carriers/src/carriers.stage';
import { customsStage } from '../../../customs/src/customs.stage';
import { loadCustomsRules } from '../../../customs/src/rules/load-rules';
import { declarationStage } from '../../../declaration/src/declaration.stage';
import { loadDocumentRules } from '../../../declaration/src/rules/load-document-rules';
import { gateStage } from '../../../gate/src/gate.stage';
import { inspectionStage } from '../../../inspection/src/inspection.stage';
import { loadRuleset } from '../../../inspection/src/ruleset/load-ruleset';
import { loadingStageUnder } from '../../../loading/src/loading.stage';
import { loadLoadingRules } from '../../../loading/src/rules/load-rules';
import { keptMsOf, releaseStageOf } from '../../../release/src/release.stage';
import { loadClearance } from '../../../release/src/rules/load-clearance';
import { CommandError, text, type OptionValues, type Terminal } from '../command';

const rulesOf = (stage: string): string => join(__dirname, '..', '..', '..', stage, 'rules', '2026-12.json');

/**
 * All stages in the order of the flow. The inspection's rules are those of `--rules`, of `INSPECTION_RULES`, or this release's;
 * those of declaration and loading the ones of `DECLARATION_RULES` and `LOADING_RULES`, or this release's; those of release and customs
 * come from the environment as they do there (`CLEARANCE_RULES`, `CUSTOMS_…_RULES`), as does how long release keeps what ended.
 */
export function stageDefinitions(
  options: OptionValues,
  environment: Terminal['environment'],
): readonly StageDefinition[] {
  const inspection = text(options, 'rules') ?? environment['INSPECTION_RULES'] ?? rulesOf('inspection');
  const declaration = environment['DECLARATION_RULES'] ?? rulesOf('declaration');
  const loading = environment['LOADING_RULES'] ?? rulesOf('loading');
  try {
    return [
      declarationStage(loadDocumentRules(declaration)),
      inspectionStage(loadRuleset(inspection)),
      releaseStageOf(loadClearance(environment), keptMsOf(environment)),
      loadingStageUnder(loadLoadingRules(loading)),
      gateStage,
      customsStage(loadCustomsRules(environment)),
      carriersStage,
    ];
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
