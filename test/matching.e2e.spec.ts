import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECLARATION_EXAMPLE } from '../apps/gateway/src/openapi/examples';
import { main as audit } from './audit/main';
import { TestCentre, type Summary } from './support/centre';

const RULES = join(__dirname, '../apps/declaration/rules/2026-12.json');
const PARCELS = 200;
/** The parcels of the simulator and the one that is declared by hand. */
const ALL = PARCELS + 1;
const WAIT_SECONDS = 5;
const PARCEL = 'CNPOST.MATCH-1';
const ORDER_ID = 'order:TIANSHAN:MATCH-1';

const DECLARATION = {
  ...DECLARATION_EXAMPLE,
  ...{ tradeMode: '9710', orderNo: 'MATCH-1', logisticsNo: 'MATCH-1' },
};
const ORDER = {
  ...{ orderNo: 'MATCH-1', orderKind: 'SALE', merchantCode: DECLARATION.merchantCode, currency: DECLARATION.currency },
  goodsValueMinor: DECLARATION.declaredValueMinor,
};
const WAYBILL = {
  ...{ logisticsNo: 'MATCH-1', packages: DECLARATION.packages, grossWeightGrams: DECLARATION.grossWeightGrams },
};

interface Parcel {
  readonly status: string;
  readonly awaits: readonly { readonly documentId: string }[];
  readonly stages: { readonly declaration: { readonly faults: readonly { readonly code: string }[] } };
}

describe('a centre with platforms whose orders and waybills are documents of their own', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-matching-'));
  let centre: TestCentre;
  let keys: Record<'platforms' | 'logistics', Record<string, { key: string }>>;

  beforeAll(async () => {
    const rules = JSON.parse(readFileSync(RULES, 'utf8')) as object;
    const waitSeconds = [{ from: '2020-01-21', value: WAIT_SECONDS, source: 'test' }];
    const file = join(dir, 'rules.json');
    writeFileSync(file, JSON.stringify({ ...rules, waitSeconds }));
    process.env['DECLARATION_RULES'] = file;
    centre = await TestCentre.start(['--parcels', String(PARCELS), '--rate', '60', '--seed', '3']);
    await centre.saying(/\b[1-9]\d* departed/);
    keys = JSON.parse(readFileSync(join(centre.dir, 'keys.json'), 'utf8')) as typeof keys;
  }, 240_000);
  afterAll(async () => {
    delete process.env['DECLARATION_RULES'];
    await centre.remove();
    rmSync(dir, { recursive: true });
  }, 60_000);

  const post = async (path: string, key: string | undefined, body: object, waitSeconds = 30) => {
    const response = await fetch(`${centre.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: `wait=${waitSeconds}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const parcelIs = (isSo: (parcel: Parcel) => boolean) =>
    centre.until<Parcel>(`${centre.url}/v1/parcels/${PARCEL}`, keys.platforms['TIANSHAN']?.key ?? null, isSo);

  it('lets a list wait for its documents, no longer than the rule says, and declares it when they match', async () => {
    const [platform, logistics] = [keys.platforms['TIANSHAN']?.key, keys.logistics['CNPOST']?.key];
    expect(await post('declarations', platform, DECLARATION, 1)).toMatchObject({
      status: 202,
      body: { status: 'filed' },
    });
    const waiting = await parcelIs(({ status }) => status === 'filed' || status === 'rejected');
    if (waiting.status === 'filed')
      expect(waiting.awaits.map(({ documentId }) => documentId)).toEqual([ORDER_ID, 'waybill:CNPOST:MATCH-1']);
    const rejected = await parcelIs(({ status }) => status === 'rejected');
    const codes = rejected.stages.declaration.faults.map(({ code }) => code);
    expect(codes).toEqual(['ORDER_MISSING', 'WAYBILL_MISSING']);

    const wrong = { ...WAYBILL, grossWeightGrams: WAYBILL.grossWeightGrams + 1 };
    expect((await post('orders', platform, ORDER)).status).toBe(200);
    expect((await post('waybills', logistics, wrong)).status).toBe(200);
    const contradicted = await post('declarations', platform, DECLARATION);
    expect(contradicted).toMatchObject({ status: 422, body: { errors: [{ code: 'WAYBILL_MISMATCH_MASS' }] } });

    expect(await post('waybills', logistics, WAYBILL)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await post('declarations', platform, DECLARATION)).toMatchObject({
      ...{ status: 200, body: { status: 'accepted', version: 3 } },
    });
    expect(await post('orders', platform, { ...ORDER, goodsValueMinor: 1 })).toMatchObject({
      ...{ status: 409, body: { code: 'DOCUMENT_MATCHED' } },
    });
    expect(await post('orders', platform, ORDER)).toMatchObject({ status: 200, body: { repeated: true } });
  }, 240_000);

  it('brings every parcel to its end, matched or not, and leaves a log and a Redis that agree', async () => {
    const end = await centre.until<Summary & { byStage: { declaration: Record<string, number> } }>(
      ...([`${centre.url}/v1/counts`, centre.operatorKey()] as const),
      (c) => c.declared === ALL && c.inQueues === 0 && c.declared - c.rejected > PARCELS / 2,
    );
    expect(end.byStage.declaration).toMatchObject({ filed: 0, 'order.awaited': 0 });
    expect(end.byStage.declaration['order.matched']).toBeGreaterThan(1);
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await audit(['--data', centre.dir, '--no-java'])).toBe(0);
    jest.restoreAllMocks();
  }, 240_000);
});
