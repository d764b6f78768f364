import type { AmendmentAsked, DeclaredList, ParcelDeclared } from '@alataw/contracts';
import type { Declared } from './declaration.checks';

/** A decided content: what is accepted, filed, or to take the place of what was accepted. */
export interface Content {
  readonly parcelId: string;
  readonly platform: string;
  readonly version: number;
  readonly contentHash: string;
  readonly list: DeclaredList;
}

/** Field by field, since the command that comes out of the log has an envelope of its own. */
export function listOf(command: Declared): DeclaredList {
  return {
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
    volumeCm3: command.volumeCm3,
    declaredValueMinor: command.declaredValueMinor,
    freightMinor: command.freightMinor,
    insuranceMinor: command.insuranceMinor,
    accountBookNo: command.accountBookNo,
    statisticsFlag: command.statisticsFlag,
    predecessorId: command.predecessorId,
    returnOf: command.returnOf,
    items: command.items,
  };
}

/** It is accepted. @param documentIds what it was matched with */
export function declared({ list, ...decided }: Content, documentIds: readonly string[]): ParcelDeclared {
  return { type: 'ParcelDeclared', ...decided, ...list, documentIds };
}

/** The release stage is asked whether a change comes in time. */
export const asked = (content: Content, documentIds: readonly string[]): AmendmentAsked => ({
  ...{ type: 'AmendmentAsked', ...content, documentIds },
});
