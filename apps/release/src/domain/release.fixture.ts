import type {
  HoldKind,
  HoldLifted,
  HoldReason,
  HoldRequested,
  HoldTooLate,
  InspectionNote,
  InspectionNoted,
  InspectionOutcome,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDetained,
  ParcelHeld,
  ParcelInspected,
  ParcelReleased,
  ParcelReturned,
  ReleaseOpened,
  ReleaseRevoked,
} from '@alataw/contracts';

export const parcelId = 'CNPOST.LX473124829CN';

const facts = {
  declarationVersion: 1,
  platform: 'TEMU',
  carrier: 'KAZPOST',
  destinationCountry: 'KZ',
  portCode: '9404',
  tradeMode: '9610',
  grossWeightGrams: 450,
  packages: 1,
  volumeCm3: null,
};

export const declared: ParcelDeclared = {
  type: 'ParcelDeclared',
  parcelId,
  platform: 'TEMU',
  version: 1,
  contentHash: '',
  logisticsCode: 'CNPOST',
  logisticsNo: 'LX473124829CN',
  orderNo: 'PO-1',
  tradeMode: '9610',
  customsCode: '9404',
  portCode: '9404',
  destinationCountry: 'KZ',
  merchantCode: '91350100M000100Y43',
  merchantName: 'Urumqi Trading Co.',
  consigneeCountry: 'KZ',
  consigneeCity: 'Almaty',
  carrier: 'KAZPOST',
  currency: 'CNY',
  packages: 1,
  volumeCm3: null,
  grossWeightGrams: 450,
  netWeightGrams: 400,
  declaredValueMinor: 25_900,
  freightMinor: null,
  insuranceMinor: null,
  accountBookNo: null,
  statisticsFlag: null,
  predecessorId: null,
  returnOf: null,
  documentIds: [],
  items: [],
};

export const inspected = (outcome: InspectionOutcome): ParcelInspected => ({
  type: 'ParcelInspected',
  parcelId,
  declarationVersion: 1,
  outcome,
  channel: 'GREEN',
  rule: '',
  reason: 'NONE',
  rulesetVersion: '2026-11',
  remark: null,
  detention: outcome === 'DETAINED' ? 'LEGAL' : null,
});

export const opened: ReleaseOpened = { type: 'ReleaseOpened', parcelId, ...facts, clearance: 'CENTRE' };
export const released: ParcelReleased = { type: 'ParcelReleased', parcelId, ...facts };
export const noted = (outcome: InspectionOutcome, note: InspectionNote): InspectionNoted => ({
  type: 'InspectionNoted',
  parcelId,
  declarationVersion: 1,
  outcome,
  note,
  detention: outcome === 'DETAINED' ? 'LEGAL' : null,
});
export const held = (wasReleased: boolean, reason: HoldReason = 'LATE_INSTRUCTION'): ParcelHeld => ({
  type: 'ParcelHeld',
  parcelId,
  reason,
  released: wasReleased,
  remark: 'see file 7',
});
export const requested = (kind: HoldKind, reason: HoldReason = 'LATE_INSTRUCTION'): HoldRequested => ({
  type: 'HoldRequested',
  parcelId,
  kind,
  reason,
  remark: 'see file 7',
});
export const wasTooLate = (kind: HoldKind): HoldTooLate => ({
  type: 'HoldTooLate',
  parcelId,
  kind,
  reason: 'LATE_INSTRUCTION',
});
export const lifted = (wasReleased: boolean): HoldLifted => ({
  type: 'HoldLifted',
  parcelId,
  released: wasReleased,
  remark: 'settled',
});
export const revoked: ReleaseRevoked = {
  type: 'ReleaseRevoked',
  parcelId,
  reason: 'LATE_INSTRUCTION',
  remark: 'see file 7',
};
export const returned: ParcelReturned = { type: 'ParcelReturned', parcelId, reason: 'INSPECTION', remark: null };
export const detained: ParcelDetained = {
  type: 'ParcelDetained',
  parcelId,
  declarationVersion: 1,
  detention: 'LEGAL',
};
export const cancelled: ParcelCancelled = { type: 'ParcelCancelled', parcelId, platform: 'TEMU' };
