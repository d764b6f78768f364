import type { Currency } from '@alataw/values';
import type { FilePlace, ListNames, SourceRecord } from '../record-source';
import { elementOf } from './ceb603-elements';
import type { Inventory } from './list-faults';
import { defined, itemsOf } from './list-items';
import { GroupReader } from './list-values';

/** The longest of customs' numbers that a receipt repeats, characters; half of one is cut off. */
const MAX_NAME = 60;

/**
 * Makes a list the JSON of a declaration.
 * @param carrier who takes the parcel abroad, which no list states; the logistics company unless said
 */
export function recordOf(list: Inventory, carrier: string | undefined): SourceRecord {
  const { number, faults } = list;
  const head = new GroupReader(list, list.head ?? new Map());
  if (list.head === undefined) faults.add('REQUIRED', 'Add the InventoryHead.', list, 'InventoryHead');
  const value = list.head && declarationOf(list, head, carrier);
  return {
    number,
    reading: faults.all.length > 0 ? { ok: false, faults: faults.all } : { ok: true, value },
    placeOf: (pointer) => placeIn(list, pointer),
    names: namesOf(head),
  };
}

function declarationOf(list: Inventory, head: GroupReader, carrier: string | undefined): Record<string, unknown> {
  checkKind(head);
  const netWeightGrams = head.grams('netWeight', 'netWeightGrams');
  const { items, currency, valueMinor } = itemsOf(list, netWeightGrams);
  const country = head.country('country', 'destinationCountry');
  return defined({
    logisticsCode: head.text('logisticsCode'),
    logisticsNo: head.text('logisticsNo'),
    orderNo: head.text('orderNo'),
    tradeMode: head.text('tradeMode'),
    customsCode: head.text('customsCode'),
    portCode: head.text('portCode'),
    destinationCountry: country,
    merchantCode: head.text('ebcCode'),
    merchantName: head.text('ebcName'),
    consigneeCountry: country,
    consigneeCity: head.text('POD'),
    carrier: carrier ?? head.text('logisticsCode')?.toUpperCase(),
    currency: currency?.code,
    packages: head.whole('packNo', 'packages'),
    grossWeightGrams: head.grams('grossWeight', 'grossWeightGrams'),
    netWeightGrams,
    declaredValueMinor: valueMinor,
    freightMinor: chargeOf(head, ['freight', 'fCurrency', 'fFlag'], 'freightMinor', currency),
    insuranceMinor: chargeOf(head, ['insuredFee', 'iCurrency', 'iFlag'], 'insuranceMinor', currency),
    accountBookNo: head.text('emsNo'),
    statisticsFlag: head.text('statisticsFlag'),
    items,
  });
}

/** Only a new declaration for export is one. */
function checkKind(head: GroupReader): void {
  switch (head.text('appType')) {
    case '1':
      break;
    case '2':
      head.fault(
        'appType',
        '',
        'AMENDMENT_NOT_HERE',
        'Send new lists (appType 1) here: changes come as amendments, by a route of their own.',
      );
      break;
    case '3':
      head.fault(
        'appType',
        '',
        'CANCELLATION_NOT_HERE',
        'Send new lists (appType 1) here: deletions come as POST /v1/parcels/{parcelId}/cancel.',
      );
      break;
    default:
      head.fault('appType', '', 'NOT_LISTED', 'Say appType 1: a new list.');
  }
  const status = head.text('appStatus');
  if (status !== undefined && status !== '2')
    head.fault(
      'appStatus',
      '',
      'NOT_DECLARED',
      'Say appStatus 2 to declare the list: what is only stored is not taken.',
    );
  const direction = head.text('ieFlag');
  if (direction !== undefined && direction !== 'E')
    head.fault('ieFlag', '', 'NOT_EXPORT', 'Say ieFlag E: only exports are declared here.');
}

/** Freight or insurance: a total in the goods' currency, as rates and other currencies are not converted. */
function chargeOf(
  head: GroupReader,
  [amount, currencyOf, flag]: readonly [string, string, string],
  field: string,
  currency: Currency | undefined,
): number | undefined {
  const text = head.text(amount);
  if (text === undefined || currency === undefined) return undefined;
  if (/^0+(?:\.0+)?$/.test(text)) return 0;
  if (head.text(flag) !== '3')
    head.fault(flag, field, 'NOT_A_TOTAL', `Say ${flag} 3 and state a total: rates are not converted.`);
  const stated = head.currency(currencyOf, field);
  if (stated !== undefined && stated.code !== currency.code)
    head.fault(currencyOf, field, 'CURRENCIES_DIFFER', "State it in the goods' currency: amounts are not converted.");
  return head.amount(amount, field, currency);
}

function placeIn(list: Inventory, pointer: string): FilePlace {
  const element = elementOf(pointer);
  const [, row, name] = /^Inventory(?:Head|List\[(\d+)\])\/(\w+)$/.exec(element) ?? [];
  const group = row === undefined ? list.head : list.rows[Number(row) - 1];
  const { line, column } = (name === undefined ? undefined : group?.get(name)) ?? list;
  return { sourceLine: line, column, element };
}

function namesOf(head: GroupReader): ListNames {
  const name = (element: string): string =>
    (head.text(element) ?? '').slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, '');
  return {
    guid: name('guid'),
    customsCode: name('customsCode'),
    ebpCode: name('ebpCode'),
    copNo: name('copNo'),
    preNo: name('preNo'),
    invtNo: name('invtNo'),
  };
}
