import type { DeclarationState, InspectionState, LoadingParcelState, ReleaseState } from '@alataw/contracts';
import { ACCEPTED } from '../memory/memory-centre';
import { parcelStatus } from './parcel-status';

const inspection = (status: InspectionState['status'], queue: InspectionState['queue'] = 'none'): InspectionState => ({
  status,
  queue,
  declarationVersion: 1,
  channel: 'YELLOW',
  rule: 'r',
  reason: 'VALUE',
  rulesetVersion: 'v',
  abandoned: 'OTHER',
  since: 1,
  platform: 'DEMO',
  arrivalRequired: false,
  arrivedAt: 0,
  documentsDue: false,
  imageDue: false,
  examinationDue: false,
  twoOfficers: false,
  sampleRequired: false,
  scannedAt: 0,
  unreadable: 0,
  checklist: [],
  papers: [],
  papersDue: 0,
  sample: null,
  quarantined: false,
  amending: false,
  proposal: null,
  held: false,
  officer: null,
  due: 0,
  escalatedAt: 0,
});
const release = (status: ReleaseState['status']): ReleaseState => ({
  status,
  inspection: 'PENDING',
  declarationVersion: 1,
  platform: 'DEMO',
  carrier: 'KAZPOST',
  destinationCountry: 'KZ',
  portCode: '9404',
  tradeMode: '9610',
  grossWeightGrams: 1,
  packages: 1,
  volumeCm3: null,
  released: false,
  departed: false,
  holdKind: 'HOLD',
  holdReason: 'OTHER',
  holdRemark: null,
  detention: null,
  since: 1,
  clearance: 'CENTRE',
  customs: 'PENDING',
  customsVersion: 0,
  customsDetention: null,
  leavesAt: 0,
  amendment: 0,
});
const loading = (status: LoadingParcelState['status']): LoadingParcelState => ({
  status,
  unitId: 'bag:B1',
  visit: 1,
  transportId: null,
  volumeCm3: null,
  hold: 'NONE',
  holdKind: 'HOLD',
  carrier: 'KAZPOST',
  destinationCountry: 'KZ',
  grossWeightGrams: 1,
  pieces: 1,
  ...{ parts: [], isSplit: false, awaited: 0 },
  since: 1,
});
const rejected: DeclarationState = { ...ACCEPTED, status: 'rejected' };

describe(parcelStatus.name, () => {
  it.each([
    ['rejected', { declaration: rejected }],
    ['accepted', { declaration: ACCEPTED }],
    ['accepted', { declaration: ACCEPTED, release: release('awaitingInspection') }],
    [
      'awaitingDocuments',
      { declaration: ACCEPTED, inspection: inspection('documents'), release: release('awaitingInspection') },
    ],
    ['awaitingDocuments', { declaration: ACCEPTED, inspection: inspection('documents', 'documents') }],
    ['awaitingArrival', { declaration: ACCEPTED, inspection: inspection('examination', 'arrival') }],
    ['awaitingImage', { declaration: ACCEPTED, inspection: inspection('examination', 'xray') }],
    ['awaitingLaboratory', { declaration: ACCEPTED, inspection: inspection('examination', 'laboratory') }],
    ['awaitingAmendment', { declaration: ACCEPTED, inspection: inspection('documents', 'amendment') }],
    ['awaitingConfirmation', { declaration: ACCEPTED, inspection: inspection('examination', 'confirmation') }],
    ['quarantined', { declaration: ACCEPTED, inspection: inspection('examination', 'quarantine') }],
    ['awaitingExamination', { declaration: ACCEPTED, inspection: inspection('examination') }],
    ['held', { declaration: ACCEPTED, inspection: inspection('documents'), release: release('held') }],
    ['inspected', { declaration: ACCEPTED, inspection: inspection('passed'), release: release('awaitingInspection') }],
    ['released', { declaration: ACCEPTED, inspection: inspection('passed'), release: release('released') }],
    ['released', { release: release('released'), loading: loading('staged') }],
    ['loaded', { release: release('released'), loading: loading('loaded') }],
    ['holdRequested', { release: release('holdRequested'), loading: loading('loaded') }],
    ['held', { release: release('held'), loading: loading('blocked') }],
    ['departed', { release: release('released'), loading: loading('departed') }],
    ['departed', { release: release('holdRequested'), loading: loading('departed') }],
    ['returned', { release: release('returned'), loading: loading('withdrawn') }],
    ['detained', { inspection: inspection('detained') }],
    ['cancelled', { inspection: inspection('abandoned'), release: release('cancelled') }],
  ])('is %s', (status, states) => {
    expect(parcelStatus(states, null)?.status).toBe(status);
  });

  it('names the vehicle, or else what the parcel is in', () => {
    expect(parcelStatus({ loading: loading('departed') }, 'truck:KZ-1')?.text).toEqual({
      en: 'Left the port on truck KZ-1.',
      zh: '已随车辆 KZ-1 离境。',
      ru: 'Покинула пункт пропуска (грузовик KZ-1).',
      kk: 'Өткізу пунктінен кетті (жүк көлігі KZ-1).',
    });
    expect(parcelStatus({ loading: loading('loaded') }, null)?.text.en).toBe('Loaded: bag B1 has not left.');
  });

  it('is unknown where no stage knows the parcel', () => {
    expect(parcelStatus({}, null)).toBeUndefined();
    expect(parcelStatus({ loading: loading('absent') }, null)).toBeUndefined();
  });
});
