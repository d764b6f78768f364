/**
 * Elements of the head of an export list.
 * @see CEB603 as found in public implementations; those that no field of ours is made of are known all the same, so that a misspelt one is noticed
 */
export const HEAD_ELEMENTS: ReadonlySet<string> = new Set(
  `guid appType appTime appStatus customsCode ebpCode ebpName orderNo logisticsCode logisticsName logisticsNo copNo preNo invtNo ieFlag
   portCode ieDate statisticsFlag agentCode agentName ebcCode ebcName ownerCode ownerName iacCode iacName emsNo tradeMode trafMode trafName
   voyageNo billNo totalPackageNo loctNo licenseNo country POD freight fCurrency fFlag insuredFee iCurrency iFlag wrapType packNo grossWeight
   netWeight note`.split(/\s+/),
);

/** Elements of one of its items. */
export const ROW_ELEMENTS: ReadonlySet<string> = new Set(
  `gnum itemNo itemRecordNo itemName gcode gname gmodel barCode country currency qty qty1 qty2 unit unit1 unit2 price totalPrice note`.split(
    ' ',
  ),
);

/** Which element of the head a field of a declaration is made of. */
const HEAD_OF: Readonly<Record<string, string>> = {
  logisticsCode: 'logisticsCode',
  logisticsNo: 'logisticsNo',
  parcelId: 'logisticsNo',
  orderNo: 'orderNo',
  tradeMode: 'tradeMode',
  customsCode: 'customsCode',
  portCode: 'portCode',
  destinationCountry: 'country',
  merchantCode: 'ebcCode',
  merchantName: 'ebcName',
  consigneeCountry: 'country',
  consigneeCity: 'POD',
  carrier: 'logisticsCode',
  packages: 'packNo',
  grossWeightGrams: 'grossWeight',
  netWeightGrams: 'netWeight',
  freightMinor: 'freight',
  insuranceMinor: 'insuredFee',
  accountBookNo: 'emsNo',
  statisticsFlag: 'statisticsFlag',
};

/** Which element of an item a field of it is made of. */
const ROW_OF: Readonly<Record<string, string>> = {
  lineNo: 'gnum',
  hsCode: 'gcode',
  description: 'gname',
  quantity: 'qty',
  unit: 'unit',
  netWeightGrams: 'qty1',
  priceMinor: 'totalPrice',
  countryOfOrigin: 'country',
};

/** The path of an element of an item. @param index from 0 */
export const rowPath = (index: number, element: string): string => `InventoryList[${index + 1}]/${element}`;
/** The path of an element of the head. */
export const headPath = (element: string): string => `InventoryHead/${element}`;

/**
 * The element that a field of a declaration is made of.
 * @param pointer RFC 6901, e.g. `/items/1/hsCode` is `InventoryList[2]/gcode`
 */
export function elementOf(pointer: string): string {
  const [, field = '', index, own = ''] = pointer.split('/');
  if (field === 'items') {
    if (index === undefined || !/^\d{1,3}$/.test(index)) return 'InventoryList';
    const element = ROW_OF[own];
    return element === undefined ? `InventoryList[${Number(index) + 1}]` : rowPath(Number(index), element);
  }
  if (field === 'currency') return rowPath(0, 'currency');
  if (field === 'declaredValueMinor') return 'InventoryList/totalPrice';
  const element = HEAD_OF[field];
  return element === undefined ? 'Inventory' : headPath(element);
}
