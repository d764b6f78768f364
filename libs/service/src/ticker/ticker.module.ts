import { Module, type DynamicModule } from '@nestjs/common';
import { DEADLINES, TickerService, type Deadline } from './ticker.service';

/** What a deadline is, or what makes it of the environment: a fault in that is then told as one of the start. */
type Given<C extends object> = Deadline<C> | (() => Deadline<C>);

/** A ticker in the process of a stage: it turns times that pass into commands of that stage. */
@Module({})
export class TickerModule {
  /** @param deadlines all of one stage: one pair of connections looks at them */
  static of<C extends readonly object[]>(...deadlines: { readonly [K in keyof C]: Given<C[K]> }): DynamicModule {
    const useFactory = (): unknown[] => deadlines.map((each) => (typeof each === 'function' ? each() : each));
    return { module: TickerModule, providers: [{ provide: DEADLINES, useFactory }, TickerService] };
  }
}
