import { runStage } from '@alataw/service';
import { GateModule } from './gate.module';

void runStage('gate', GateModule);
