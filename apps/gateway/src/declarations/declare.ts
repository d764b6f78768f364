import type { AmendParcel, DeclareParcel } from '@alataw/contracts';
import { Problem } from '@alataw/http';
import { sentenceOf } from '@alataw/values';
import type { DeclarationBody } from '../api/bodies';
import { faultOf } from '../commands/declaration-answers';

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
    volumeCm3: body.volumeCm3 ?? null,
    declaredValueMinor: body.declaredValueMinor,
    freightMinor: body.freightMinor ?? null,
    insuranceMinor: body.insuranceMinor ?? null,
    accountBookNo: body.accountBookNo ?? null,
    statisticsFlag: body.statisticsFlag ?? null,
    predecessorId: body.predecessorId ?? null,
    returnOf: body.returnOf ?? null,
    items: body.items,
  };
}

/**
 * The command that a change of a declaration is.
 * @throws {Problem} 422 when it is of another waybill than the parcel's: a number is not amended
 */
export function amendParcel(parcelId: string, body: DeclarationBody, platform: string): AmendParcel {
  const command: AmendParcel = { ...declareParcel(body, platform), type: 'AmendParcel' };
  if (command.parcelId === parcelId) return command;
  const fault = faultOf('PARCEL_ID_MISMATCH', '/logisticsNo', sentenceOf('DeclarationFaultCode', 'PARCEL_ID_MISMATCH'));
  throw new Problem(422, fault.code, fault.detail, { errors: [fault], members: { parcelId } });
}
