import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { releaseStageOf } from './release.stage';
import { loadClearance } from './rules/load-clearance';

@Module({ imports: [StageModule.of(() => releaseStageOf(loadClearance(process.env)))] })
export class ReleaseModule {}
