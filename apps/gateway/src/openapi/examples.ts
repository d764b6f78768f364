/** A declaration that keeps every rule. */
export const DECLARATION_EXAMPLE = {
  logisticsCode: 'CNPOST',
  logisticsNo: 'LX473124829CN',
  orderNo: 'PO-2026-000123',
  tradeMode: '9610',
  customsCode: '9404',
  portCode: '9404',
  destinationCountry: 'KZ',
  merchantCode: '91350100M000100Y43',
  merchantName: 'Urumqi Trading Co.',
  consigneeCountry: 'KZ',
  consigneeCity: 'Almaty',
  carrier: 'KAZPOST',
  currency: 'CNY',
  packages: 1,
  grossWeightGrams: 1250,
  netWeightGrams: 1100,
  declaredValueMinor: 25900,
  items: [
    {
      lineNo: 1,
      hsCode: '6109100010',
      description: 'Cotton T-shirt',
      quantity: 2,
      unit: 'H87',
      netWeightGrams: 1100,
      priceMinor: 25900,
      countryOfOrigin: 'CN',
    },
  ],
};

/** The same as CSV, as far as a row may show it. */
export const CSV_EXAMPLE = csvOf(DECLARATION_EXAMPLE);

/** A customs list of the same parcel. */
export const CEB603_EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<ceb:CEB603Message guid="311AF125-6FED-4603-8C5D-49B1FA4B4B9B" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">
  <ceb:Inventory>
    <ceb:InventoryHead>
      <ceb:guid>4CDE1CFD-EDED-46B1-946C-B8022E42FC94</ceb:guid>
      <ceb:appType>1</ceb:appType>
      <ceb:appTime>20261124100000</ceb:appTime>
      <ceb:appStatus>2</ceb:appStatus>
      <ceb:customsCode>9404</ceb:customsCode>
      <ceb:orderNo>PO-2026-000123</ceb:orderNo>
      <ceb:logisticsCode>CNPOST</ceb:logisticsCode>
      <ceb:logisticsNo>LX473124829CN</ceb:logisticsNo>
      <ceb:copNo>COP-000123</ceb:copNo>
      <ceb:ieFlag>E</ceb:ieFlag>
      <ceb:portCode>9404</ceb:portCode>
      <ceb:statisticsFlag>B</ceb:statisticsFlag>
      <ceb:ebcCode>91350100M000100Y43</ceb:ebcCode>
      <ceb:ebcName>Urumqi Trading Co.</ceb:ebcName>
      <ceb:tradeMode>9610</ceb:tradeMode>
      <ceb:country>145</ceb:country>
      <ceb:POD>Almaty</ceb:POD>
      <ceb:packNo>1</ceb:packNo>
      <ceb:grossWeight>1.25</ceb:grossWeight>
      <ceb:netWeight>1.10000</ceb:netWeight>
    </ceb:InventoryHead>
    <ceb:InventoryList>
      <ceb:gnum>1</ceb:gnum>
      <ceb:gcode>6109100010</ceb:gcode>
      <ceb:gname>Cotton T-shirt</ceb:gname>
      <ceb:country>142</ceb:country>
      <ceb:currency>142</ceb:currency>
      <ceb:qty>2</ceb:qty>
      <ceb:qty1>1.1</ceb:qty1>
      <ceb:unit>011</ceb:unit>
      <ceb:unit1>035</ceb:unit1>
      <ceb:price>129.50</ceb:price>
      <ceb:totalPrice>259.00</ceb:totalPrice>
    </ceb:InventoryList>
  </ceb:Inventory>
</ceb:CEB603Message>
`;

function csvOf({ items, ...head }: typeof DECLARATION_EXAMPLE): string {
  const [item = {}] = items;
  const names = [...Object.keys(head), ...Object.keys(item).map((name) => `items.${name}`)];
  return `${names.join(',')}\n${[...Object.values(head), ...Object.values(item)].join(',')}\n`;
}

/** A receipt of a list: accepted, and waiting for the arrival report. */
export const RECEIPTS_EXAMPLE = {
  receipts: [
    {
      document: 'LIST',
      guid: '3F2B6C1E-7A90-5D44-8E21-0C9B7A6D5E4F',
      copNo: 'CNPOST.LX473124829CN',
      returnStatus: 400,
      returnTime: 1_795_000_000_000,
      returnInfo: '[Waiting for the arrival report]',
    },
  ],
};

/** The same as customs writes it. */
export const CEB604_EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<ceb:CEB604Message guid="6D0B9C2A-1E4F-4B7A-9A35-2F8C6E1D4B70" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">
  <ceb:InventoryReturn>
    <ceb:guid>3F2B6C1E-7A90-5D44-8E21-0C9B7A6D5E4F</ceb:guid>
    <ceb:copNo>CNPOST.LX473124829CN</ceb:copNo>
    <ceb:returnStatus>400</ceb:returnStatus>
    <ceb:returnTime>20261118180640000</ceb:returnTime>
    <ceb:returnInfo>[Waiting for the arrival report]</ceb:returnInfo>
  </ceb:InventoryReturn>
</ceb:CEB604Message>
`;
