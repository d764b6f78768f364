import { runStage } from '@alataw/service';
import { LoadingModule } from './loading.module';

void runStage('loading', LoadingModule);
