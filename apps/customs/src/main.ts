import { runStage } from '@alataw/service';
import { CustomsModule } from './customs.module';

void runStage('customs', CustomsModule);
