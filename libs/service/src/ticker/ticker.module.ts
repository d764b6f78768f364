import { Module, type DynamicModule } from '@nestjs/common';
import { DEADLINE, TickerService, type Deadline } from './ticker.service';

/** A ticker in the process of a stage: it turns times that pass into commands of that stage. */
@Module({})
export class TickerModule {
  /** @param deadline or what makes it of the environment: a fault in that is then told as one of the start */
  static of<C extends object>(deadline: Deadline<C> | (() => Deadline<C>)): DynamicModule {
    const useFactory = (): Deadline<C> => (typeof deadline === 'function' ? deadline() : deadline);
    return { module: TickerModule, providers: [{ provide: DEADLINE, useFactory }, TickerService] };
  }
}
