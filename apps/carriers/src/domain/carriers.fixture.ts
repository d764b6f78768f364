import type { MilestoneReached, MovementNoted, ParcelDeparted, ParcelLoaded, ParcelReleased } from '@alataw/contracts';

export const parcelId = 'CNPOST.LX473124829CN';
export const truck = 'truck:KZ-123ABC02';

const facts = {
  carrier: 'KAZPOST',
  platform: 'TEMU',
  destinationCountry: 'KZ',
  portCode: '9404',
  tradeMode: '9610',
  declarationVersion: 2,
};

export const released: ParcelReleased = {
  ...{ type: 'ParcelReleased', parcelId, grossWeightGrams: 450, packages: 2, volumeCm3: null },
  ...facts,
};
export const loaded = (piece: number | null = null): ParcelLoaded => ({
  ...{ type: 'ParcelLoaded', parcelId, unitId: truck, visit: 1, grossWeightGrams: 450, pieces: 2 },
  ...{ piece, ofPieces: 2, ofGrams: 450, volumeCm3: 0, ofVolumeCm3: null, isSplit: false },
});
export const offloaded = { type: 'ParcelOffloaded', parcelId, unitId: truck, visit: 1, piece: null } as const;
export const departed: ParcelDeparted = {
  ...{ type: 'ParcelDeparted', parcelId, unitId: 'bag:B1', visit: 1, transportId: truck },
};

/** A milestone as the first one after the release is told, a second after the epoch. */
export const told = (number: number, of: Partial<MilestoneReached> = {}): MilestoneReached => ({
  ...{ type: 'MilestoneReached', parcelId, number, milestone: 'RELEASED', happenedAt: 1_000 },
  ...{ unitId: null, transportId: null, reason: null, piece: null },
  ...facts,
  ...of,
});
export const noted = (of: Partial<MovementNoted> = {}): MovementNoted => ({
  ...{ type: 'MovementNoted', parcelId, milestone: 'LOADED', unitId: truck, transportId: null, piece: null },
  ...of,
});
