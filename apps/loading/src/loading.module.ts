import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { loadingStage } from './loading.stage';

@Module({ imports: [StageModule.of(loadingStage)] })
export class LoadingModule {}
