import { readReceiptKeys } from '@alataw/milestones';
import { EnvReader } from '@alataw/operations';
import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { carriersStage } from './carriers.stage';
import { DeliveriesService, WEBHOOKS } from './deliveries/deliveries.service';
import { readWebhooksConfig } from './deliveries/webhooks.config';
import { feedKeptMsOf } from './feeds/feed-removal';
import { FEED_KEPT_MS, FeedsService, RECEIPT_KEYS } from './feeds/feeds.service';

/** What a part of the configuration reads of the environment. @throws {ConfigurationError} */
function fromEnvironment<T>(read: (env: EnvReader) => T): T {
  const env = new EnvReader(process.env);
  const value = read(env);
  env.done();
  return value;
}

@Module({
  imports: [StageModule.of(carriersStage)],
  providers: [
    { provide: FEED_KEPT_MS, useFactory: () => fromEnvironment(feedKeptMsOf) },
    { provide: RECEIPT_KEYS, useFactory: () => fromEnvironment(readReceiptKeys) },
    FeedsService,
    { provide: WEBHOOKS, useFactory: () => fromEnvironment(readWebhooksConfig) },
    DeliveriesService,
  ],
})
export class CarriersModule {}
