/** What is sold: a line of goods with its usual price and weight per piece. */
export interface Goods {
  /** 10 digits of China's tariff. */
  readonly hsCode: string;
  readonly description: string;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  /** Grams per unit. */
  readonly weightGrams: number;
  /** Fen (1/100 CNY) per unit. */
  readonly priceFen: number;
}

/** Where a parcel goes, and who takes it there. */
export interface Destination {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly cities: readonly [string, ...string[]];
  readonly carrier: string;
}

const goods = (hsCode: string, description: string, unit: string, weightGrams: number, priceFen: number): Goods => ({
  hsCode,
  description,
  unit,
  weightGrams,
  priceFen,
});

/** Everyday goods of small parcels. */
export const EVERYDAY: readonly [Goods, ...Goods[]] = [
  goods('6109100010', 'Cotton T-shirt, knitted', 'H87', 180, 4900),
  goods('6204620000', 'Women’s cotton trousers', 'H87', 420, 12900),
  goods('6402992900', 'Sneakers with rubber soles', 'PR', 760, 15900),
  goods('4202920000', 'Backpack of textile', 'H87', 640, 11900),
  goods('9503008900', 'Toy building blocks', 'SET', 350, 6900),
  goods('8518300000', 'Wireless earphones', 'H87', 95, 18900),
  goods('3926909090', 'Phone case of plastic', 'H87', 40, 1900),
  goods('7323930000', 'Kitchen pan of stainless steel', 'H87', 890, 9900),
  goods('9405410000', 'LED desk lamp', 'H87', 720, 13900),
  goods('6302600000', 'Towel of terry fabric', 'H87', 310, 3900),
  goods('8205590000', 'Screwdriver set', 'SET', 540, 5900),
  goods('3304990099', 'Face cream', 'H87', 120, 8900),
];

/** Goods that an inspector rather looks at: batteries, optics, blades, supplements. */
export const DELICATE: readonly [Goods, ...Goods[]] = [
  goods('8507600090', 'Power bank with lithium battery', 'H87', 230, 9900),
  goods('8525891900', 'Action camera', 'H87', 160, 89900),
  goods('8211910000', 'Table knives', 'SET', 480, 7900),
  goods('2106909090', 'Herbal food supplement', 'H87', 250, 15900),
  goods('8806221010', 'Camera drone under 7 kg', 'H87', 900, 199900),
];

export const DESTINATIONS: readonly [Destination, ...Destination[]] = [
  { country: 'KZ', cities: ['Almaty', 'Astana', 'Shymkent'], carrier: 'KAZPOST' },
  { country: 'KZ', cities: ['Karaganda', 'Aktobe', 'Pavlodar'], carrier: 'KAZPOST' },
  { country: 'RU', cities: ['Moscow', 'Novosibirsk', 'Yekaterinburg'], carrier: 'RUPOST' },
  { country: 'UZ', cities: ['Tashkent', 'Samarkand'], carrier: 'UZPOST' },
  { country: 'KG', cities: ['Bishkek', 'Osh'], carrier: 'KGPOST' },
  { country: 'BY', cities: ['Minsk', 'Brest'], carrier: 'BELPOST' },
  { country: 'DE', cities: ['Hamburg', 'Duisburg'], carrier: 'EURORAIL' },
];

export const MERCHANTS: readonly [string, ...string[]] = [
  'Urumqi Morning Trading Co.',
  'Yiwu Small Goods Export Co.',
  'Shenzhen Bright Electronics Co.',
  'Hangzhou Silk Thread Co.',
  'Guangzhou Footwear Supply Co.',
];
