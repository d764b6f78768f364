import { ExpireEntry } from '@alataw/contracts';
import { StageModule, TickerModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { gateStage } from './gate.stage';

@Module({
  imports: [
    StageModule.of(gateStage),
    TickerModule.of({
      stage: 'gate',
      index: 'due',
      contract: ExpireEntry,
      commandOf: (applicationId, due) => ({ type: 'ExpireEntry', applicationId, due }),
    }),
  ],
})
export class GateModule {}
