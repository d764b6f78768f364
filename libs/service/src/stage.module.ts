import { Codec } from '@alataw/contracts';
import { StageMachine } from '@alataw/lane';
import type { StageDefinition } from '@alataw/stage';
import { Module, type DynamicModule } from '@nestjs/common';
import { StageController } from './stage.controller';

/** A stage as a Nest module: its definition made executable, behind the handler that all stages share. */
@Module({})
export class StageModule {
  static of(definition: StageDefinition): DynamicModule {
    const machine = {
      provide: StageMachine,
      inject: [Codec],
      useFactory: (codec: Codec) => new StageMachine(definition, codec),
    };
    return { module: StageModule, controllers: [StageController], providers: [machine], exports: [StageMachine] };
  }
}
