import type { DeclareParcel } from '@alataw/contracts';
import { usccCheckCharacter } from '@alataw/values';
import type { Chance } from '../chance/chance';
import { DELICATE, DESTINATIONS, EVERYDAY, MERCHANTS, type Goods } from './catalogue';
import type { Waybill } from './waybill';

/** The JSON of a declaration: what the gateway does not fill in itself. */
export type Declaration = Omit<DeclareParcel, 'type' | 'parcelId' | 'platform'>;
type Item = Declaration['items'][number];

/** Alashankou. */
const CUSTOMS_CODE = '9404';
const PACKING_GRAMS = 60;
/** Above it a business declaration needs the full form, which this simulator does not send. */
const LARGEST_BUSINESS_FEN = 490_000;

/** A declaration that keeps every rule. @param delicate goods that inspection rather looks at */
export function makeDeclaration(chance: Chance, waybill: Waybill, orderNo: string, delicate: boolean): Declaration {
  const destination = chance.pick(DESTINATIONS);
  const items = makeItems(chance, delicate);
  const declaredValueMinor = sumOf(items, (item) => item.priceMinor);
  const netWeightGrams = sumOf(items, (item) => item.netWeightGrams);
  const tradeMode = tradeModeOf(chance, declaredValueMinor);
  return {
    ...waybill,
    orderNo,
    tradeMode,
    customsCode: CUSTOMS_CODE,
    portCode: CUSTOMS_CODE,
    destinationCountry: destination.country,
    merchantCode: merchantCode(chance),
    merchantName: chance.pick(MERCHANTS),
    consigneeCountry: destination.country,
    consigneeCity: chance.pick(destination.cities),
    carrier: destination.carrier,
    currency: 'CNY',
    packages: 1,
    grossWeightGrams: netWeightGrams + PACKING_GRAMS + chance.between(0, 200),
    netWeightGrams,
    declaredValueMinor,
    freightMinor: chance.happens(0.7) ? chance.between(500, 4000) : null,
    insuranceMinor: chance.happens(0.2) ? chance.between(50, 400) : null,
    accountBookNo: tradeMode === '1210' ? `H9404${chance.between(1_000_000, 9_999_999)}` : null,
    statisticsFlag: null,
    predecessorId: null,
    returnOf: null,
    volumeCm3: null,
    items,
  };
}

/** A small share of parcels is packed in two to four boxes. */
export const inPieces = (chance: Chance, declaration: Declaration, share: number): Declaration =>
  chance.happens(share) ? { ...declaration, packages: chance.between(2, 4) } : declaration;

function makeItems(chance: Chance, delicate: boolean): Item[] {
  const lines = chance.happens(0.7) ? 1 : chance.between(2, 4);
  return Array.from({ length: lines }, (_, line) =>
    makeItem(chance, chance.pick(delicate && line === 0 ? DELICATE : EVERYDAY), line + 1),
  );
}

function makeItem(chance: Chance, goods: Goods, lineNo: number): Item {
  const quantity = chance.happens(0.8) ? 1 : chance.between(2, 3);
  const discount = chance.between(80, 110);
  return {
    lineNo,
    hsCode: goods.hsCode,
    description: goods.description,
    quantity,
    unit: goods.unit,
    netWeightGrams: goods.weightGrams * quantity,
    priceMinor: Math.round((goods.priceFen * quantity * discount) / 100),
    countryOfOrigin: 'CN',
  };
}

function tradeModeOf(chance: Chance, valueFen: number): string {
  const mode = chance.happens(0.85) ? '9610' : chance.pick(['9710', '9810', '1210']);
  const isBusiness = mode === '9710' || mode === '9810';
  return isBusiness && valueFen > LARGEST_BUSINESS_FEN ? '9610' : mode;
}

/** A social credit code of an enterprise (91) registered in Urumqi (650100). */
function merchantCode(chance: Chance): string {
  const first = `91650100MA${chance.between(1_000_000, 9_999_999)}`;
  return first + usccCheckCharacter(first);
}

function sumOf(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}
