import { Codec } from '@alataw/contracts';
import { StageMachine, StageRecords } from '@alataw/lane';
import type { StageDefinition } from '@alataw/stage';
import { Module, type DynamicModule } from '@nestjs/common';
import { StageController } from './stage.controller';

/** A stage as a Nest module: its definition made executable, behind the handler that all stages share. */
@Module({})
export class StageModule {
  /** @param define the definition, or what makes it from files: a fault in those is then told as one of the start */
  static of(define: StageDefinition | (() => StageDefinition)): DynamicModule {
    const definition = (): StageDefinition => (typeof define === 'function' ? define() : define);
    const providers = [
      { provide: StageRecords, inject: [Codec], useFactory: (codec: Codec) => new StageRecords(definition(), codec) },
      {
        provide: StageMachine,
        inject: [StageRecords],
        useFactory: (records: StageRecords) => new StageMachine(records),
      },
    ];
    return { module: StageModule, controllers: [StageController], providers, exports: [StageRecords] };
  }
}
