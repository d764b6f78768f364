import type { LoadUnitState } from '@alataw/contracts';

/** A truck at a dock with nothing in it. */
export const EMPTY_TRUCK: LoadUnitState = {
  ...{ kind: 'truck', status: 'open', visit: 1, carrier: 'KAZPOST', place: 'D1', seals: [], since: 1 },
  ...{ maxVolumeCm3: null, volumeCm3: 0, unmeasured: 0 },
  ...{ maxMassGrams: 1, maxPieces: 1, massGrams: 0, pieces: 0, parcels: 0, carriedBy: null, carrierVisit: 0 },
  ...{ alarms: [], reserved: [], manifest: [], blocked: [], asked: [] },
  ...{ applicationId: null, tareGrams: 0, grossGrams: 0, massStanding: 'NONE', passNo: null, passes: 0 },
  ...{ transportId: null, named: 0, namedEarly: [], namedAt: 0 },
  ...{ sizeType: null, loadingLengthMm: 0, bays: 0, rows: 0, tiers: 0, positions: [] },
};
