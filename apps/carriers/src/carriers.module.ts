import { EnvReader } from '@alataw/operations';
import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { carriersStage } from './carriers.stage';
import { DeliveriesService, WEBHOOKS } from './deliveries/deliveries.service';
import { readWebhooksConfig, type WebhooksConfig } from './deliveries/webhooks.config';
import { feedKeptMsOf } from './feeds/feed-removal';
import { FEED_KEPT_MS, FeedsService } from './feeds/feeds.service';

function readConfig(): WebhooksConfig {
  const env = new EnvReader(process.env);
  const config = readWebhooksConfig(env);
  env.done();
  return config;
}

@Module({
  imports: [StageModule.of(carriersStage)],
  providers: [
    { provide: FEED_KEPT_MS, useFactory: () => feedKeptMsOf(process.env) },
    FeedsService,
    { provide: WEBHOOKS, useFactory: readConfig },
    DeliveriesService,
  ],
})
export class CarriersModule {}
