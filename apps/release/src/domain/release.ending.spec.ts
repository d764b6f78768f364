import type { HoldRequested, ParcelCancelled, ParcelDeparted, ParcelEnded, ReleaseOpened } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { releaseDecider } from './release.decider';
import { endingUnder } from './release.ending';

const parcelId = 'CNPOST.LX473124829CN';
const KEPT = 100;
const { given } = deciderSpec(endingUnder(releaseDecider, KEPT));

const opened: ReleaseOpened = {
  ...{ type: 'ReleaseOpened', parcelId, declarationVersion: 1, platform: 'TEMU', carrier: 'KAZPOST' },
  ...{
    destinationCountry: 'KZ',
    portCode: '9404',
    tradeMode: '9610',
    grossWeightGrams: 1,
    packages: 1,
    volumeCm3: null,
    clearance: 'CENTRE',
  },
};
const departed: ParcelDeparted = {
  type: 'ParcelDeparted',
  parcelId,
  unitId: 'truck:A1',
  visit: 1,
  transportId: 'truck:A1',
};
const cancelled: ParcelCancelled = { type: 'ParcelCancelled', parcelId, platform: 'TEMU' };
const ended = (leavesAt: number, how = { departed: true }): ParcelEnded => ({
  ...{ type: 'ParcelEnded', parcelId, leavesAt, ...how },
});
const retire = (due: number) => ({ type: 'RetireParcel', parcelId, due }) as const;
const retired = { type: 'ParcelRetired', parcelId } as const;

describe('the end of a parcel', () => {
  it('is its departure', () => {
    given(opened).when(departed, { at: 50 }).then(ended(150));
  });
  it('is what ends it here, in the same decision', () => {
    given(opened)
      .when({ type: 'CancelParcel', parcelId, platform: 'TEMU' }, { at: 50 })
      .then(cancelled, ended(150, { departed: false }));
  });
  it('is said once, and of no parcel that is not known', () => {
    given(opened, ended(150)).when(departed).thenNothing();
    given().when(departed).thenNothing();
  });
});

describe('a parcel that ended', () => {
  it('is forgotten by all when it has been kept for long enough, and not before', () => {
    given(opened, ended(150)).when(retire(150), { at: 149 }).thenRefused('RetirementRefused', 'NOT_DUE');
    const { then, state } = given(opened, ended(150)).when(retire(150), { at: 150 });
    then(retired);
    expect(state).toEqual(releaseDecider.initialState);
  });
  it('is not forgotten by a word about another time, nor a second time', () => {
    given(opened, ended(150)).when(retire(140), { at: 150 }).thenRefused('RetirementRefused', 'NOT_DUE');
    given(opened, ended(150), retired).when(retire(150), { at: 151 }).thenRefused('RetirementRefused', 'NOT_DUE');
    given(opened).when(retire(0), { at: 151 }).thenRefused('RetirementRefused', 'NOT_DUE');
  });
  it('is kept while loading is being asked about it', () => {
    const asked: HoldRequested = { type: 'HoldRequested', parcelId, kind: 'HOLD', reason: 'OTHER', remark: null };
    given(opened, ended(150), asked).when(retire(150), { at: 150 }).thenRefused('RetirementRefused', 'NOT_DUE');
  });
  it('may be opened again after it was forgotten', () => {
    expect(given(opened, ended(150), retired, opened).state).toMatchObject({
      status: 'awaitingInspection',
      leavesAt: 0,
    });
  });
});
