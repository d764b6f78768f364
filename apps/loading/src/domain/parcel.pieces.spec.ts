import type {
  LoadingParcelState,
  ParcelDeparted,
  ParcelHoldAsked,
  ParcelLoaded,
  ParcelUnblocked,
  PiecesDeparted,
  PlaceReserved,
  PlaceVacated,
  UnitBlocked,
} from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { pieceIdOf } from '@alataw/values';
import type { DepartWith } from './depart-with';
import { confirmed, holdRequested, parcelId, staged as one, tooLate, unitId } from './loading.fixture';
import { parcelDecider } from './parcel.decider';

const { given } = deciderSpec(parcelDecider);
const other = 'truck:RU-2';
/** Two boxes of 451 g together. */
const staged = { ...one, pieces: 2, grossWeightGrams: 451 };

const place = (piece: number | null, on: string = unitId): PlaceReserved => ({
  ...{ type: 'PlaceReserved', unitId: on, visit: 1, contentId: pieceIdOf(parcelId, piece), position: null },
});
const vacated = (piece: number | null): PlaceVacated => ({
  ...{ type: 'PlaceVacated', unitId, visit: 1, contentId: pieceIdOf(parcelId, piece), reason: 'OFFLOADED' },
});
const loaded = (piece: number | null, of: Partial<ParcelLoaded> = {}): ParcelLoaded => ({
  ...{ type: 'ParcelLoaded', parcelId, unitId, visit: 1, piece, ofPieces: 2, ofGrams: 451, isSplit: false },
  ...{ volumeCm3: 0, ofVolumeCm3: null },
  pieces: piece === null ? 2 : 1,
  grossWeightGrams: piece === null ? 451 : piece === 1 ? 226 : 225,
  ...of,
});
const off = (piece: number | null) => ({ type: 'ParcelOffloaded', parcelId, unitId, visit: 1, piece }) as const;
const split = { type: 'SplitParcel', parcelId, reason: 'PIECE_MISSING', remark: null } as const;
const wasSplit = (...unitIds: string[]) => ({ ...split, type: 'ParcelSplit' as const, unitIds });
const asked = (on: string): ParcelHoldAsked => ({
  ...{ type: 'ParcelHoldAsked', parcelId, unitId: on, visit: 1, kind: 'HOLD' },
});
const blocked = (on: string): UnitBlocked => ({ type: 'UnitBlocked', unitId: on, contentId: parcelId, parcelId });
const leave = (on: string): DepartWith => ({
  ...{ type: 'DepartWith', contentId: parcelId, unitId: on, visit: 1, transportId: on },
});
const gone = (
  on: string,
  type: 'ParcelDeparted' | 'PiecesDeparted' = 'ParcelDeparted',
): ParcelDeparted | PiecesDeparted => ({ type, parcelId, unitId: on, visit: 1, transportId: on });
const noted = { type: 'HoldAnswerNoted', parcelId, unitId } as const;
/** Box 1 here, box 2 on another truck. */
const apart = [staged, wasSplit(), loaded(1, { isSplit: true }), loaded(2, { isSplit: true, unitId: other })] as const;
const where = ({ status, unitId: on, parts }: LoadingParcelState) => [status, on, parts.length];

describe('a parcel of two boxes', () => {
  it('is loaded when both are, each by its label', () => {
    given(staged).when(place(1)).then(loaded(1));
    expect(where(given(staged, loaded(1)).state)).toEqual(['staged', unitId, 1]);
    given(staged, loaded(1)).when(place(2)).then(loaded(2));
    expect(given(staged, loaded(1), at(17, loaded(2))).state).toMatchObject({
      ...{ status: 'loaded', unitId, visit: 1, parts: [], since: 17 },
    });
  });
  it('is loaded as a whole by its id, or with what is still missing', () => {
    given(staged).when(place(null)).then(loaded(null));
    given(staged, loaded(1))
      .when(place(null))
      .then(loaded(null, { pieces: 1, grossWeightGrams: 225 }));
    expect(where(given(staged, loaded(1), loaded(null)).state)).toEqual(['loaded', unitId, 0]);
  });
  it.each([
    ['NO_SUCH_PIECE', [staged], place(3)],
    ['ALREADY_LOADED', [staged, loaded(1)], place(1)],
    ['ALREADY_LOADED', [staged, loaded(null)], place(1)],
    ['ON_OTHER_UNIT', [staged, loaded(null)], place(1, other)],
    ['ON_OTHER_UNIT', [staged, loaded(1)], place(1, other)],
    ['PIECES_APART', [staged, loaded(1)], place(2, other)],
    ['PIECES_APART', [staged, loaded(1)], place(null, other)],
    ['HOLD_PENDING', [staged, loaded(1), asked(unitId)], place(2)],
    ['HELD', [staged, confirmed()], place(2)],
  ] as const)('declines as %s after %j', (reason, past, command) => {
    given(...past)
      .when(command)
      .thenRefused('LoadDeclined', reason);
  });
  it('is taken off box by box, or as a whole', () => {
    given(staged, loaded(null)).when(vacated(2)).then(off(2));
    expect(where(given(staged, loaded(null), off(2)).state)).toEqual(['staged', unitId, 1]);
    given(staged, loaded(null), off(2)).when(place(2)).then(loaded(2));
    expect(where(given(staged, loaded(null), off(2), off(1)).state)).toEqual(['staged', null, 0]);
    expect(where(given(staged, loaded(1), off(null)).state)).toEqual(['staged', null, 0]);
    given(staged).when(vacated(1)).thenNothing();
  });
  it('is asked for at its unit as soon as one box is there', () => {
    given(staged).when(holdRequested()).then(confirmed());
    given(staged, loaded(1)).when(holdRequested()).then(asked(unitId));
    given(staged, loaded(1), asked(unitId)).when(blocked(unitId)).then(confirmed());
    given(staged, loaded(1), asked(unitId), confirmed())
      .when({ type: 'HoldLifted', parcelId, released: true, remark: null })
      .then({ type: 'ParcelUnblocked', parcelId, unitId });
    expect(
      where(given(staged, loaded(1), asked(unitId), confirmed(), { type: 'ParcelUnblocked', parcelId, unitId }).state),
    ).toEqual(['staged', unitId, 1]);
  });
});

