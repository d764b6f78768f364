import type { Behaviour } from '../behaviour/behaviour';
import type { Chance } from '../chance/chance';
import type { Declaration } from './declaration';
import type { Sending } from './parcel-plan';

/** The platform that hands in its business orders by themselves, as it agreed with customs; its waybills come from the carriers. */
const SEPARATE = { platform: 'TIANSHAN', tradeModes: ['9710', '9810'] } as const;

/** What is sent besides a declaration. */
export interface Besides {
  readonly first: readonly Sending[];
  readonly later: readonly Sending[];
}

export const needsDocuments = (platform: string, { tradeMode }: Declaration): boolean =>
  platform === SEPARATE.platform && SEPARATE.tradeModes.some((mode) => mode === tradeMode);

/**
 * The documents of the n-th parcel's list, where it needs any: before it, with it or late, sometimes wrong, sometimes one of them
 * never.
 * @param right the declaration that they match unless they are wrong
 */
export function documentsOf(
  chance: Chance,
  platform: string,
  right: Declaration,
  shares: Behaviour['platforms'],
): Besides {
  if (!needsDocuments(platform, right)) return { first: [], later: [] };
  const isWrong = chance.happens(shares.documentsWrong);
  const isWrongOrder = isWrong && chance.happens(0.5);
  const order = orderOf(platform, right, isWrongOrder ? 100 : 0);
  const waybill = waybillOf(right, isWrong && !isWrongOrder ? 100 : 0);
  const both = isWrongOrder ? [order, waybill] : [waybill, order];
  const sent = isWrong && chance.happens(shares.documentsMissing) ? both.slice(0, 1) : both;
  const late = sent.filter(() => chance.happens(shares.documentsLate));
  return { first: sent.filter((each) => !late.includes(each)), later: late };
}

function orderOf(platform: string, right: Declaration, moreFen: number): Sending {
  const { orderNo, tradeMode, merchantCode, currency, declaredValueMinor, freightMinor } = right;
  const orderKind = tradeMode === '9810' ? 'WAREHOUSE' : 'SALE';
  const order = { orderNo, orderKind, merchantCode, currency, freightMinor };
  const json = JSON.stringify({ ...order, goodsValueMinor: declaredValueMinor + moreFen });
  return { platform, json, path: '/v1/orders' };
}

function waybillOf(right: Declaration, moreGrams: number): Sending {
  const { logisticsCode, logisticsNo, packages, grossWeightGrams } = right;
  const json = JSON.stringify({ logisticsNo, packages, grossWeightGrams: grossWeightGrams + moreGrams });
  return { platform: logisticsCode, json, path: '/v1/waybills' };
}
