import type {
  DeclarationFault,
  DeclarationFaultCode,
  SubmitOrder,
  SubmitPayment,
  SubmitWaybill,
} from '@alataw/contracts';
import {
  currencyAt,
  documentIdOf,
  InvalidIdentifierError,
  isS10,
  looksLikeS10,
  type DocumentKind,
} from '@alataw/values';
import { isMerchantCode } from './declaration.checks';

export type DocumentSubmission = SubmitOrder | SubmitWaybill | SubmitPayment;

type Report = (code: DeclarationFaultCode, pointer: string) => void;

/**
 * All that is wrong with a document by itself, in the order of its form; the codes are those of declarations.
 * @param at epoch ms UTC
 */
export function documentFaultsOf(submitted: DocumentSubmission, at: number): readonly DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  const report: Report = (code, pointer) => faults.push({ code, pointer });
  switch (submitted.type) {
    case 'SubmitOrder':
      checkId(submitted, 'order', submitted.platform, submitted.orderNo, report);
      checkMerchant(submitted.merchantCode, report);
      checkCurrency(submitted.currency, at, report);
      if (submitted.goodsValueMinor <= 0) report('VALUE_NOT_POSITIVE', '/goodsValueMinor');
      checkCharges(submitted.freightMinor, null, report);
      break;
    case 'SubmitWaybill':
      checkId(submitted, 'waybill', submitted.logisticsCode, submitted.logisticsNo, report);
      if (looksLikeS10(submitted.logisticsNo) && !isS10(submitted.logisticsNo))
        report('S10_CHECK_DIGIT', '/logisticsNo');
      if (submitted.packages <= 0) report('PACKAGES_NOT_POSITIVE', '/packages');
      if (submitted.grossWeightGrams <= 0) report('GROSS_WEIGHT_NOT_POSITIVE', '/grossWeightGrams');
      checkWaybillCurrency(submitted, at, report);
      checkCharges(submitted.freightMinor, submitted.insuranceMinor, report);
      break;
    case 'SubmitPayment':
      checkId(submitted, 'payment', submitted.platform, submitted.orderNo, report);
      checkMerchant(submitted.merchantCode, report);
      checkCurrency(submitted.currency, at, report);
      if (submitted.amountMinor <= 0) report('VALUE_NOT_POSITIVE', '/amountMinor');
      break;
  }
  return faults;
}

function checkId(
  { documentId }: DocumentSubmission,
  kind: DocumentKind,
  owner: string,
  number: string,
  report: Report,
): void {
  try {
    if (documentIdOf(kind, owner, number) === documentId) return;
  } catch (error) {
    if (!(error instanceof InvalidIdentifierError)) throw error;
  }
  report('DOCUMENT_ID_FORM', kind === 'waybill' ? '/logisticsNo' : '/orderNo');
}

function checkMerchant(merchantCode: string, report: Report): void {
  if (!isMerchantCode(merchantCode)) report('MERCHANT_CODE_CHECK', '/merchantCode');
}

function checkCurrency(currency: string, at: number, report: Report): void {
  if (currencyAt(currency, at) === null) report('CURRENCY_UNKNOWN', '/currency');
}

/** A waybill without charges needs no currency. */
function checkWaybillCurrency(
  { currency, freightMinor, insuranceMinor }: SubmitWaybill,
  at: number,
  report: Report,
): void {
  if (currency !== null) checkCurrency(currency, at, report);
  else if (freightMinor !== null || insuranceMinor !== null) report('CURRENCY_UNKNOWN', '/currency');
}

function checkCharges(freightMinor: number | null, insuranceMinor: number | null, report: Report): void {
  if (freightMinor !== null && freightMinor < 0) report('FREIGHT_NEGATIVE', '/freightMinor');
  if (insuranceMinor !== null && insuranceMinor < 0) report('INSURANCE_NEGATIVE', '/insuranceMinor');
}
