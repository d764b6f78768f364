type Elements = Readonly<Record<string, string | undefined>>;

/** The head of a list that keeps every rule. */
export const HEAD: Elements = {
  guid: '4CDE1CFD-EDED-46B1-946C-B8022E42FC94',
  appType: '1',
  appTime: '20261124100000',
  appStatus: '2',
  customsCode: '9404',
  ebpCode: '650196A0AB',
  ebpName: '丝路电商平台',
  orderNo: 'PO-1',
  logisticsCode: 'CNPOST',
  logisticsName: '中国邮政',
  logisticsNo: 'LX473124829CN',
  copNo: 'COP-1',
  ieFlag: 'E',
  portCode: '9404',
  statisticsFlag: 'B',
  ebcCode: '91350100M000100Y43',
  ebcName: '乌鲁木齐商贸有限公司',
  tradeMode: '9610',
  trafMode: '4',
  country: '145',
  POD: '阿拉木图',
  freight: '12.00000',
  fCurrency: '142',
  fFlag: '3',
  packNo: '1',
  grossWeight: '1.25',
  netWeight: '1.10000',
};

/** One item of it. */
export const ROW: Elements = {
  gnum: '1',
  itemNo: 'SKU-1',
  gcode: '6109100010',
  gname: '棉质T恤衫',
  gmodel: '100%棉',
  country: '142',
  currency: '142',
  qty: '2',
  qty1: '1.1',
  unit: '011',
  unit1: '035',
  price: '129.50',
  totalPrice: '259.00',
};

/** A list with changes; `undefined` leaves an element out. */
export function inventory(head: Elements = {}, rows: readonly Elements[] = [{}], prefix = 'ceb:'): string {
  const written = (elements: Elements): string =>
    Object.entries(elements)
      .filter(([, text]) => text !== undefined)
      .map(([name, text]) => `      <${prefix}${name}>${text}</${prefix}${name}>\n`)
      .join('');
  const items = rows
    .map((row) => `    <${prefix}InventoryList>\n${written({ ...ROW, ...row })}    </${prefix}InventoryList>\n`)
    .join('');
  return `  <${prefix}Inventory>\n    <${prefix}InventoryHead>\n${written({ ...HEAD, ...head })}    </${prefix}InventoryHead>\n${items}  </${prefix}Inventory>\n`;
}

/** A message of lists. @param extra stands behind them */
export function message(lists: readonly string[], prefix = 'ceb:', extra = '', encoding = 'UTF-8'): string {
  const namespace = `xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="http://www.chinaport.gov.cn/ceb"`;
  return `<?xml version="1.0" encoding="${encoding}"?>\n<${prefix}CEB603Message guid="g" version="1.0" ${namespace}>\n${lists.join('')}${extra}</${prefix}CEB603Message>\n`;
}
