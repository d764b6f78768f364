import { RetireParcel } from '@alataw/contracts';
import { StageModule, TickerModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { keptMsOf, releaseStageOf } from './release.stage';
import { loadClearance } from './rules/load-clearance';

@Module({
  imports: [
    StageModule.of(() => releaseStageOf(loadClearance(process.env), keptMsOf(process.env))),
    TickerModule.of({
      stage: 'release',
      index: 'ended',
      contract: RetireParcel,
      commandOf: (parcelId, due) => ({ type: 'RetireParcel', parcelId, due }),
    }),
  ],
})
export class ReleaseModule {}
