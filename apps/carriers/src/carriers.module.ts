import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { carriersStage } from './carriers.stage';

@Module({ imports: [StageModule.of(carriersStage)] })
export class CarriersModule {}
