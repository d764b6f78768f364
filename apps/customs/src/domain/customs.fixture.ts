import type {
  CancellationRequested,
  CustomsDocument,
  CustomsStatusChanged,
  FilingOpened,
  NoteReportSent,
  NoteSendingFailed,
  ParcelArrived,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDeparted,
  RecordReceipt,
  ReportAnswered,
  ReportDue,
  ReportSent,
} from '@alataw/contracts';
import { ClearanceRules } from '@alataw/values';
import { loadCustomsRules } from '../rules/load-rules';
import type { CustomsRules } from './customs.rules';
import { guidOf } from './guid';

export const parcelId = 'CNPOST.LX473124829CN';
/** Later than every entry of the shipped rules. */
export const NOW = Date.parse('2026-12-01T00:00:00Z');
export const context = { at: NOW };

const shipped = loadCustomsRules({});
/** The shipped rules where the centre releases by itself. */
export const centreRules: CustomsRules = shipped;
/** The same where customs' word is needed. */
export const rules: CustomsRules = {
  ...shipped,
  clearance: new ClearanceRules([{ from: '2020-01-21', value: 'CUSTOMS', source: 'test' }]),
};
export const ANSWER_MS = 1_800_000;

export const declared = (version = 1): ParcelDeclared => ({
  type: 'ParcelDeclared',
  parcelId,
  platform: 'TEMU',
  version,
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
  grossWeightGrams: 450,
  netWeightGrams: 400,
  declaredValueMinor: 25_900,
  freightMinor: 1_200,
  insuranceMinor: null,
  accountBookNo: null,
  statisticsFlag: null,
  predecessorId: null,
  returnOf: null,
  volumeCm3: null,
  documentIds: [],
  items: [
    {
      ...{ lineNo: 1, hsCode: '6109100010', description: 'Cotton T-shirt', quantity: 2, unit: 'H87' },
      ...{ netWeightGrams: 400, priceMinor: 25_900, countryOfOrigin: 'CN' },
    },
  ],
});
export const arrived: ParcelArrived = { type: 'ParcelArrived', parcelId, place: 'INTAKE-1' };
export const departed: ParcelDeparted = {
  ...{ type: 'ParcelDeparted', parcelId, unitId: 'truck:T1', visit: 1, transportId: 'truck:T1' },
};
export const cancelled: ParcelCancelled = { type: 'ParcelCancelled', parcelId, platform: 'TEMU' };

export const cancellationRequested: CancellationRequested = {
  ...{ type: 'CancellationRequested', parcelId, declarationVersion: 1, platform: 'TEMU' },
};

export const opened = (declarationVersion = 1): FilingOpened => ({
  ...{ type: 'FilingOpened', parcelId, declarationVersion, platform: 'TEMU', clearance: 'CUSTOMS' },
});
export const due = (document: CustomsDocument, cause: ReportDue['cause'], version = 1): ReportDue => ({
  ...{ type: 'ReportDue', parcelId, document, version, cause },
});
export const sentCommand = (document: CustomsDocument, version = 1): NoteReportSent => ({
  ...{ type: 'NoteReportSent', parcelId, document, version, copNo: parcelId },
});
export const sent = (document: CustomsDocument, attempt = 1, version = 1): ReportSent => ({
  ...{ type: 'ReportSent', parcelId, document, version, attempt, copNo: parcelId },
  ...{ guid: guidOf(parcelId, document, version), askAt: NOW + ANSWER_MS },
});
export const failedCommand = (failure: NoteSendingFailed['failure']): NoteSendingFailed => ({
  ...{ type: 'NoteSendingFailed', parcelId, document: 'LIST', version: 1, failure },
});
/** @param returnTime when customs decided so; later codes later, unless said */
export const receipt = (code: number, of: Partial<RecordReceipt> = {}): RecordReceipt => ({
  ...{ type: 'RecordReceipt', parcelId, document: 'LIST', code, returnTime: NOW + Math.abs(code), info: null },
  ...{ preNo: null, invtNo: null, guid: guidOf(parcelId, of.document ?? 'LIST', 1), ...of },
});
export const changed = (
  code: number,
  status: CustomsStatusChanged['status'],
  of: Partial<CustomsStatusChanged> = {},
): CustomsStatusChanged => ({
  ...{
    type: 'CustomsStatusChanged',
    parcelId,
    declarationVersion: 1,
    code,
    status,
    standing: 'PENDING',
    detention: null,
  },
  ...{
    returnTime: NOW + Math.abs(code),
    info: null,
    preNo: null,
    invtNo: null,
    step: 'ANSWERED',
    askAt: NOW + ANSWER_MS,
  },
  ...of,
});
export const answered = (document: CustomsDocument, of: Partial<ReportAnswered> = {}): ReportAnswered => ({
  ...{ type: 'ReportAnswered', parcelId, document, version: 1, code: 120, accepted: true, returnTime: NOW + 120 },
  ...{ info: null, askListAt: 0, ...of },
});
