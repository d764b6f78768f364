import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { BatchesController } from './bulk/batches.controller';
import { BulkController } from './bulk/bulk.controller';
import { CodesController } from './codes/codes.controller';
import { OrderDesk } from './commands/order-desk';
import { ReceiptsController } from './customs/receipts.controller';
import { DeclarationsController } from './declarations/declarations.controller';
import { DocumentsController } from './documents/documents.controller';
import { entryController } from './entries/entry.controller';
import { HealthController } from './health/health.controller';
import { MetricsController } from './health/metrics.controller';
import { InspectionController } from './inspection/inspection.controller';
import { PapersController } from './inspection/papers.controller';
import { XrayLineController } from './inspection/xray-line.controller';
import { EventsController } from './live/events.controller';
import { DocsController } from './openapi/docs.controller';
import { FreshnessReader } from './parcels/freshness';
import { ParcelCommandsController } from './parcels/parcel-commands.controller';
import { ParcelsController } from './parcels/parcels.controller';
import { QueuesController } from './queues/queues.controller';
import { RegistryController } from './registry/registry.controller';
import { SearchController } from './search/search.controller';
import { DeliveriesController } from './subscriptions/deliveries.controller';
import { DryRunController } from './subscriptions/dry-run.controller';
import { FeedController } from './subscriptions/feed.controller';
import { FeedReceiptsController, JwksController } from './subscriptions/feed-receipts.controller';
import { OwnFeeds } from './subscriptions/own-feeds';
import { SnapshotController } from './subscriptions/snapshot.controller';
import { KafkaController } from './subscriptions/kafka.controller';
import { SubscriptionsController } from './subscriptions/subscription.controller';
import { unitControllers } from './units/unit.controllers';
import { WarehouseController } from './warehouse/warehouse.controller';

/** All routes of the gateway. */
@Module({})
export class GatewayModule {
  /** @param providers what the controllers need, made by `createGateway` */
  static of(providers: readonly Provider[]): DynamicModule {
    return {
      module: GatewayModule,
      providers: [...providers, FreshnessReader, OrderDesk, OwnFeeds],
      controllers: [
        BatchesController,
        BulkController,
        CodesController,
        DeclarationsController,
        DeliveriesController,
        DocsController,
        DocumentsController,
        DryRunController,
        entryController(),
        EventsController,
        FeedController,
        FeedReceiptsController,
        HealthController,
        InspectionController,
        JwksController,
        KafkaController,
        MetricsController,
        PapersController,
        ParcelCommandsController,
        ParcelsController,
        QueuesController,
        ReceiptsController,
        RegistryController,
        SearchController,
        SnapshotController,
        SubscriptionsController,
        ...unitControllers(),
        WarehouseController,
        XrayLineController,
      ],
    };
  }
}
