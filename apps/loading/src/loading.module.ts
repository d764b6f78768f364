import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { loadingStageUnder } from './loading.stage';
import { loadLoadingRules } from './rules/load-rules';

/** The rules in force; `LOADING_RULES` names another file. */
const rulesFile = (): string => process.env['LOADING_RULES'] ?? join(__dirname, '..', 'rules', '2026-12.json');

@Module({ imports: [StageModule.of(() => loadingStageUnder(loadLoadingRules(rulesFile())))] })
export class LoadingModule {}
