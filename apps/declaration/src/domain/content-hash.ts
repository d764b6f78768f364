import { murmur128 } from '@alataw/values';
import type { Declared } from './declaration.checks';

/**
 * Tells two declarations of one waybill apart: 32 hexadecimal digits over all that a platform declares, in a fixed order.
 *
 * It is taken here, from what stands in the command, and not brought along by it: so every sender's declarations are
 * compared by the same measure, and none can claim to repeat what it changes. It compares contents of one platform under
 * one waybill number only, so that nobody gains by making two of them collide and a fast hash will do.
 */
export function contentHash(declared: Declared): string {
  return murmur128(
    JSON.stringify([
      declared.orderNo,
      declared.tradeMode,
      declared.customsCode,
      declared.portCode,
      declared.destinationCountry,
      declared.merchantCode,
      declared.merchantName,
      declared.consigneeCountry,
      declared.consigneeCity,
      declared.carrier,
      declared.currency,
      declared.packages,
      declared.grossWeightGrams,
      declared.netWeightGrams,
      declared.declaredValueMinor,
      declared.freightMinor,
      declared.insuranceMinor,
      declared.accountBookNo,
      declared.items.map((item) => [
        item.lineNo,
        item.hsCode,
        item.description,
        item.quantity,
        item.unit,
        item.netWeightGrams,
        item.priceMinor,
        item.countryOfOrigin,
      ]),
      // Left out where they are left out, so that what was declared before there were such fields keeps its hash.
      ...(declared.statisticsFlag === null ? [] : [declared.statisticsFlag]),
      ...(declared.predecessorId === null ? [] : [{ predecessorId: declared.predecessorId }]),
      ...(declared.returnOf === null ? [] : [{ returnOf: declared.returnOf }]),
      ...(declared.volumeCm3 === null ? [] : [{ volumeCm3: declared.volumeCm3 }]),
    ]),
  );
}
