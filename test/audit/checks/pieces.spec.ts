import { isDeepStrictEqual } from 'node:util';
import { altered, audited, complaints, find, named, violationsOf } from '../audited.fixture';
import { Parcel } from '../parcel.fixture';
import { Story, type Told } from '../story.fixture';
import type { AuditRecord } from '../log/record';

const [TRUCK, OTHER] = ['truck:KZ-123ABC02', 'truck:RU-2'];
const BOXES = 'CNPOST.P1';

/** Two boxes, each on a truck of its own, because an officer has split the parcel. */
function apartLog(): AuditRecord[] {
  const story = new Story();
  const parcel = new Parcel(story, BOXES, { grossWeightGrams: 501, pieces: 2 });
  parcel.released(parcel.passedGreen(parcel.declared()));
  const unit = (id: string, command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('loading', story.command('loading', id, [command]), id, ...events);
  const forwarded = ([event]: readonly AuditRecord[]): AuditRecord => story.transfer(event!)[0]!;
  const permitted = { carrier: 'KZPOST', maxMassGrams: 20_000, maxPieces: 100, applicationId: null };
  for (const id of [TRUCK, OTHER]) {
    unit(id, 'ArriveTruck', ['TruckArrived', { visit: 1, ...permitted }]);
    unit(id, 'DockTruck', ['TruckDocked', { dock: 'D1' }]);
  }
  const order = story.command('loading', BOXES, ['SplitParcel']);
  story.decide('loading', order, BOXES, ['ParcelSplit', { reason: 'NO_ROOM', remark: null, unitIds: [] }]);
  const takes = (id: string, piece: number, grossWeightGrams: number): void => {
    const reserved: Told = ['PlaceReserved', { visit: 1, contentId: `${BOXES}#${piece}`, position: null }];
    const place = forwarded(unit(id, 'LoadContent', reserved));
    const of = { ofPieces: 2, ofGrams: 501, isSplit: true };
    const size = { grossWeightGrams, pieces: 1 };
    const told: Told = ['ParcelLoaded', { unitId: id, visit: 1, ...size, piece, ...of }];
    const answer = forwarded(story.decide('loading', place, BOXES, told));
    const part = { numbers: [piece], ...of };
    const entered = { contentId: BOXES, parcels: 1, lengthMm: 0, ...size, piece, part };
    story.decide('loading', answer, id, ['ManifestEntered', entered]);
  };
  const leaves = (id: string, massGrams: number, type: string): void => {
    const [seals, load] = [['S1'], { contents: 1, parcels: 1, pieces: 1, massGrams }];
    unit(id, 'CloseUnit', ['ClosingStarted', { seals, reserved: 0 }], ['UnitClosed', { seals, ...load }]);
    const gone = { visit: 1, carrier: 'KZPOST', transportId: id, seals, ...load };
    const chunk = { visit: 1, transportId: id, contentIds: [BOXES], left: 0 };
    const [, part] = unit(id, 'DepartUnit', ['UnitDeparted', gone], ['DepartureChunk', chunk]);
    story.decide('loading', forwarded([part!]), BOXES, [type, { unitId: id, visit: 1, transportId: id }]);
  };
  takes(TRUCK, 1, 251);
  takes(OTHER, 2, 250);
  leaves(TRUCK, 251, 'PiecesDeparted');
  leaves(OTHER, 250, 'ParcelDeparted');
  return story.records;
}

const log = apartLog();
const whats = (records: readonly AuditRecord[], of: AuditRecord, invariant: 3 | 5 | 6): string[] =>
  violationsOf(audited(records), invariant)
    .filter(({ topic, partition, offset }) => isDeepStrictEqual({ topic, partition, offset }, named(of)))
    .map(({ what }) => what);

describe('a parcel that left in two parts', () => {
  it('is nothing to complain of', () => {
    expect(complaints(audited(log))).toEqual([]);
  });
  it('is named where nobody has split it', () => {
    const split = find(log, 'ParcelSplit');
    const records = altered(log, split, { type: 'SplitRefused', fields: { ...split.fields, reason: 'OTHER' } });
    const second = log.filter((r) => r.type === 'ParcelLoaded' && r.kind === 'event')[2]!;
    expect(whats(records, second, 5)).toEqual([`loaded on ${OTHER}, but it is on ${TRUCK}`]);
    expect(whats(records, find(log, 'UnitDeparted', TRUCK), 6)).toEqual([
      `it left with a part of ${BOXES}, which was not split`,
    ]);
    expect(whats(records, find(log, 'PiecesDeparted'), 3)).toEqual([
      'PiecesDeparted of a parcel that is loaded: it may leave only whole',
    ]);
  });
  it('is named where a box is loaded twice', () => {
    const second = log.filter((r) => r.type === 'ParcelLoaded' && !r.topic.endsWith('transfer'))[1]!;
    const records = altered(log, second, { fields: { ...second.fields, piece: 1, grossWeightGrams: 251 } });
    expect(whats(records, second, 3)).toEqual(['ParcelLoaded of a parcel that is staged: piece 1 is not to be had']);
  });
  it('is named where it is said to have left with the first', () => {
    const first = find(log, 'PiecesDeparted');
    expect(whats(altered(log, first, { type: 'ParcelDeparted' }), first, 3)).toEqual([
      'ParcelDeparted of a parcel that is loaded: a piece of it has not left',
    ]);
  });
});
