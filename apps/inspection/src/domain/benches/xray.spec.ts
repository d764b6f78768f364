import type {
  HoldLifted,
  ImageJudged,
  ImageVerdict,
  JudgeImage,
  ParcelHeld,
  ParcelScanned,
  ScanParcel,
  ScanReason,
} from '@alataw/contracts';
import { given, green, inspected, opened, parcelId, red, refused, verdict, xray, yellow } from '../inspection.fixture';
import type { InspectionEvent } from '../messages';

const scan: ScanParcel = { type: 'ScanParcel', parcelId, line: 'XRAY-1' };
const scanned = (reason: ScanReason): ParcelScanned => ({
  type: 'ParcelScanned',
  parcelId,
  line: 'XRAY-1',
  answer: reason === 'NONE' ? 'PASS' : 'DIVERT',
  reason,
});
const judge = (of: ImageVerdict): JudgeImage => ({ type: 'JudgeImage', parcelId, verdict: of, remark: null });
const judged = (of: ImageVerdict): ImageJudged => ({ type: 'ImageJudged', parcelId, verdict: of, remark: null });
const onLine = scanned('NONE');
const held: ParcelHeld = { type: 'ParcelHeld', parcelId, reason: 'OTHER', released: false, remark: null };
const lifted: HoldLifted = { type: 'HoldLifted', parcelId, released: false, remark: null };
const noted = (isHeld: boolean): InspectionEvent => ({ type: 'HoldNoted', parcelId, held: isHeld });
const quarantined: InspectionEvent = { type: 'ParcelQuarantined', parcelId, place: 'Q-1', remark: null };
const amending: InspectionEvent = { type: 'AmendmentRequested', parcelId, remark: null };
const sampled: InspectionEvent = {
  type: 'SampleTaken',
  parcelId,
  seal: 'S1',
  quantityGrams: 50,
  due: 9e12,
  holder: 'staff:a',
};
const proposed: InspectionEvent = {
  type: 'VerdictProposed',
  parcelId,
  verdict: 'DETAIN',
  detention: 'LEGAL',
  officer: 'staff:a',
  awaitsArrival: false,
  remark: null,
};

describe('the X-ray line', () => {
  it.each<[ScanReason, InspectionEvent[]]>([
    ['UNKNOWN_PARCEL', []],
    ['UNKNOWN_PARCEL', [{ type: 'ParcelArrived', parcelId, place: 'INTAKE-1' }]],
    ['EXAMINATION', [opened(red)]],
    ['EXAMINATION', [opened(xray), onLine, judged('SUSPICIOUS')]],
    ['NOT_ARRIVED', [opened(green, { arrivalRequired: true })]],
    ['NOT_ARRIVED', [opened(yellow, { arrivalRequired: true })]],
    ['HELD', [inspected('PASSED', green), noted(true)]],
    ['HELD', [opened(xray), noted(true)]],
    ['LABORATORY', [opened(xray), sampled]],
    ['QUARANTINE', [opened(xray), quarantined]],
    ['AMENDMENT', [opened(yellow), amending]],
    ['CONFIRMATION', [opened(yellow), proposed]],
    ['RETURNED', [opened(red), inspected('RETURNED', red)]],
    ['DETAINED', [opened(red), inspected('DETAINED', red)]],
    ['ABANDONED', [opened(red), { type: 'InspectionAbandoned', parcelId, reason: 'CANCELLED' }]],
  ])('diverts for %s', (reason, past) => {
    given(...past)
      .when(scan)
      .then(scanned(reason));
  });
  it.each<[string, InspectionEvent[]]>([
    ['passed', [inspected('PASSED', green)]],
    ['waits for its image', [opened(xray)]],
    ['waits for its papers', [opened(yellow)]],
    ['was held', [inspected('PASSED', green), noted(true), noted(false)]],
  ])('lets a parcel go on that %s', (_, past) => {
    given(...past)
      .when(scan)
      .then(scanned('NONE'));
  });
  it('remembers holds, each once', () => {
    given().when(held).then(noted(true));
    given(noted(true)).when(held).thenNothing();
    given(noted(true)).when(lifted).then(noted(false));
    given().when(lifted).thenNothing();
  });
});

describe('an X-ray image', () => {
  it('that is normal lets a parcel pass of which only that was asked', () => {
    given(opened(xray), onLine).when(judge('NORMAL')).then(judged('NORMAL'), inspected('PASSED', xray));
  });
  it('that is normal leaves the papers to be checked', () => {
    const past = [opened(xray, { documents: true }), onLine];
    const after = given(...past).when(judge('NORMAL'));
    after.then(judged('NORMAL'));
    expect(after.state.queue).toBe('documents');
    given(...past)
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'IMAGE_MISSING');
    given(...past, judged('NORMAL'))
      .when(verdict('PASS'))
      .then(inspected('PASSED', xray));
  });
  it('that is suspicious lets the parcel be opened, and a normal one after it does not undo that', () => {
    const past = [opened(yellow), onLine, judged('SUSPICIOUS')];
    expect(given(...past).state.queue).toBe('examination');
    expect(given(...past).when(judge('NORMAL')).state.queue).toBe('examination');
  });
  it('that nobody can read is taken again, and the parcel opened at the second', () => {
    const once = [opened(xray), onLine, judged('UNREADABLE')];
    expect(given(...once).state.queue).toBe('xray');
    expect(given(...once).when(judge('UNREADABLE')).state.queue).toBe('examination');
    given(...once)
      .when(judge('NORMAL'))
      .then(judged('NORMAL'), inspected('PASSED', xray));
  });
  it.each<[Parameters<typeof refused>[1], InspectionEvent[]]>([
    ['UNKNOWN_PARCEL', []],
    ['ALREADY_INSPECTED', [inspected('PASSED', green)]],
    ['NOT_SCANNED', [opened(xray)]],
    ['NOT_ARRIVED', [opened(xray, { arrivalRequired: true }), onLine]],
    ['IN_QUARANTINE', [opened(xray), onLine, quarantined]],
    ['AWAITING_CONFIRMATION', [opened(xray), onLine, proposed]],
    ['AWAITING_AMENDMENT', [opened(xray), onLine, amending]],
    ['SAMPLE_OPEN', [opened(xray), onLine, sampled]],
    ['ASSIGNED_TO_OTHER', [opened(xray), onLine, { type: 'ParcelAssigned', parcelId, officer: 'staff:a' }]],
  ])('is refused for %s', (reason, past) => {
    given(...past)
      .when(judge('NORMAL'))
      .then(refused('IMAGE', reason));
  });
});
