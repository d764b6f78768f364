import type { AmendParcel, DeclarationFault, DeclareParcel } from '@alataw/contracts';
import { currencyAt, isCountry, isParcelId, isParcelIdOf, isS10, isUscc, looksLikeS10 } from '@alataw/values';
import {
  CUSTOMS_REGISTRATION_LENGTH,
  HOME,
  MAX_FAULTS,
  MAX_ITEMS,
  prohibitedDestinations,
  STATISTICS_FLAGS,
  tradeModes,
  type TradeMode,
} from './declaration.rules';
import { checkItem, type Report } from './item.checks';

/** What a platform declares, for the first time or as a change. */
export type Declared = DeclareParcel | AmendParcel;

const customsCodeForm = /^\d{4}$/;
const customsRegistrationForm = /^[A-Z0-9]+$/;

/**
 * All that is wrong with a declaration by the rules in force at a time, in the order of the form, at most 20.
 * @param at epoch ms UTC
 */
export function faultsOf(declared: Declared, at: number): readonly DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  const report: Report = (code, pointer) => {
    if (faults.length < MAX_FAULTS) faults.push({ code, pointer });
  };
  const tradeMode = tradeModes.at(at).find(({ code }) => code === declared.tradeMode);
  checkWaybill(declared, report);
  checkPlaces(declared, tradeMode, at, report);
  checkParties(declared, report);
  if (currencyAt(declared.currency, at) === null) report('CURRENCY_UNKNOWN', '/currency');
  checkWeights(declared, report);
  checkAmounts(declared, tradeMode, report);
  if (tradeMode?.needsAccountBook && !declared.accountBookNo) report('ACCOUNT_BOOK_MISSING', '/accountBookNo');
  checkStatisticsFlag(declared, tradeMode, report);
  checkItems(declared, tradeMode, at, report);
  return faults;
}

/** Whether a merchant can have this code: a social credit code, whose check character is right, or a customs registration. */
export function isMerchantCode(code: string): boolean {
  const registered = code.length === CUSTOMS_REGISTRATION_LENGTH && customsRegistrationForm.test(code);
  return registered || isUscc(code);
}

function checkWaybill(declared: Declared, report: Report): void {
  const { parcelId, logisticsNo, predecessorId, returnOf } = declared;
  if (!isParcelIdOf(parcelId, declared)) {
    const rightlyJoined = parcelId === `${declared.logisticsCode}.${logisticsNo}`;
    if (rightlyJoined) report('PARCEL_ID_FORM', '/logisticsNo');
    else report('PARCEL_ID_MISMATCH', '/parcelId');
  }
  const isOther = (id: string): boolean => id !== parcelId && isParcelId(id);
  if (predecessorId !== null && !isOther(predecessorId)) report('PREDECESSOR_FORM', '/predecessorId');
  // What is taken up again has not left, and what comes back has: one parcel cannot be both.
  if (returnOf !== null && (returnOf === predecessorId || !isOther(returnOf))) report('ORIGINAL_FORM', '/returnOf');
  if (looksLikeS10(logisticsNo) && !isS10(logisticsNo)) report('S10_CHECK_DIGIT', '/logisticsNo');
}

function checkPlaces(declared: Declared, tradeMode: TradeMode | undefined, at: number, report: Report): void {
  if (!tradeMode) report('TRADE_MODE_UNKNOWN', '/tradeMode');
  if (!customsCodeForm.test(declared.customsCode)) report('CUSTOMS_CODE_FORM', '/customsCode');
  if (!customsCodeForm.test(declared.portCode)) report('PORT_CODE_FORM', '/portCode');
  const { destinationCountry } = declared;
  if (!isCountry(destinationCountry)) report('DESTINATION_UNKNOWN', '/destinationCountry');
  else if (prohibitedDestinations.at(at).includes(destinationCountry)) {
    report('DESTINATION_PROHIBITED', '/destinationCountry');
  }
  if (declared.returnOf !== null && destinationCountry !== HOME) report('RETURN_DESTINATION', '/destinationCountry');
}

function checkParties({ merchantCode, consigneeCountry }: Declared, report: Report): void {
  if (!isMerchantCode(merchantCode)) report('MERCHANT_CODE_CHECK', '/merchantCode');
  if (!isCountry(consigneeCountry)) report('CONSIGNEE_COUNTRY_UNKNOWN', '/consigneeCountry');
}

function checkWeights(declared: Declared, report: Report): void {
  const { packages, grossWeightGrams, netWeightGrams, volumeCm3, items } = declared;
  if (packages <= 0) report('PACKAGES_NOT_POSITIVE', '/packages');
  if (grossWeightGrams <= 0) report('GROSS_WEIGHT_NOT_POSITIVE', '/grossWeightGrams');
  if (netWeightGrams <= 0) report('NET_WEIGHT_NOT_POSITIVE', '/netWeightGrams');
  if (volumeCm3 !== null && volumeCm3 <= 0) report('VOLUME_NOT_POSITIVE', '/volumeCm3');
  if (netWeightGrams > grossWeightGrams) report('NET_WEIGHT_OVER_GROSS', '/netWeightGrams');
  const ofItems = items.reduce((sum, item) => sum + item.netWeightGrams, 0);
  if (ofItems > grossWeightGrams) report('ITEM_WEIGHTS_OVER_GROSS', '/items');
}

function checkAmounts(declared: Declared, tradeMode: TradeMode | undefined, report: Report): void {
  const { declaredValueMinor, currency, freightMinor, insuranceMinor, items } = declared;
  if (declaredValueMinor <= 0) report('VALUE_NOT_POSITIVE', '/declaredValueMinor');
  const ofItems = items.reduce((sum, item) => sum + item.priceMinor, 0);
  if (declaredValueMinor !== ofItems) report('VALUE_NOT_SUM_OF_ITEMS', '/declaredValueMinor');
  const limitFen = tradeMode?.listLimitFen ?? Infinity;
  if (currency === 'CNY' && declaredValueMinor > limitFen) report('FULL_DECLARATION_REQUIRED', '/declaredValueMinor');
  if (freightMinor !== null && freightMinor < 0) report('FREIGHT_NEGATIVE', '/freightMinor');
  if (insuranceMinor !== null && insuranceMinor < 0) report('INSURANCE_NEGATIVE', '/insuranceMinor');
}

function checkStatisticsFlag({ statisticsFlag }: Declared, tradeMode: TradeMode | undefined, report: Report): void {
  if (statisticsFlag === null) return;
  if (!STATISTICS_FLAGS.includes(statisticsFlag)) report('STATISTICS_FLAG_UNKNOWN', '/statisticsFlag');
  else if (statisticsFlag === 'A' && tradeMode?.hsDigitsUnderA === null)
    report('STATISTICS_FLAG_MODE', '/statisticsFlag');
}

function checkItems(declared: Declared, tradeMode: TradeMode | undefined, at: number, report: Report): void {
  const { items, statisticsFlag } = declared;
  const hsDigits = (statisticsFlag === 'A' ? tradeMode?.hsDigitsUnderA : undefined) ?? tradeMode?.hsDigits;
  if (items.length === 0) report('ITEMS_MISSING', '/items');
  if (items.length > MAX_ITEMS) report('ITEMS_TOO_MANY', '/items');
  items.slice(0, MAX_ITEMS).forEach((item, index) => checkItem(item, index, hsDigits, at, report));
}
