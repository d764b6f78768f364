import type { Currency } from '@alataw/values';
import type { Inventory } from './list-faults';
import { GroupReader } from './list-values';

/** Items as the JSON of a declaration has them; what is missing is left out. */
export interface ItemsReading {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Of all items. */
  readonly currency: Currency | undefined;
  /** Sum of their prices, minor units. */
  readonly valueMinor: number;
}

/** Reads the items of a list. @param netWeightGrams of the whole list, for those that state no weight of their own */
export function itemsOf(list: Inventory, netWeightGrams: number | undefined): ItemsReading {
  const readers = list.rows.map((row, index) => new GroupReader(list, row, index));
  if (readers.length === 0)
    list.faults.add('ITEMS_MISSING', 'Add an InventoryList for each item.', list, 'InventoryList', '/items');
  const currency = currencyOf(readers);
  const weights = spread(readers.map(ownWeight), netWeightGrams);
  let valueMinor = 0;
  const items = readers.map((row, index) => {
    const priceMinor = currency && row.amount('totalPrice', 'priceMinor', currency);
    valueMinor += priceMinor ?? 0;
    return defined({
      lineNo: row.whole('gnum', 'lineNo'),
      hsCode: row.text('gcode'),
      description: row.text('gname'),
      ...quantityOf(row),
      netWeightGrams: weights[index],
      priceMinor,
      countryOfOrigin: row.country('country', 'countryOfOrigin'),
    });
  });
  return { items, currency, valueMinor };
}

/** A list has no currency of its own: that of its items, which have to agree. */
function currencyOf(rows: readonly GroupReader[]): Currency | undefined {
  let common: Currency | undefined;
  for (const row of rows) {
    if (row.cell('currency') === undefined)
      row.fault('currency', '', 'REQUIRED', "Add the currency, three digits of customs' list.");
    const currency = row.currency('currency', '');
    if (currency === undefined) continue;
    common ??= currency;
    if (currency.code !== common.code) {
      row.fault(
        'currency',
        '',
        'CURRENCIES_DIFFER',
        'State all items of a list in one currency: amounts are not converted.',
      );
    }
  }
  return common;
}

/** Whole units. A fraction of kilograms is told in grams, any other is a fault. */
function quantityOf(row: GroupReader): Record<string, unknown> {
  const unit = row.unit('unit', 'unit');
  const text = row.text('qty') ?? '';
  if (unit === 'KGM' && /\.\d*[1-9]/.test(text)) return { quantity: row.grams('qty', 'quantity'), unit: 'GRM' };
  return { quantity: row.whole('qty', 'quantity'), unit };
}

/** The weight of an item, where one of its quantities is in kilograms or grams. */
function ownWeight(row: GroupReader): number | undefined {
  for (const [quantity, unit] of [
    ['qty1', 'unit1'],
    ['qty2', 'unit2'],
    ['qty', 'unit'],
  ] as const) {
    const code = row.text(unit);
    if (code === '035') return row.grams(quantity, 'netWeightGrams');
    if (code === '036') return row.whole(quantity, 'netWeightGrams');
  }
  return undefined;
}

/**
 * Gives the items without a weight of their own what is left of the list's net weight, in equal parts, the remainder to the first ones, and each
 * at least a gram. The sum may exceed the list's: the rules of the declaration say so then.
 */
function spread(own: readonly (number | undefined)[], total: number | undefined): (number | undefined)[] {
  const open = own.filter((grams) => grams === undefined).length;
  if (open === 0 || total === undefined) return [...own];
  const left = Math.max(0, total - own.reduce<number>((sum, grams) => sum + (grams ?? 0), 0));
  let given = 0;
  return own.map((grams) => {
    if (grams !== undefined) return grams;
    given += 1;
    return Math.max(total === 0 ? 0 : 1, Math.floor(left / open) + (given <= left % open ? 1 : 0));
  });
}

/** An object without its undefined members. */
export function defined(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
