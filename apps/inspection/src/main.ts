import { runStage } from '@alataw/service';
import { InspectionModule } from './inspection.module';

void runStage('inspection', InspectionModule);
