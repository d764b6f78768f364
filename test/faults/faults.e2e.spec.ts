import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { carriersStage } from '../../apps/carriers/src/carriers.stage';
import { declarationStage } from '../../apps/declaration/src/declaration.stage';
import { loadDocumentRules } from '../../apps/declaration/src/rules/load-document-rules';
import { gateStage } from '../../apps/gate/src/gate.stage';
import { inspectionStage } from '../../apps/inspection/src/inspection.stage';
import { loadRuleset } from '../../apps/inspection/src/ruleset/load-ruleset';
import { loadingStage } from '../../apps/loading/src/loading.stage';
import { releaseStage } from '../../apps/release/src/release.stage';
import { Random } from '../simulation/random';
import { TestCentre, type Summary } from '../support/centre';
import { CLUSTER_START_MS, ownCluster, type OwnCluster } from '../support/cluster';
import { differencesOf } from '../support/fold';

const FULL = process.env['FAULTS'] === 'full';
/** `FAULTS=full` is the long run of `npm run faults`; without it, the same faults on fewer parcels. */
const SIZE = FULL
  ? { parcels: 5_000, rate: 100, kills: 20, kafkaAwayMs: 30_000, redisAwayMs: 10_000 }
  : { parcels: 1_000, rate: 40, kills: 6, kafkaAwayMs: 4_000, redisAwayMs: 2_000 };
const SEED = Number(process.env['FAULTS_SEED'] ?? 7);
const MINUTES = FULL ? 20 : 10;

const SERVICES = [
  'declaration',
  'inspection',
  'release',
  'loading',
  'gate',
  'customs',
  'carriers',
  'gateway',
  'simulator',
];
const rulesOf = (stage: string): string => join(__dirname, `../../apps/${stage}/rules/2026-12.json`);
const STAGES = [
  declarationStage(loadDocumentRules(rulesOf('declaration'))),
  inspectionStage(loadRuleset(rulesOf('inspection'))),
  releaseStage,
  loadingStage,
  gateStage,
  carriersStage,
];

/** Lets the simulator finish, and expects that nothing was lost, repeated or left lying, and that Redis equals the log. */
async function expectBalance(centre: TestCentre, cluster: OwnCluster): Promise<void> {
  const { simulator = 0 } = centre.state().ports;
  await centre.until<{ phase: string }>(
    `http://127.0.0.1:${simulator}/status`,
    null,
    ({ phase }) => phase === 'finished',
  );
  const final = ({ declared, rejected, returned, detained, cancelled, departed }: Summary): boolean =>
    declared >= SIZE.parcels && declared === rejected + returned + detained + cancelled + departed;
  const counts = await centre.until<Summary>(`${centre.url}/v1/counts`, centre.operatorKey(), final);
  expect(counts).toMatchObject({ declared: SIZE.parcels, inQueues: 0, deadLetters: 0 });
  expect(counts.departed).toBeGreaterThan(SIZE.parcels / 2);
  const { entities, differences } = await differencesOf(STAGES, cluster);
  expect(differences).toEqual([]);
  expect(entities).toBeGreaterThan(3 * SIZE.parcels);
}

describe('a centre whose parts fail', () => {
  let cluster: OwnCluster;
  let centre: TestCentre;

  beforeAll(async () => {
    cluster = await ownCluster();
    const args = ['--parcels', String(SIZE.parcels), '--rate', String(SIZE.rate), '--seed', String(SEED)];
    centre = await TestCentre.start(args, cluster);
    await centre.saying(/declaration accepted [1-9]/);
  }, CLUSTER_START_MS);
  afterAll(async () => {
    await centre.remove();
    await cluster.stop();
  }, 60_000);

  /** Waits until parcels go on after a fault, so that the next one meets a centre that works. */
  async function goesOn(): Promise<void> {
    const departed = async (wanted: (departed: number) => boolean): Promise<number> =>
      (await centre.until<Summary>(`${centre.url}/v1/counts`, centre.operatorKey(), (body) => wanted(body.departed)))
        .departed;
    const before = await departed(() => true);
    if (before < SIZE.parcels / 2) await departed((now) => now > before);
  }

  it(
    'loses nothing when its services are killed at any moment, Kafka is away, and Redis comes back empty',
    async () => {
      const random = new Random(SEED);
      for (let kills = 0; kills < SIZE.kills;) {
        await delay(100 + random.below(1_500)); // faults fall when they fall
        if (centre.kill(random.pick(SERVICES))) kills++;
      }
      await goesOn();
      await cluster.stopKafka();
      await delay(SIZE.kafkaAwayMs);
      await cluster.startKafka();
      await goesOn();
      await cluster.killRedis();
      await delay(SIZE.redisAwayMs);
      await cluster.startRedis({ empty: true });
      await expectBalance(centre, cluster);
    },
    MINUTES * 60_000,
  );
});
