import { ContinueDeparture } from '@alataw/contracts';
import { StageModule, TickerModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { departurePace } from './departure-pace';
import { loadingStageUnder } from './loading.stage';
import { loadLoadingRules } from './rules/load-rules';

/** The rules in force; `LOADING_RULES` names another file. */
const rulesFile = (): string => process.env['LOADING_RULES'] ?? join(__dirname, '..', 'rules', '2026-12.json');

@Module({
  imports: [
    StageModule.of(() => loadingStageUnder(loadLoadingRules(rulesFile()))),
    TickerModule.of(() => ({
      ...{ stage: 'loading', index: 'departing', contract: ContinueDeparture, pace: departurePace(process.env) },
      commandOf: (unitId, namedAt) => ({ type: 'ContinueDeparture', unitId, namedAt }),
    })),
  ],
})
export class LoadingModule {}
