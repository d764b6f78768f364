import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJanitor } from '../../infra/local/janitor';
import { FRUGAL } from '../../infra/local/kafka';
import { janitorOfTheRun } from './janitor-of-the-run';

/**
 * Makes the folder in which this run's Kafka and Redis live, and the janitor that stops them and removes the folder even
 * if jest is killed. The servers themselves start when the first test asks for them, see cluster.ts.
 */
export default function globalSetup(): void {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-test-'));
  process.env['ALATAW_TEST_DIR'] = dir;
  process.env['KAFKA_JVM_PERFORMANCE_OPTS'] ??= FRUGAL;
  janitorOfTheRun.current = startJanitor(join(dir, 'cluster.json'), dir);
}
