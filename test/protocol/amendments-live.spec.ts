import { AmendParcel, CancelParcel, DeclareParcel, RecordVerdict, topicsOf, type StageName } from '@alataw/contracts';
import { LiveStages } from '../../apps/cli/src/stages.fixture';
import { declarationStage } from '../../apps/declaration/src/declaration.stage';
import { declareParcel } from '../../apps/declaration/src/domain/declare-parcel.fixture';
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

const PARCELS = 24;
const SPEC_MS = 120_000;
/** A day on which the rules of this release are in force. */
const DAY = Date.UTC(2026, 11, 7);

interface Told {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

describe('on a real Kafka, changes and their parcels', () => {
  let live: LiveStages;
  const told = new Map<string, Told[]>();
  const ends = new Map<string, number>();

  /** Reads what was not read yet. */
  async function hear(): Promise<void> {
    for (const stage of ['declaration', 'inspection', 'release'] satisfies StageName[]) {
      const topic = topicsOf(stage).events;
      for (const [partition, to] of (await live.log.endOffsets(topic)).entries()) {
        const place = `${topic}/${partition}`;
        for await (const records of live.log.scan({ topic, partition, from: ends.get(place) ?? 0, to })) {
          for (const { key, value } of records) {
            if (!value) continue;
            const { contract, value: fields } = live.codec.decode(value);
            const id = String(key);
            told.set(id, [...(told.get(id) ?? []), { type: contract.name, fields: { ...(fields as object) } }]);
          }
        }
        ends.set(place, to);
      }
    }
  }
  const of = (id: string): readonly Told[] => told.get(id) ?? [];
  const has = (id: string, ...types: string[]): boolean => of(id).some(({ type }) => types.includes(type));
  const until = (condition: () => boolean): Promise<void> =>
    live.until(async () => {
      await hear();
      return condition();
    });

  beforeAll(async () => {
    const looksAtAll = { ...rules, random: [{ channel: 'YELLOW', perTenThousand: 10_000, source: 'test' }] };
    const seeing = inspectionStage(compileRuleset(readRuleset(looksAtAll)));
    live = await LiveStages.start([
      declarationStage(readDocumentRules(documentRules)),
      seeing,
      releaseStage,
      loadingStage,
    ]);
  }, CLUSTER_START_MS);
  afterAll(() => live.stop(), CLUSTER_START_MS);

  const declaring = (id: string, changes: Partial<DeclareParcel> = {}): DeclareParcel => {
    const [logisticsCode = '', logisticsNo = ''] = id.split('.');
    return declareParcel({ parcelId: id, logisticsCode, logisticsNo, orderNo: `PO-${logisticsNo}`, ...changes });
  };
  const declare = (id: string, changes: Partial<DeclareParcel> = {}): Promise<void> =>
    live.send(DeclareParcel, declaring(id, changes), DAY);
  const amend = (id: string): Promise<void> =>
    live.send(AmendParcel, { ...declaring(id, { carrier: 'RUPOST' }), type: 'AmendParcel' }, DAY);
  const pass = (id: string): Promise<void> =>
    live.send(
      RecordVerdict,
      { type: 'RecordVerdict', parcelId: id, verdict: 'PASS', remark: null, detention: null },
      DAY,
    );
  const cancel = (id: string): Promise<void> =>
    live.send(CancelParcel, { type: 'CancelParcel', parcelId: id, platform: 'TEMU' }, DAY);

  it(
    'come in time or not, and nothing leaves under what was not inspected',
    async () => {
      const ids = Array.from({ length: PARCELS }, (_, n) => `CNPOST.AM${n}`);
      await Promise.all(ids.map((id) => declare(id)));
      await until(() => ids.every((id) => has(id, 'InspectionOpened') && has(id, 'ReleaseOpened')));
      // In the first third the change is long settled, in the last the release; between them nobody waits for anybody.
      const third = (n: number): readonly string[] => ids.filter((_, i) => i % 3 === n);
      const isReadAnew = (id: string): boolean =>
        of(id).some(
          ({ type, fields }) => /^Inspection(Opened|Reassessed)$/.test(type) && fields['declarationVersion'] === 2,
        );
      const isSettled = (id: string): boolean =>
        has(id, 'AmendmentRefused') || (has(id, 'ReleaseAmended') && isReadAnew(id));
      await Promise.all(third(0).map(amend));
      await until(() => third(0).every((id) => has(id, 'InspectionReassessed')));
      await Promise.all(third(2).map(pass));
      await until(() => third(2).every((id) => has(id, 'ParcelReleased')));
      await Promise.all(third(1).flatMap((id, i) => (i % 2 === 0 ? [amend(id), pass(id)] : [pass(id), amend(id)])));
      await Promise.all(third(2).map(amend));
      await until(() => ids.every(isSettled));
      // Whoever was changed before it passed has to be passed once more, if the verdict came before the change.
      await Promise.all(ids.map(pass));
      await until(() => ids.every((id) => has(id, 'ParcelReleased')));
      for (const id of ids) {
        const last = of(id).findLast(({ type }) => type === 'ParcelDeclared');
        const released = of(id).find(({ type }) => type === 'ParcelReleased');
        expect(released?.fields['declarationVersion']).toBe(last?.fields['version']);
        expect(released?.fields['carrier']).toBe(has(id, 'ReleaseAmended') ? 'RUPOST' : 'KAZPOST');
      }
      expect(third(0).every((id) => has(id, 'ReleaseAmended'))).toBe(true);
      expect(third(2).every((id) => has(id, 'AmendmentDenied'))).toBe(true);
    },
    SPEC_MS,
  );

  it(
    'parcels are taken up by others in other lanes, once they are over and by one alone',
    async () => {
      const [first, second, third] = ['CNPOST.RE1', 'CNPOST.RE2', 'CNPOST.RE3'] as const;
      await declare(first);
      await until(() => has(first, 'InspectionOpened'));
      await declare(second, { predecessorId: first });
      await until(() => has(second, 'DeclarationRejected'));
      await cancel(first);
      await until(() => has(first, 'DeclarationClosed'));
      await declare(second, { predecessorId: first });
      await until(() => has(second, 'ReleaseOpened'));
      await declare(third, { predecessorId: first });
      await until(() => has(third, 'DeclarationRejected'));
      const faults = of(third).find(({ type }) => type === 'DeclarationRejected')?.fields['faults'];
      expect(faults).toEqual([{ code: 'PREDECESSOR_TAKEN', pointer: '/predecessorId' }]);
      await cancel(second);
      await until(() => has(first, 'PredecessorFreed'));
      await declare(third, { predecessorId: first });
      await until(() => has(third, 'InspectionOpened', 'ParcelInspected') && has(third, 'ReleaseOpened'));
    },
    SPEC_MS,
  );

  it('the audit of the whole log finds nothing', async () => {
    const { brokers, redisUrl } = live.cluster;
    const options = { brokers: [brokers], redisUrl, jsonFile: null, acknowledgedFile: null, withJava: false };
    const { findings } = await runAudit({ ...options, isDrained: false }, () => undefined);
    expect([...findings.of].flatMap(([, { examples }]) => examples)).toEqual([]);
    expect(findings.of.get(4)?.checked).toBeGreaterThan(PARCELS);
  });
});
