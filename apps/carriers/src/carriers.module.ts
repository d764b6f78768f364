import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { carriersStage } from './carriers.stage';
import { FeedsService } from './feeds/feeds.service';

@Module({ imports: [StageModule.of(carriersStage)], providers: [FeedsService] })
export class CarriersModule {}
