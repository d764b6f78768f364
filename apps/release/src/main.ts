import { runStage } from '@alataw/service';
import { ReleaseModule } from './release.module';

void runStage('release', ReleaseModule);
