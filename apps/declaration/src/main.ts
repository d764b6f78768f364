import { runStage } from '@alataw/service';
import { DeclarationModule } from './declaration.module';

void runStage('declaration', DeclarationModule);
