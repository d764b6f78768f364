import {
  ApplyForEntry,
  EntryApplicationState,
  EntryReceived,
  EntryRefused,
  isOf,
  type EntryStatus,
} from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';

const centre = new MemoryCentre();
let staff: string;

beforeEach(async () => {
  await centre.start();
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

const ID = 'EA-7K2M9QX4TB5N3C8D';
const BODY = {
  carrier: 'KAZPOST',
  truck: { country: 'KZ', plate: '123 авс 02' },
  trailer: { country: 'CN', plate: '新A·1234挂' },
  vin: 'LZZ5EXSC1MA123456',
  driver: { name: 'Yerlan Akhmetov', passportCountry: 'KZ', passportNo: 'N12345678', licenceNo: 'KZ0123456' },
  laden: false,
  ...{ slotFrom: 1_800_000_000_000, slotTo: 1_800_003_600_000, eta: 1_800_000_000_000 },
  ...{ maxMassGrams: 20_000_000, maxPieces: 2_000 },
};
const STATE: EntryApplicationState = {
  ...{ status: 'approved', carrier: 'KAZPOST', truckId: 'KZ-123ABC02', trailerId: null, vin: BODY.vin },
  ...{ driver: { ...BODY.driver, visaNo: null }, permitNo: null, tirNo: null, laden: false },
  ...{ slotFrom: 1, slotTo: 2, eta: 1, maxMassGrams: 1, maxPieces: 1, maxVolumeCm3: null, bookingIds: [], granted: [] },
  ...{ person: 'PENDING', vehicle: 'PENDING', reason: '', due: 3, since: 1, appliedAt: 1 },
};

const knows = (of: Partial<EntryApplicationState> = {}): void => {
  const bytes = Buffer.from(centre.codec.encode(EntryApplicationState, { ...STATE, ...of }));
  centre.projections.known.set(ID, { gate: { sequence: 1, eventOffsets: [], state: centre.codec.decode(bytes) } });
};
const get = (path: string) => centre.get(`/v1/entry-applications${path}`, { authorization: staff });
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  centre.post(`/v1/entry-applications${path}`, body, { authorization: staff, ...headers });
const commands = () =>
  centre.log.all('gate.commands').map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)));
const applications = () => commands().map((each) => (isOf(ApplyForEntry, each) ? each.value : null));