describe('a split', () => {
  it('is told to the units that have a box, and is for good', () => {
    given(staged, loaded(1)).when(split).then(wasSplit(unitId));
    given(staged).when(split).then(wasSplit());
  });
  it.each([
    ['UNKNOWN_PARCEL', []],
    ['ONE_PIECE', [one]],
    ['TOO_MANY_PIECES', [{ ...staged, pieces: 1_000 }]],
    ['ALREADY_SPLIT', [staged, wasSplit()]],
    ['DEPARTED', [staged, loaded(null), gone(unitId)]],
    ['WITHDRAWN', [staged, confirmed(), { type: 'ParcelWithdrawn', parcelId, unitId: null }]],
  ] as const)('is refused as %s after %j', (reason, past) => {
    given(...past)
      .when(split)
      .thenRefused('SplitRefused', reason);
  });
  it('lets a box go on another unit, by its own label', () => {
    const past = [staged, wasSplit(), loaded(1, { isSplit: true })] as const;
    given(...past)
      .when(place(2, other))
      .then(loaded(2, { isSplit: true, unitId: other }));
    given(...past)
      .when(place(null, other))
      .thenRefused('LoadDeclined', 'PIECES_APART');
    expect(where(given(...apart).state)).toEqual(['loaded', unitId, 2]);
  });
  it('lets the boxes leave one after the other, and the parcel with the last', () => {
    given(...apart)
      .when(leave(unitId))
      .then(gone(unitId, 'PiecesDeparted'));
    const first = [...apart, gone(unitId, 'PiecesDeparted')] as const;
    expect(where(given(...first).state)).toEqual(['loaded', other, 2]);
    given(...first)
      .when(leave(unitId))
      .thenNothing();
    given(...first)
      .when(leave(other))
      .then(gone(other));
    expect(given(...first, gone(other)).state).toMatchObject({ status: 'departed', transportId: other });
  });
  it('waits with a box that is nowhere when the other has left', () => {
    const past = [staged, wasSplit(), loaded(1, { isSplit: true })] as const;
    given(...past)
      .when(leave(unitId))
      .then(gone(unitId, 'PiecesDeparted'));
    expect(where(given(...past, gone(unitId, 'PiecesDeparted')).state)).toEqual(['staged', null, 1]);
    given(...past, gone(unitId, 'PiecesDeparted'))
      .when(holdRequested())
      .then(confirmed());
  });
});

describe('a hold of a parcel on two units', () => {
  const both = [...apart, asked(unitId), asked(other)] as const;
  it('is asked of both, and confirmed when both have answered', () => {
    given(...apart)
      .when(holdRequested())
      .then(asked(unitId), asked(other));
    given(...both)
      .when(blocked(unitId))
      .then(noted);
    given(...both, noted)
      .when(blocked(other))
      .then(confirmed());
  });
  it('is confirmed for what is still here, and too late when nothing is', () => {
    const left = [...both, gone(unitId, 'PiecesDeparted'), noted] as const;
    given(...left)
      .when(blocked(other))
      .then(confirmed());
    given(...left, gone(other))
      .when({ ...blocked(other), type: 'UnitHoldTooLate' })
      .then(tooLate());
  });
  it('is lifted at both', () => {
    given(...both, noted, confirmed())
      .when({ type: 'HoldLifted', parcelId, released: true, remark: null })
      .then(...[unitId, other].map((on): ParcelUnblocked => ({ type: 'ParcelUnblocked', parcelId, unitId: on })));
  });
});
