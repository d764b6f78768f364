import type { AuditRecord } from './log/record';
import { Parcel } from './parcel.fixture';
import { Story, type Told } from './story.fixture';

export const TRAIN = 'train:K9';
export const CONTAINER = 'container:CSQU3054383';
export const BAG = 'bag:B1';
/** Leaves in the bag. */
export const INSIDE = 'CNPOST.N1';
/** Is held in the bag in the container, so that both are opened and it is taken out. */
export const REMOVED = 'CNPOST.N2';

const ONE = { grossWeightGrams: 500, pieces: 1 };
const loadOf = (parcels: number, contents = 1) => ({ contents, parcels, pieces: parcels, massGrams: 500 * parcels });

/** A train leaves with a container with a bag with a parcel; another was held four levels down and taken out in time. */
export function nestedLog(): AuditRecord[] {
  const story = new Story();
  const inside = new Parcel(story, INSIDE);
  const removed = new Parcel(story, REMOVED);
  for (const each of [inside, removed]) each.released(each.passedGreen(each.declared()));
  const unit = new Units(story);
  for (const id of [TRAIN, CONTAINER, BAG]) unit.opens(id);

  for (const each of [inside, removed]) unit.takesParcel(BAG, each);
  unit.closes(BAG, [], loadOf(2, 2));
  unit.takesUnit(CONTAINER, BAG, 2);

  // A hold goes up to the container, which nothing carries yet, and the answer comes down.
  const asked = unit.forwarded(
    story.decide('loading', removed.holdAsked('HOLD'), REMOVED, [
      'ParcelHoldAsked',
      { unitId: BAG, visit: 1, kind: 'HOLD' },
    ]),
  );
  const up = unit.says(BAG, asked, [
    'UnitHoldAsked',
    { carrierId: CONTAINER, visit: 1, contentId: REMOVED, parcelId: REMOVED },
  ]);
  const answer = unit.says(CONTAINER, up, ['UnitBlocked', { contentId: BAG, parcelId: REMOVED }]);
  const down = unit.says(BAG, answer, ['UnitBlocked', { contentId: REMOVED, parcelId: REMOVED }]);
  const confirmed = removed.says('loading', down, ['LoadingHoldConfirmed', { kind: 'HOLD' }]);
  removed.says('release', confirmed, ['ParcelHeld', { reason: 'INTELLIGENCE', released: true, remark: null }]);

  // The bag comes out, is opened, loses the parcel, and goes in again.
  const off = unit.ordered(CONTAINER, 'OffloadContent', ['PlaceVacated', vacated(BAG)]);
  story.decide('loading', unit.forwarded(off), BAG, ['UnitOffloaded', { carrierId: CONTAINER, visit: 1 }]);
  unit.ordered(BAG, 'ReopenUnit', ['UnitReopened', { seals: [], reason: 'BLOCKED_PARCEL' }]);
  const out = unit.ordered(BAG, 'OffloadContent', ['PlaceVacated', vacated(REMOVED)]);
  story.decide('loading', unit.forwarded(out), REMOVED, ['ParcelOffloaded', { unitId: BAG, visit: 1, piece: null }]);
  unit.closes(BAG, [], loadOf(1));
  unit.takesUnit(CONTAINER, BAG, 1);
  unit.closes(CONTAINER, ['S1'], loadOf(1));
  unit.takesUnit(TRAIN, CONTAINER, 1);
  unit.closes(TRAIN, [], loadOf(1));

  const fromTrain = unit.leaves(TRAIN, story.command('loading', TRAIN, ['DepartUnit']), [], CONTAINER);
  const fromContainer = unit.leaves(CONTAINER, fromTrain, ['S1'], BAG);
  const fromBag = unit.leaves(BAG, fromContainer, [], INSIDE);
  story.decide('loading', fromBag, INSIDE, ['ParcelDeparted', { unitId: BAG, visit: 1, transportId: TRAIN }]);
  return story.records;
}

const vacated = (contentId: string) => ({ visit: 1, contentId, reason: 'OFFLOADED' });

/** What the load units of the story say. */
class Units {
  constructor(private readonly story: Story) {}

  ordered(id: string, command: string, ...events: readonly Told[]): AuditRecord[] {
    return this.story.decide('loading', this.story.command('loading', id, [command]), id, ...events);
  }

  opens(id: string): void {
    const permitted = { carrier: 'KTZ', place: 'P1', maxMassGrams: 9_000, maxPieces: 9 };
    this.ordered(id, 'OpenUnit', ['UnitOpened', { visit: 1, sizeType: null, tareGrams: 0, ...permitted }]);
  }

  closes(id: string, seals: readonly string[], load: ReturnType<typeof loadOf>): void {
    this.ordered(id, 'CloseUnit', ['ClosingStarted', { seals, reserved: 0 }], ['UnitClosed', { seals, ...load }]);
  }

  takesParcel(unitId: string, parcel: Parcel): void {
    const place = this.forwarded(
      this.ordered(unitId, 'LoadContent', ['PlaceReserved', { visit: 1, contentId: parcel.id, position: null }]),
    );
    const loaded: Told = [
      'ParcelLoaded',
      { unitId, visit: 1, ...ONE, piece: null, ofPieces: 1, ofGrams: 500, isSplit: false },
    ];
    const told = this.forwarded(this.story.decide('loading', place, parcel.id, loaded));
    this.story.decide('loading', told, unitId, [
      'ManifestEntered',
      { contentId: parcel.id, parcels: 1, lengthMm: 0, piece: null, part: null, ...ONE },
    ]);
  }

  takesUnit(carrierId: string, unitId: string, parcels: number): void {
    const load = { grossWeightGrams: 500 * parcels, pieces: parcels, parcels, lengthMm: 0 };
    const place = this.forwarded(
      this.ordered(carrierId, 'LoadContent', [
        'PlaceReserved',
        { visit: 1, contentId: unitId, position: carrierId === TRAIN ? '1' : null },
      ]),
    );
    const told = this.says(unitId, place, ['UnitLoaded', { carrierId, visit: 1, ...load }]);
    this.story.decide('loading', told, carrierId, [
      'ManifestEntered',
      { contentId: unitId, ...load, piece: null, part: null },
    ]);
  }

  /** @returns the chunk, as it reaches the one content */
  leaves(id: string, cause: AuditRecord, seals: readonly string[], contentId: string): AuditRecord {
    const left = { visit: 1, carrier: 'KTZ', transportId: TRAIN, seals, ...loadOf(1) };
    const chunk = { visit: 1, transportId: TRAIN, contentIds: [contentId], left: 0 };
    const [, part] = this.story.decide('loading', cause, id, ['UnitDeparted', left], ['DepartureChunk', chunk]);
    return this.forwarded([part!]);
  }

  /** The unit decides, and its word is forwarded. */
  says(id: string, cause: AuditRecord, event: Told): AuditRecord {
    return this.forwarded(this.story.decide('loading', cause, id, event));
  }

  forwarded([event]: readonly AuditRecord[]): AuditRecord {
    const [part] = event ? this.story.transfer(event) : [];
    if (!part) throw new Error('Nothing was forwarded');
    return part;
  }
}
