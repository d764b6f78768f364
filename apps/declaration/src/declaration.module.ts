import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { declarationStage } from './declaration.stage';

@Module({ imports: [StageModule.of(declarationStage)] })
export class DeclarationModule {}
