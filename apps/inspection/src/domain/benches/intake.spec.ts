import type { ArriveParcel, InspectionOpened, ParcelArrived, VerdictProposed } from '@alataw/contracts';
import { at } from '@alataw/stage';
import {
  ARRIVAL_DAY,
  by,
  declared,
  given,
  green,
  inspected,
  opened,
  parcelId,
  red,
  refused,
  verdict,
  xray,
  yellow,
} from '../inspection.fixture';

const arrive: ArriveParcel = { type: 'ArriveParcel', parcelId, place: 'INTAKE-2' };
const arrived: ParcelArrived = { type: 'ParcelArrived', parcelId, place: 'INTAKE-2' };
const today = by('intake', ARRIVAL_DAY);
const absent = (hit: Parameters<typeof opened>[0]): InspectionOpened => opened(hit, { arrivalRequired: true });

describe('the intake', () => {
  it('lets a parcel that meets no rule wait for its arrival, and pass with it', () => {
    const waiting = given().when(declared(), today);
    expect(waiting.events).toMatchObject([{ type: 'InspectionOpened', channel: 'GREEN', arrivalRequired: true }]);
    expect(waiting.state.queue).toBe('arrival');
    given(absent(green)).when(arrive).then(arrived, inspected('PASSED', green));
  });
  it('does not ask for an arrival before the day from which it is required', () => {
    given()
      .when(declared(), by('x', Date.UTC(2026, 10, 30)))
      .then(inspected('PASSED', green));
  });
  it('takes down an arrival of which it hears before the declaration, and applies it', () => {
    given().when(arrive).then(arrived);
    expect(given(arrived).state.status).toBe('absent');
    given(arrived).when(declared(), today).then(inspected('PASSED', green));
    expect(given(arrived).when(declared('RED'), today).state.queue).toBe('examination');
  });
  it.each([
    [red, 'arrival', 'examination'],
    [xray, 'arrival', 'xray'],
    [yellow, 'documents', 'documents'],
  ] as const)('asks for no parcel of %j at a bench but documents before it is there', (hit, before, after) => {
    expect(given(absent(hit)).state.queue).toBe(before);
    expect(given(absent(hit), arrived).state.queue).toBe(after);
  });
  it('lets a parcel whose papers passed wait for its arrival, and pass with it', () => {
    const proposed: VerdictProposed = {
      type: 'VerdictProposed',
      parcelId,
      verdict: 'PASS',
      detention: null,
      officer: 'staff:a',
      awaitsArrival: true,
      remark: 'seen',
    };
    given(absent(yellow)).when(verdict('PASS', 'seen'), by('a')).then(proposed);
    expect(given(absent(yellow), at(17, proposed)).state).toMatchObject({ queue: 'arrival', since: 17 });
    given(absent(yellow), proposed)
      .when(arrive)
      .then(arrived, inspected('PASSED', yellow, 'seen'));
    given(absent(yellow), proposed).when(verdict('RETURN')).then(inspected('RETURNED', yellow));
  });
  it('lets nothing pass that is not there', () => {
    given(absent(red)).when(verdict('PASS')).thenRefused('VerdictRefused', 'NOT_ARRIVED');
  });
  it('sends a parcel back that never came', () => {
    given(absent(red)).when(verdict('RETURN')).then(inspected('RETURNED', red));
  });
  it('knows an arrival once', () => {
    given(arrived).when(arrive).then(refused('ARRIVE', 'ALREADY_ARRIVED'));
    given(inspected('PASSED', green)).when(arrive).then(arrived);
  });
});
