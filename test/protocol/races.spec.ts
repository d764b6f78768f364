import { partitionOf, topicsOf, type StageName } from '@alataw/contracts';
import { LiveStages } from '../../apps/cli/src/stages.fixture';
import { carriersStage } from '../../apps/carriers/src/carriers.stage';
import { declarationStage } from '../../apps/declaration/src/declaration.stage';
import { readDocumentRules } from '../../apps/declaration/src/rules/load-document-rules';
import documentRules from '../../apps/declaration/rules/2026-12.json';
import { inspectionStage } from '../../apps/inspection/src/inspection.stage';
import { compileRuleset } from '../../apps/inspection/src/ruleset/cel-ruleset';
import { readRuleset } from '../../apps/inspection/src/ruleset/ruleset-document';
import rules from '../../apps/inspection/rules/2026-12.json';
import { loadingStage } from '../../apps/loading/src/loading.stage';
import { releaseStage } from '../../apps/release/src/release.stage';
import { runAudit } from '../audit/run';
import { CLUSTER_START_MS } from '../support/cluster';
import { opening, races, type Act, type Has, type Race, type Send, type Table } from './races.fixture';

/** A third of them with the one command settled before the other is given, a third the other way round, a third at once. */
const TABLES = 30;
const RACE_MS = 120_000;
/** A day on which the rules of this release are in force. */
const DAY = Date.UTC(2026, 11, 7);

/** The events of release and loading, each read once. */
class Heard {
  private readonly ends = new Map<string, number>();
  private readonly seen = new Set<string>();

  constructor(private readonly live: LiveStages) {}

  readonly has: Has = (type, about) => this.seen.has(`${type} ${about}`);

  async hear(): Promise<void> {
    for (const stage of ['release', 'loading'] satisfies StageName[]) {
      const topic = topicsOf(stage).events;
      for (const [partition, to] of (await this.live.log.endOffsets(topic)).entries()) {
        const place = `${topic}/${partition}`;
        for await (const records of this.live.log.scan({ topic, partition, from: this.ends.get(place) ?? 0, to })) {
          for (const { key, value } of records) {
            if (value) this.seen.add(`${this.live.codec.decode(value).contract.name} ${key?.toString()}`);
          }
        }
        this.ends.set(place, to);
      }
    }
  }
}

describe('on a real Kafka, lanes that have to agree', () => {
  let live: LiveStages;
  let heard: Heard;
  const send: Send = (contract, command) => live.send(contract, command, DAY);

  beforeAll(async () => {
    const seeing = inspectionStage(compileRuleset(readRuleset({ ...rules, random: [] }))); // nothing is looked at
    const declaring = declarationStage(readDocumentRules(documentRules));
    live = await LiveStages.start([declaring, seeing, releaseStage, loadingStage, carriersStage]);
    heard = new Heard(live);
  }, CLUSTER_START_MS);
  afterAll(() => live.stop(), CLUSTER_START_MS);

  const done = (acts: readonly Act[], tables: readonly Table[]): Promise<void> =>
    live.until(async () => {
      await heard.hear();
      return tables.every((table) => acts.every((act) => act.isDone(heard.has, table)));
    });
  const all = async (act: Act, tables: readonly Table[]): Promise<void> => {
    await Promise.all(tables.map((table) => act.do(send, table)));
    await done([act], tables);
  };

  async function run({ before, runners: [one, other] }: Race, tables: readonly Table[]): Promise<void> {
    for (const act of [opening, ...before]) await all(act, tables);
    const third = (n: number): readonly Table[] => tables.filter((_, i) => i % 3 === n);
    await all(one, third(0));
    await all(other, third(0));
    await all(other, third(1));
    await all(one, third(1));
    // Which of the two is appended first changes from table to table, and neither waits for the other.
    await Promise.all(
      third(2).flatMap((table, i) => (i % 2 === 0 ? [one, other] : [other, one]).map((act) => act.do(send, table))),
    );
    await done([one, other], tables);
  }

  it.each(Object.entries(races))(
    '%s come out one way or the other',
    async (name, race) => {
      const key = Object.keys(races).indexOf(name);
      const tables = Array.from({ length: TABLES }, (_, i): Table => {
        const [truck, other] = [`truck:KZ-${key}A${i}`, `truck:KZ-${key}B${i}`];
        return { truck, other, parcel: `CNPOST.R${key}A${i}`, companion: `CNPOST.R${key}B${i}` };
      });
      const apart = tables.filter(({ truck, parcel }) => partitionOf(truck, 3) !== partitionOf(parcel, 3));
      expect(apart.length).toBeGreaterThan(0);
      await run(race, tables);
      expect(new Set(tables.map((table) => race.outcomeOf(heard.has, table)))).toEqual(new Set(race.outcomes));
    },
    RACE_MS,
  );

  it('the audit of the whole log finds nothing', async () => {
    // Nothing that the races wait for says that the carriers' stage has read all.
    while (!(await live.isAtRest('carriers'))) expect(live.redis.status).toBe('ready');
    const { brokers, redisUrl } = live.cluster;
    const options = { brokers: [brokers], redisUrl, jsonFile: null, acknowledgedFile: null, withJava: false };
    const { findings } = await runAudit({ ...options, isDrained: true }, () => undefined);
    expect([...findings.of].flatMap(([, { examples }]) => examples)).toEqual([]);
    expect(findings.of.get(6)?.checked).toBeGreaterThan(Object.keys(races).length * TABLES);
  });
});
