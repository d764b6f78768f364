import type {
  DeclarationConflicted,
  DeclarationFault,
  DeclarationRejected,
  DeclarationRepeated,
  DeclarationState,
  DeclareParcel,
  ParcelDeclared,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { contentHash } from './content-hash';
import { faultsOf } from './declaration.checks';

export type DeclarationCommand = DeclareParcel;
export type DeclarationEvent = ParcelDeclared | DeclarationRejected | DeclarationRepeated | DeclarationConflicted;

const initialState: DeclarationState = {
  status: 'absent',
  platform: '',
  version: 0,
  contentHash: '',
  firstSeenAt: 0,
  decidedAt: 0,
  orderNo: '',
  tradeMode: '',
  destinationCountry: '',
  carrier: '',
  currency: '',
  declaredValueMinor: 0,
  grossWeightGrams: 0,
  packages: 0,
  itemCount: 0,
  faults: [],
};

/**
 * Decides about declarations of one waybill number. It belongs to the platform that declared it first; what was accepted
 * stays; what was rejected may be sent again, corrected or not: the rules of the day decide.
 */
export const declarationDecider: Decider<DeclarationState, DeclarationCommand, DeclarationEvent> = {
  initialState,

  decide(command, state, { at }) {
    const hash = contentHash(command);
    if (state.status !== 'absent' && state.platform !== command.platform) return [conflict(command, 'OTHER_PLATFORM')];
    const isSame = state.contentHash === hash;
    if (state.status === 'accepted')
      return [isSame ? repeat(command, state, []) : conflict(command, 'CONTENT_DIFFERS')];
    const faults = faultsOf(command, at);
    if (isSame && faults.length > 0) return [repeat(command, state, faults)];
    const version = state.version + 1;
    return [faults.length > 0 ? reject(command, version, hash, faults) : accept(command, version, hash)];
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'ParcelDeclared':
        return accepted(state, event, at);
      case 'DeclarationRejected':
        return rejected(state, event, at);
      case 'DeclarationRepeated':
      case 'DeclarationConflicted':
        return state;
      default:
        return unreachable(event);
    }
  },
};

function accepted(state: DeclarationState, event: ParcelDeclared, at: number): DeclarationState {
  return {
    status: 'accepted',
    platform: event.platform,
    version: event.version,
    contentHash: event.contentHash,
    firstSeenAt: state.status === 'absent' ? at : state.firstSeenAt,
    decidedAt: at,
    orderNo: event.orderNo,
    tradeMode: event.tradeMode,
    destinationCountry: event.destinationCountry,
    carrier: event.carrier,
    currency: event.currency,
    declaredValueMinor: event.declaredValueMinor,
    grossWeightGrams: event.grossWeightGrams,
    packages: event.packages,
    itemCount: event.items.length,
    faults: [],
  };
}

function rejected(state: DeclarationState, event: DeclarationRejected, at: number): DeclarationState {
  return {
    ...initialState,
    status: 'rejected',
    platform: event.platform,
    version: event.version,
    contentHash: event.contentHash,
    firstSeenAt: state.status === 'absent' ? at : state.firstSeenAt,
    decidedAt: at,
    orderNo: event.orderNo,
    destinationCountry: event.destinationCountry,
    faults: event.faults,
  };
}

function conflict(
  { parcelId, platform }: DeclareParcel,
  reason: DeclarationConflicted['reason'],
): DeclarationConflicted {
  return { type: 'DeclarationConflicted', parcelId, platform, reason };
}

function repeat(
  { parcelId, platform }: DeclareParcel,
  { version, status, decidedAt }: DeclarationState,
  faults: readonly DeclarationFault[],
): DeclarationRepeated {
  const decision = status === 'accepted' ? 'ACCEPTED' : 'REJECTED';
  return { type: 'DeclarationRepeated', parcelId, platform, version, decision, decidedAt, faults };
}

function reject(
  { parcelId, platform, orderNo, destinationCountry }: DeclareParcel,
  version: number,
  hash: string,
  faults: readonly DeclarationFault[],
): DeclarationRejected {
  const type = 'DeclarationRejected';
  return { type, parcelId, platform, version, contentHash: hash, orderNo, destinationCountry, faults };
}

/** Field by field, since the command that comes out of the log has an envelope of its own. */
function accept(command: DeclareParcel, version: number, hash: string): ParcelDeclared {
  return {
    type: 'ParcelDeclared',
    parcelId: command.parcelId,
    platform: command.platform,
    version,
    contentHash: hash,
    logisticsCode: command.logisticsCode,
    logisticsNo: command.logisticsNo,
    orderNo: command.orderNo,
    tradeMode: command.tradeMode,
    customsCode: command.customsCode,
    portCode: command.portCode,
    destinationCountry: command.destinationCountry,
    merchantCode: command.merchantCode,
    merchantName: command.merchantName,
    consigneeCountry: command.consigneeCountry,
    consigneeCity: command.consigneeCity,
    carrier: command.carrier,
    currency: command.currency,
    packages: command.packages,
    grossWeightGrams: command.grossWeightGrams,
    netWeightGrams: command.netWeightGrams,
    declaredValueMinor: command.declaredValueMinor,
    freightMinor: command.freightMinor,
    insuranceMinor: command.insuranceMinor,
    accountBookNo: command.accountBookNo,
    statisticsFlag: command.statisticsFlag,
    items: command.items,
  };
}
