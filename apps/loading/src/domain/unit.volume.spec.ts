import type { ParcelLoaded } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { pieceIdOf } from '@alataw/values';
import {
  arrived,
  bagId,
  closed,
  closing,
  docked,
  entered,
  freed,
  loaded,
  opened,
  parcelId,
  releasedParcel,
  reserved,
  staged,
  unitId,
  unitLoaded,
  vacated,
} from './loading.fixture';
import { noRules } from './loading.rules';
import { parcelDecider } from './parcel.decider';
import { unitDeciderUnder } from './unit.rules';

const { given } = deciderSpec(unitDeciderUnder(noRules));
const parcel = deciderSpec(parcelDecider);
/** 9,000 cm³ at most. */
const open = [arrived({ maxVolumeCm3: 9_000, maxPieces: 9 }), docked] as const;
const measured = (volumeCm3: number) => ({ volumeCm3, ofVolumeCm3: volumeCm3 });
const inManifest = (volumeCm3: number) => ({ volumeCm3, unmeasured: 0 });
const room = (...past: Parameters<typeof given>) => {
  const { volumeCm3, unmeasured, manifest } = given(...past).state;
  return [volumeCm3, unmeasured, ...manifest.map((entry) => [entry.volumeCm3, entry.unmeasured])];
};

describe('a volume', () => {
  it('comes with the release and is said when the parcel takes its place', () => {
    parcel
      .given()
      .when({ ...releasedParcel, volumeCm3: 8_400 })
      .then({ ...staged, volumeCm3: 8_400 });
    parcel
      .given({ ...staged, volumeCm3: 8_400 })
      .when(reserved())
      .then(loaded(parcelId, measured(8_400)));
    parcel.given(staged).when(reserved()).then(loaded());
  });
  it('fits to the last cubic centimetre, and not one more', () => {
    given(...open, reserved())
      .when(loaded(parcelId, measured(9_000)))
      .then(entered(parcelId, inManifest(9_000)));
    given(...open, reserved())
      .when(loaded(parcelId, measured(9_001)))
      .then(freed('OVER_VOLUME', parcelId, []), vacated('OVER_VOLUME'));
  });
  it('is not limited where nobody says so', () => {
    given(arrived(), docked, reserved())
      .when(loaded(parcelId, measured(9_000_000)))
      .then(entered(parcelId, inManifest(9_000_000)));
  });
  it('that is not known counts as nothing, and the unit says of how many parcels', () => {
    const full = [...open, reserved('A.1'), entered('A.1', inManifest(9_000)), reserved()] as const;
    given(...full)
      .when(loaded())
      .then(entered());
    expect(room(...full, entered())).toEqual([9_000, 1, [9_000, 0], [0, 1]]);
    expect(room(...full, entered(), vacated())).toEqual([9_000, 0, [9_000, 0]]);
  });
  it('of a unit is that of what is in it', () => {
    const packed = [
      ...[opened(bagId), { ...reserved(), unitId: bagId }, { ...entered(parcelId, inManifest(8_400)), unitId: bagId }],
      ...[
        { ...reserved('A.2'), unitId: bagId },
        { ...entered('A.2'), unitId: bagId },
      ],
      ...[
        { ...closing(), unitId: bagId },
        { ...closed(2), unitId: bagId },
      ],
    ];
    const said = { grossWeightGrams: 900, pieces: 2, parcels: 2, volumeCm3: 8_400, unmeasured: 1 };
    given(...packed)
      .when(reserved(bagId))
      .then(unitLoaded(bagId, said));
    given(...open, reserved(bagId))
      .when(unitLoaded(bagId, said))
      .then(entered(bagId, said));
    given(...open, reserved(bagId))
      .when(unitLoaded(bagId, { ...said, volumeCm3: 9_001 }))
      .then(freed('OVER_VOLUME', bagId, []), vacated('OVER_VOLUME', bagId));
  });
  it('is shared by the boxes of a parcel, and leaves with each of them', () => {
    const label = (piece: number): string => pieceIdOf(parcelId, piece);
    const box = { ofPieces: 2, ofGrams: 450, ofVolumeCm3: 8_401, isSplit: false };
    const both = { ...staged, pieces: 2, volumeCm3: 8_401 };
    const first: ParcelLoaded = loaded(parcelId, { ...box, piece: 1, grossWeightGrams: 225, volumeCm3: 4_201 });
    parcel
      .given(both)
      .when(reserved(label(1)))
      .then(first);
    parcel
      .given(both, first)
      .when(reserved())
      .then({ ...first, piece: null, volumeCm3: 4_200 });
    const here = given(...open, reserved(label(1))).when(first).events;
    expect(here).toMatchObject([{ type: 'ManifestEntered', volumeCm3: 4_201, unmeasured: 0 }]);
    const rest = given(...open, reserved(label(1)), ...here, reserved()).when({
      ...first,
      piece: null,
      volumeCm3: 4_200,
    }).events;
    const all = [...open, reserved(label(1)), ...here, reserved(), ...rest] as const;
    expect(room(...all)).toEqual([8_401, 0, [8_401, 0]]);
    expect(room(...all, vacated('OFFLOADED', label(1)))).toEqual([4_200, 0, [4_200, 0]]);
  });
  it('that is permitted is above zero', () => {
    const arrive = { type: 'ArriveTruck', unitId, carrier: 'KAZPOST', maxMassGrams: 1, maxPieces: 1 } as const;
    given()
      .when({ ...arrive, maxVolumeCm3: 0 })
      .thenRefused('UnitCommandRefused', 'CAPACITY');
  });
});
