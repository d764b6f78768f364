import { EnvReader } from '@alataw/operations';
import { StageModule } from '@alataw/service';
import { Module } from '@nestjs/common';
import { readCustomsConfig, type CustomsConfig } from './customs.config';
import { customsStage } from './customs.stage';
import { loadCustomsRules } from './rules/load-rules';
import { CUSTOMS, SenderService } from './sender/sender.service';

function readConfig(): CustomsConfig {
  const env = new EnvReader(process.env);
  const config = readCustomsConfig(env);
  env.done();
  return config;
}

@Module({
  imports: [StageModule.of(() => customsStage(loadCustomsRules(process.env)))],
  providers: [{ provide: CUSTOMS, useFactory: readConfig }, SenderService],
})
export class CustomsModule {}
