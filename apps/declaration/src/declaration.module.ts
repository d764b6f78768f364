import { ExpireMatching, RetireRejection } from '@alataw/contracts';
import { StageModule, TickerModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { declarationStage } from './declaration.stage';
import { loadDocumentRules } from './rules/load-document-rules';

/** The rules in force; `DECLARATION_RULES` names another file. */
const rulesFile = (): string => process.env['DECLARATION_RULES'] ?? join(__dirname, '..', 'rules', '2026-12.json');

@Module({
  imports: [
    StageModule.of(() => declarationStage(loadDocumentRules(rulesFile()))),
    TickerModule.of(
      {
        stage: 'declaration',
        index: 'due',
        contract: ExpireMatching,
        commandOf: (parcelId, due) => ({ type: 'ExpireMatching', parcelId, due }),
      },
      {
        stage: 'declaration',
        index: 'ended',
        contract: RetireRejection,
        commandOf: (parcelId, due) => ({ type: 'RetireRejection', parcelId, due }),
      },
    ),
  ],
})
export class DeclarationModule {}
