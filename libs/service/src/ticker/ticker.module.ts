import { Module, type DynamicModule } from '@nestjs/common';
import { DEADLINE, TickerService, type Deadline } from './ticker.service';

/** A ticker in the process of a stage: it turns times that pass into commands of that stage. */
@Module({})
export class TickerModule {
  static of<C extends object>(deadline: Deadline<C>): DynamicModule {
    return { module: TickerModule, providers: [{ provide: DEADLINE, useValue: deadline }, TickerService] };
  }
}
