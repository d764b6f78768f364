import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { releaseStage } from './release.stage';

@Module({ imports: [StageModule.of(releaseStage)] })
export class ReleaseModule {}
