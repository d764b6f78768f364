import type { ManifestEntered, ParcelLoaded, ParcelPart } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { pieceIdOf } from '@alataw/values';
import {
  arrived,
  bagId,
  closed,
  closing,
  declined,
  docked,
  entered,
  freed,
  opened,
  parcelId,
  reserved,
  unitDeclined,
  unitId,
  vacated,
} from './loading.fixture';
import { noRules } from './loading.rules';
import { unitDeciderUnder } from './unit.rules';

const { given } = deciderSpec(unitDeciderUnder(noRules));
const label = (piece: number): string => pieceIdOf(parcelId, piece);
/** Two boxes of 451 g together. */
const loaded = (piece: number | null, of: Partial<ParcelLoaded> = {}): ParcelLoaded => ({
  ...{ type: 'ParcelLoaded', parcelId, unitId, visit: 1, piece, ofPieces: 2, ofGrams: 451, isSplit: false },
  ...{ volumeCm3: 0, ofVolumeCm3: null },
  pieces: piece === null ? 2 : 1,
  grossWeightGrams: piece === null ? 451 : piece === 1 ? 226 : 225,
  ...of,
});
const part = (numbers: readonly number[], isSplit = false): ParcelPart => ({
  ...{ numbers, ofPieces: 2, ofGrams: 451, ofVolumeCm3: 0, isSplit },
});
const first: ManifestEntered = entered(parcelId, { piece: 1, grossWeightGrams: 226, part: part([1]) });
const second: ManifestEntered = entered(parcelId, {
  piece: 2,
  grossWeightGrams: 225,
  parcels: 0,
  unmeasured: 0,
  part: null,
});
const whole: ManifestEntered = entered(parcelId, { pieces: 2, grossWeightGrams: 451 });
const scan = (contentId: string) => ({ type: 'LoadContent', unitId, contentId, position: null }) as const;
const offload = (contentId: string) => ({ type: 'OffloadContent', unitId, contentId }) as const;
const gateOut = { type: 'DepartUnit', unitId } as const;
const accepted = { type: 'PartAccepted', unitId, contentId: parcelId } as const;
/** 1,000 g and 3 pieces at most. */
const open = [arrived(), docked] as const;
const half = [...open, reserved(label(1)), first] as const;
const both = [...half, reserved(label(2)), second] as const;
const shut = (pieces: number, massGrams: number) => [closing(), { ...closed(1), pieces, massGrams }] as const;
const holds = (...past: Parameters<typeof given>) => {
  const { manifest, pieces, parcels, massGrams } = given(...past).state;
  return [manifest.map((entry) => entry.part?.numbers ?? 'all'), pieces, parcels, massGrams];
};

