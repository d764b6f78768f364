import type { Sentences } from './sentence';

/** Why a declaration is rejected; the event has the pointer of each fault. */
export const declarationFaults = {
  PARCEL_ID_MISMATCH: {
    en: 'The parcel id is not made up of this logistics code and number.',
    zh: '包裹编号与物流企业代码及运单号不一致。',
    pointer: '/parcelId',
  },
  PARCEL_ID_FORM: {
    en: 'Use 2 to 18 capital letters or digits for the logistics code and 1 to 80 capital letters, digits or hyphens for the number.',
    zh: '物流企业代码须为2至18位大写字母或数字，运单号须为1至80位大写字母、数字或连字符。',
    pointer: '/logisticsNo',
  },
  S10_CHECK_DIGIT: {
    en: 'The waybill number looks like a postal one (S10), but its check digit is wrong.',
    zh: '运单号符合邮政S10格式，但校验位错误。',
    pointer: '/logisticsNo',
  },
  TRADE_MODE_UNKNOWN: {
    en: 'The trade mode is not one of 9610, 9710, 9810 and 1210.',
    zh: '监管方式须为9610、9710、9810或1210。',
    pointer: '/tradeMode',
  },
  CUSTOMS_CODE_FORM: {
    en: 'The customs code must have 4 digits.',
    zh: '申报地海关代码须为4位数字。',
    pointer: '/customsCode',
  },
  PORT_CODE_FORM: {
    en: 'The port code must have 4 digits.',
    zh: '口岸海关代码须为4位数字。',
    pointer: '/portCode',
  },
  DESTINATION_UNKNOWN: {
    en: 'The country of destination is no ISO 3166-1 alpha-2 code.',
    zh: '运抵国（地区）不是有效的ISO 3166-1二位代码。',
    pointer: '/destinationCountry',
  },
  DESTINATION_PROHIBITED: {
    en: 'Nothing is cleared here for this country of destination.',
    zh: '本口岸不受理发往该国（地区）的包裹。',
    pointer: '/destinationCountry',
  },
  CONSIGNEE_COUNTRY_UNKNOWN: {
    en: "The consignee's country is no ISO 3166-1 alpha-2 code.",
    zh: '收件人所在国（地区）不是有效的ISO 3166-1二位代码。',
    pointer: '/consigneeCountry',
  },
  MERCHANT_CODE_CHECK: {
    en: 'The merchant code is neither a valid 18-character social credit code nor a 10-character customs registration.',
    zh: '电商企业代码既不是有效的18位统一社会信用代码，也不是10位海关注册编码。',
    pointer: '/merchantCode',
  },
  CURRENCY_UNKNOWN: {
    en: 'The currency is no ISO 4217 code in use.',
    zh: '币制不是现行有效的ISO 4217代码。',
    pointer: '/currency',
  },
  PACKAGES_NOT_POSITIVE: { en: 'State at least one piece.', zh: '件数须大于零。', pointer: '/packages' },
  GROSS_WEIGHT_NOT_POSITIVE: {
    en: 'The gross weight must be above zero.',
    zh: '毛重须大于零。',
    pointer: '/grossWeightGrams',
  },
  NET_WEIGHT_NOT_POSITIVE: {
    en: 'The net weight must be above zero.',
    zh: '净重须大于零。',
    pointer: '/netWeightGrams',
  },
  NET_WEIGHT_OVER_GROSS: {
    en: 'The net weight exceeds the gross weight.',
    zh: '净重不得大于毛重。',
    pointer: '/netWeightGrams',
  },
  ITEM_WEIGHTS_OVER_GROSS: {
    en: "The items' net weights together exceed the gross weight.",
    zh: '各商品净重之和不得大于毛重。',
    pointer: '/items',
  },
  VALUE_NOT_POSITIVE: {
    en: 'The declared value must be above zero.',
    zh: '申报总价须大于零。',
    pointer: '/declaredValueMinor',
  },
  VALUE_NOT_SUM_OF_ITEMS: {
    en: "The declared value is not the sum of the items' prices.",
    zh: '申报总价与各商品价格之和不符。',
    pointer: '/declaredValueMinor',
  },
  FULL_DECLARATION_REQUIRED: {
    en: 'A business shipment of more than 5,000 CNY needs a full customs declaration.',
    zh: '单票金额超过5000元人民币的B2B出口须办理报关单申报。',
    pointer: '/declaredValueMinor',
  },
  FREIGHT_NEGATIVE: { en: 'The freight must not be negative.', zh: '运费不得为负数。', pointer: '/freightMinor' },
  INSURANCE_NEGATIVE: { en: 'The insurance must not be negative.', zh: '保费不得为负数。', pointer: '/insuranceMinor' },
  ACCOUNT_BOOK_MISSING: {
    en: 'Trade mode 1210 needs the number of the account book.',
    zh: '监管方式1210须填报账册编号。',
    pointer: '/accountBookNo',
  },
  ITEMS_MISSING: { en: 'Declare at least one item.', zh: '至少须申报一项商品。', pointer: '/items' },
  ITEMS_TOO_MANY: { en: 'A declaration has at most 100 items.', zh: '每份清单最多申报100项商品。', pointer: '/items' },
  LINE_NUMBER_ORDER: {
    en: 'Number the items 1, 2, 3 … without gaps.',
    zh: '商品序号须从1开始连续编号。',
  },
  HS_CODE_FORM: { en: 'An HS code has 4, 6, 8 or 10 digits and nothing else.', zh: '商品编码须为4、6、8或10位数字。' },
  HS_CODE_LENGTH: {
    en: 'The HS code has too few digits for this trade mode: 10 for 9610 and 1210 (4 or 10 for 9610 under statistics flag A), 6 or 10 for 9710 and 9810.',
    zh: '商品编码位数与监管方式不符：9610和1210须为10位（9610统计标识为A时可为4位），9710和9810须为6位或10位。',
  },
  HS_CODE_PROHIBITED: {
    en: 'Goods of this HS heading are not cleared here as parcels.',
    zh: '该税目商品不得以跨境电商包裹方式出口。',
  },
  DESCRIPTION_LENGTH: { en: 'Describe the goods in 2 to 250 characters.', zh: '商品名称须为2至250个字符。' },
  QUANTITY_NOT_POSITIVE: { en: 'The quantity must be above zero.', zh: '数量须大于零。' },
  UNIT_UNKNOWN: {
    en: 'The unit is none of the UN/ECE Recommendation 20 codes that are accepted here, e.g. H87, SET, PR, GRM.',
    zh: '计量单位须为受理的UN/ECE第20号建议书代码，例如H87、SET、PR、GRM。',
  },
  ITEM_WEIGHT_NOT_POSITIVE: { en: 'The net weight of an item must be above zero.', zh: '商品净重须大于零。' },
  PRICE_NEGATIVE: { en: 'The price of an item must not be negative.', zh: '商品价格不得为负数。' },
  ORIGIN_UNKNOWN: {
    en: 'The country of origin is no ISO 3166-1 alpha-2 code.',
    zh: '原产国（地区）不是有效的ISO 3166-1二位代码。',
  },
  STATISTICS_FLAG_UNKNOWN: {
    en: 'The statistics flag is A, B or left out.',
    zh: '业务统计标识须为A、B或留空。',
    pointer: '/statisticsFlag',
  },
  STATISTICS_FLAG_MODE: {
    en: 'Statistics flag A goes with trade mode 9610 alone.',
    zh: '业务统计标识A仅适用于监管方式9610。',
    pointer: '/statisticsFlag',
  },
  OTHER: { en: 'The declaration breaks a rule.', zh: '申报不符合规定。' },
} as const satisfies Sentences;

/** Why a declaration contradicts an earlier one. */
export const declarationConflicts = {
  CONTENT_DIFFERS: {
    en: 'This waybill number was declared and accepted with other content.',
    zh: '该运单号已以不同内容申报并被接受。',
    pointer: '/logisticsNo',
  },
  OTHER_PLATFORM: {
    en: 'This waybill number is in use by somebody else.',
    zh: '该运单号已被其他主体使用。',
    pointer: '/logisticsNo',
  },
} as const satisfies Sentences;
