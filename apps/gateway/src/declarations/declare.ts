import type { DeclareParcel } from '@alataw/contracts';
import type { DeclarationBody } from '../api/bodies';

/**
 * The command that a declaration is. Every field is named, so that nothing else of a body ever reaches the log.
 * @param body checked by its schema
 * @param platform the sender, by its key: a body cannot declare for somebody else
 */
export function declareParcel(body: DeclarationBody, platform: string): DeclareParcel {
  const logisticsCode = body.logisticsCode.toUpperCase();
  const logisticsNo = body.logisticsNo.toUpperCase();
  return {
    type: 'DeclareParcel',
    parcelId: `${logisticsCode}.${logisticsNo}`,
    platform,
    logisticsCode,
    logisticsNo,
    orderNo: body.orderNo,
    tradeMode: body.tradeMode,
    customsCode: body.customsCode,
    portCode: body.portCode,
    destinationCountry: body.destinationCountry,
    merchantCode: body.merchantCode,
    merchantName: body.merchantName,
    consigneeCountry: body.consigneeCountry,
    consigneeCity: body.consigneeCity,
    carrier: body.carrier,
    currency: body.currency,
    packages: body.packages,
    grossWeightGrams: body.grossWeightGrams,
    netWeightGrams: body.netWeightGrams,
    declaredValueMinor: body.declaredValueMinor,
    freightMinor: body.freightMinor ?? null,
    insuranceMinor: body.insuranceMinor ?? null,
    accountBookNo: body.accountBookNo ?? null,
    statisticsFlag: body.statisticsFlag ?? null,
    items: body.items,
  };
}