describe('a box', () => {
  it('has its place by its label, and stands in the entry of its parcel', () => {
    given(...open)
      .when(scan(label(1)))
      .then(reserved(label(1)));
    given(...open, reserved(label(1)))
      .when(loaded(1))
      .then(first);
    expect(holds(...half)).toEqual([[[1]], 1, 1, 226]);
    given(...half, reserved(label(2)))
      .when(loaded(2))
      .then(second);
    expect(holds(...both)).toEqual([['all'], 2, 1, 451]);
  });
  it('comes while another of its parcel is on its way', () => {
    given(...open, reserved(label(1)))
      .when(scan(label(2)))
      .then(reserved(label(2)));
    given(...open, reserved(label(1)))
      .when(scan(label(1)))
      .thenRefused('LoadRefused', 'ALREADY_RESERVED');
  });
  it('is refused when it is here, by whatever label', () => {
    given(...half)
      .when(scan(label(1)))
      .thenRefused('LoadRefused', 'ALREADY_LOADED');
    given(...half)
      .when(scan(parcelId))
      .then(reserved());
    for (const past of [both, [...open, reserved(), whole]]) {
      given(...past)
        .when(scan(label(2)))
        .thenRefused('LoadRefused', 'ALREADY_LOADED');
      given(...past)
        .when(scan(parcelId))
        .thenRefused('LoadRefused', 'ALREADY_LOADED');
    }
  });
  it('frees its own place when it declines', () => {
    given(...open, reserved(label(1)))
      .when({ ...declined('PIECES_APART'), piece: 1 })
      .then(freed('PIECES_APART', label(1), [parcelId]));
  });
  it('is sent off again when it does not fit, and leaves the others where they are', () => {
    const small = [arrived({ maxMassGrams: 300 }), docked, reserved(label(1)), first] as const;
    given(...small, reserved(label(2)))
      .when(loaded(2))
      .then(freed('OVER_CAPACITY', label(2), []), vacated('OVER_CAPACITY', label(2)));
    given(...small, reserved())
      .when(loaded(null, { pieces: 1, grossWeightGrams: 225 }))
      .then(freed('OVER_CAPACITY', parcelId, []), vacated('OVER_CAPACITY', label(2)));
    expect(holds(...small, vacated('OVER_CAPACITY', label(2)))).toEqual([[[1]], 1, 1, 226]);
  });
  it('is taken off by itself, or with the others by the id of the parcel', () => {
    given(...both)
      .when(offload(label(2)))
      .then(vacated('OFFLOADED', label(2)));
    expect(holds(...both, vacated('OFFLOADED', label(2)))).toEqual([[[1]], 1, 1, 226]);
    expect(holds(...open, reserved(), whole, vacated('OFFLOADED', label(1)))).toEqual([[[2]], 1, 1, 225]);
    expect(holds(...half, vacated('OFFLOADED', label(1)))).toEqual([[], 0, 0, 0]);
    given(...half)
      .when(offload(parcelId))
      .then(vacated());
    given(...half)
      .when(offload(label(2)))
      .thenRefused('OffloadRefused', 'NOT_ABOARD');
    given(...half, reserved(label(2)))
      .when(offload(parcelId))
      .thenRefused('OffloadRefused', 'UNCONFIRMED');
  });
  it('blocks its unit until all boxes of the parcel are off', () => {
    const held = [...both, { type: 'UnitBlocked', unitId, contentId: parcelId, parcelId }] as const;
    expect(given(...held, vacated('OFFLOADED', label(1))).state.blocked).toHaveLength(1);
    expect(given(...held, vacated('OFFLOADED', label(1)), vacated('OFFLOADED', label(2))).state.blocked).toEqual([]);
  });
});

describe('a unit with a part of a parcel', () => {
  const sealed = [...half, ...shut(1, 226)] as const;
  it('does not pass the gate, and names the parcel and the missing boxes', () => {
    given(...sealed)
      .when(gateOut)
      .then({
        ...{ type: 'DepartureRefused', unitId, reason: 'INCOMPLETE_PARCEL' },
        ...{ parcelIds: [parcelId], missing: [label(2)] },
      });
    given(...sealed)
      .when({ type: 'IssueGatePass', unitId })
      .thenRefused('UnitCommandRefused', 'INCOMPLETE_PARCEL');
    expect(given(...both, ...shut(2, 451)).when(gateOut).events[0]).toMatchObject({ type: 'UnitDeparted', parcels: 1 });
  });
  it('is not loaded on another, but stands in the warehouse', () => {
    const bag = { unitId: bagId };
    const packed = [
      ...[opened(bagId), { ...reserved(label(1)), ...bag }, { ...first, ...bag }],
      ...shut(1, 226).map((event) => ({ ...event, ...bag })),
    ];
    given(...packed)
      .when(reserved(bagId))
      .then(unitDeclined(bagId, 'CONTENT_INCOMPLETE', [parcelId]));
    expect(given(...packed).when({ ...reserved(bagId), unitId: 'block:A' }).events[0]?.type).toBe('UnitLoaded');
  });
  it('may leave once the parcel was split', () => {
    given(...sealed)
      .when({ type: 'AcceptPart', unitId, parcelId })
      .then(accepted);
    expect(given(...sealed, accepted).when(gateOut).events[0]).toMatchObject({ type: 'UnitDeparted', pieces: 1 });
    given(...open)
      .when({ type: 'AcceptPart', unitId, parcelId })
      .thenNothing();
    const box = [...open, reserved(label(1))] as const;
    given(...box)
      .when(loaded(1, { isSplit: true }))
      .then({ ...first, part: part([1], true) });
  });
  it('stays split when a box of it comes or goes', () => {
    const rest = { ...second, part: part([1, 2], true) };
    given(...half, accepted, reserved(label(2)))
      .when(loaded(2, { isSplit: true }))
      .then(rest);
    const off = [...half, accepted, reserved(label(2)), rest, vacated('OFFLOADED', label(2)), ...shut(1, 226)] as const;
    expect(given(...off).when(gateOut).events[0]?.type).toBe('UnitDeparted');
    expect(given(...open, reserved(), whole, accepted).state.manifest[0]?.part).toEqual(part([1, 2], true));
  });
});
