import { runStage } from '@alataw/service';
import { CarriersModule } from './carriers.module';

void runStage('carriers', CarriersModule);
