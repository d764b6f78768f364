import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { carriersStage } from './carriers.stage';
import { feedKeptMsOf } from './feeds/feed-removal';
import { FEED_KEPT_MS, FeedsService } from './feeds/feeds.service';

@Module({
  imports: [StageModule.of(carriersStage)],
  providers: [{ provide: FEED_KEPT_MS, useFactory: () => feedKeptMsOf(process.env) }, FeedsService],
})
export class CarriersModule {}