describe('applying for entry', () => {
  it('writes plates in their one spelling, whatever alphabet they are painted in', async () => {
    expect((await post('', BODY)).statusCode).toBe(202);
    expect(applications()).toEqual([
      expect.objectContaining({ truckId: 'KZ-123ABC02', trailerId: 'CN-XJA1234T', tirNo: null, permitNo: null }),
    ]);
  });
  it('makes the id of the key that it is sent with, and else a new one', async () => {
    const key = { 'idempotency-key': '"k1"' };
    const first = (await post('', BODY, key)).json();
    const again = (await post('', BODY, key)).json();
    await post('', BODY);
    await post('', BODY);
    expect(first).toEqual(again);
    const ids = applications().map((each) => each?.applicationId ?? '');
    expect(ids.every((id) => /^EA-[0-9A-Z]{16}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(3);
  });
  it('waits until all that it books is granted', async () => {
    const waiting = post('', BODY, { prefer: 'wait=5' });
    await centre.commandsArrive('gate', 1);
    const applicationId = applications()[0]?.applicationId ?? '';
    await centre.answer('gate', 'gate', EntryReceived, { type: 'EntryReceived', applicationId });
    expect((await waiting).json()).toMatchObject({
      status: 'done',
      applicationId,
      links: { self: `/v1/entry-applications/${applicationId}` },
    });
  });
  it('tells which of them others have', async () => {
    const waiting = post('', BODY, { prefer: 'wait=5' });
    await centre.commandsArrive('gate', 1);
    const applicationId = applications()[0]?.applicationId ?? '';
    const refused: EntryRefused = {
      ...{ type: 'EntryRefused', applicationId, reason: 'DRIVER_ENGAGED', remark: null, bookingIds: [] },
    };
    await centre.answer('gate', 'gate', EntryRefused, refused);
    expect((await waiting).json()).toMatchObject({
      status: 409,
      code: 'DRIVER_ENGAGED',
      errors: [{ pointer: '/driver/passportNo', detail: expect.stringContaining('driver') }],
    });
  });
  it.each([
    ['/truck', { truck: { country: 'KZ', plate: 'ЖЖ1' } }],
    ['/trailer', { trailer: { country: 'XX', plate: '1' } }],
  ])('refuses a plate that cannot be at %s', async (pointer, of) => {
    expect((await post('', { ...BODY, ...of })).json()).toMatchObject({
      status: 422,
      code: 'PLATE_INVALID',
      errors: [{ pointer }],
    });
    expect(commands()).toEqual([]);
  });
  it('is for staff', async () => {
    const platform = await centre.key('PLATFORM', 'DEMO');
    expect((await centre.post('/v1/entry-applications', BODY, { authorization: platform })).statusCode).toBe(403);
    expect((await centre.get(`/v1/entry-applications/${ID}`, { authorization: platform })).statusCode).toBe(403);
  });
});

describe('an application', () => {
  it.each([
    ['approve', {}, 'ApproveEntry'],
    ['refuse', { reason: 'VISA' }, 'RefuseEntry'],
    ['extend', { slotTo: 1_800_007_200_000 }, 'ExtendEntry'],
    ['cancel', { by: 'OTHER_SIDE' }, 'CancelEntry'],
    ['arrive', { truck: BODY.truck }, 'ArriveAtGate'],
    ['examinations', { subject: 'PERSON', result: 'PASSED' }, 'RecordEntryExamination'],
  ])('is ordered about at /%s', async (path, body, command) => {
    expect((await post(`/${ID.toLowerCase()}/${path}`, body)).statusCode).toBe(202);
    expect(
      commands().map(({ contract, value }) => [contract.name, (value as { applicationId?: string }).applicationId]),
    ).toEqual([[command, ID]]);
  });
  it('is shown with its status in words, its reason, and how fresh that is', async () => {
    knows({ status: 'refused', reason: 'PERMIT' });
    expect((await get(`/${ID}`)).json()).toMatchObject({
      applicationId: ID,
      status: 'refused',
      final: true,
      text: { en: 'Refused. The transport permit is missing or does not hold.' },
      links: { truck: '/v1/trucks/KZ-123ABC02' },
      freshness: { behind: 0 },
    });
  });
  it('has words for every status', async () => {
    for (const status of EntryStatuses) {
      knows({ status });
      expect((await get(`/${ID}`)).json()).toMatchObject({
        status,
        text: { en: expect.stringMatching(/^[A-Z].+\.$/) },
      });
    }
  });
  it('has a timeline', async () => {
    knows();
    expect((await get(`/${ID}/timeline`)).json()).toMatchObject({ applicationId: ID, events: [] });
  });
  it('that is not known is not found', async () => {
    expect((await get(`/${ID}`)).json()).toMatchObject({ status: 404, code: 'APPLICATION_NOT_FOUND' });
    expect((await get('/EA-?')).json()).toMatchObject({ status: 404, code: 'APPLICATION_NOT_FOUND' });
  });
});

describe('the trucks that wait', () => {
  it('are listed oldest first, those at the gate unless it is said otherwise', async () => {
    centre.projections.rowsBySet = {
      'index:gate.at-gate': [{ id: 'EA-OLDEST', since: 1 }],
      'index:gate.entry-applied': [{ id: 'EA-APPLIED', since: 2 }],
    };
    expect((await get('')).json()).toMatchObject({ rows: [{ id: 'EA-OLDEST', since: 1 }], next: null });
    expect((await get('?status=applied')).json()).toMatchObject({ rows: [{ id: 'EA-APPLIED' }] });
    expect((await get('?status=gone')).json()).toMatchObject({ status: 400, code: 'STATUS_INVALID' });
  });
});

const EntryStatuses: readonly EntryStatus[] = [
  ...(['booking', 'applied', 'approved', 'atGate', 'admitted', 'completed'] as const),
  ...(['refused', 'cancelled', 'expired', 'turnedAway'] as const),
];
