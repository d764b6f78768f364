import { EscalateOverdue } from '@alataw/contracts';
import { StageModule, TickerModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { inspectionStage } from './inspection.stage';
import { loadRuleset } from './ruleset/load-ruleset';

/** The rules in force; `INSPECTION_RULES` names another file. */
const rulesFile = (): string => process.env['INSPECTION_RULES'] ?? join(__dirname, '..', 'rules', '2026-12.json');

@Module({
  imports: [
    StageModule.of(() => inspectionStage(loadRuleset(rulesFile()))),
    TickerModule.of({
      stage: 'inspection',
      index: 'due',
      contract: EscalateOverdue,
      commandOf: (parcelId, due) => ({ type: 'EscalateOverdue', parcelId, due }),
    }),
  ],
})
export class InspectionModule {}
