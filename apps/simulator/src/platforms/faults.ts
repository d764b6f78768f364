import type { Chance } from '../chance/chance';
import type { Declaration } from './declaration';

type Spoil = (declaration: Declaration) => Declaration;

const spoilFirstItem =
  (change: Partial<Declaration['items'][number]>): Spoil =>
  (declaration) => ({
    ...declaration,
    items: declaration.items.map((item, line) => (line === 0 ? { ...item, ...change } : item)),
  });

/** What platforms get wrong: each breaks one rule of the declaration, in a form that can be read. */
const WRONG: readonly [Spoil, ...Spoil[]] = [
  (declaration) => ({ ...declaration, tradeMode: '9999' }),
  (declaration) => ({ ...declaration, portCode: '94' }),
  (declaration) => ({ ...declaration, destinationCountry: 'XX' }),
  (declaration) => ({ ...declaration, merchantCode: declaration.merchantCode.replace(/.$/, '#') }),
  (declaration) => ({ ...declaration, currency: 'ZZZ' }),
  (declaration) => ({ ...declaration, packages: 0 }),
  (declaration) => ({ ...declaration, netWeightGrams: declaration.grossWeightGrams + 1 }),
  (declaration) => ({ ...declaration, declaredValueMinor: declaration.declaredValueMinor + 1 }),
  spoilFirstItem({ hsCode: '61' }),
  spoilFirstItem({ unit: 'BOX' }),
  spoilFirstItem({ quantity: 0 }),
  spoilFirstItem({ countryOfOrigin: '??' }),
];

/** A declaration that can be read and is rejected. */
export function wrongDeclaration(chance: Chance, declaration: Declaration): Declaration {
  return chance.pick(WRONG)(declaration);
}

/** The same waybill with other goods: a conflict with what was declared. */
export function alteredDeclaration(declaration: Declaration): Declaration {
  return { ...declaration, orderNo: `${declaration.orderNo}-B`, grossWeightGrams: declaration.grossWeightGrams + 500 };
}

/** Broken in a way that no stage ever sees: the gateway answers each with a 4xx. */
const MALFORMED: readonly [(declaration: Declaration) => string, ...((declaration: Declaration) => string)[]] = [
  (declaration) => JSON.stringify(declaration).slice(0, -20),
  ({ orderNo: _, ...rest }) => JSON.stringify(rest),
  (declaration) => JSON.stringify({ ...declaration, grossWeightGrams: 'heavy' }),
  (declaration) => JSON.stringify({ ...declaration, logisticsNo: 'no blanks, please' }),
  (declaration) => JSON.stringify({ ...declaration, items: 'none' }),
  (declaration) => JSON.stringify({ ...declaration, buyerPassport: 'N1234567' }),
];

/** One line of text that is no declaration. */
export function malformedDeclaration(chance: Chance, declaration: Declaration): string {
  return chance.pick(MALFORMED)(declaration);
}
