import type { Sentences } from './sentence';

/** Why a parcel got its channel. */
export const inspectionReasons = {
  NONE: { en: 'No rule spoke against the parcel.', zh: '未命中任何规则。' },
  RANDOM: { en: 'Chosen by lot.', zh: '随机抽查。' },
  VALUE: { en: 'The declared value calls for a check.', zh: '申报价值需核查。' },
  WEIGHT: { en: 'The weights call for a check.', zh: '重量需核查。' },
  GOODS: { en: 'The kind of goods calls for a check.', zh: '商品种类需核查。' },
  ORIGIN: { en: 'The origin of the goods calls for a check.', zh: '原产地需核查。' },
  DESTINATION: { en: 'The destination calls for a check.', zh: '目的地需核查。' },
  MERCHANT: { en: 'The merchant calls for a check.', zh: '商家需核查。' },
  DATA_QUALITY: { en: 'The declaration is too vague to be cleared unseen.', zh: '申报信息不够明确，需核查。' },
  RULE_FAILED: {
    en: 'A rule could not be evaluated, so that an inspector has to look.',
    zh: '规则无法执行，转人工核查。',
  },
  OTHER: { en: 'Chosen for a check.', zh: '需核查。' },
} as const satisfies Sentences;

/** Why an inspector's verdict is refused. */
export const verdictRefusals = {
  UNKNOWN_PARCEL: {
    en: 'No accepted declaration of this parcel has reached inspection.',
    zh: '查验环节没有该包裹的有效申报。',
  },
  ALREADY_INSPECTED: { en: 'The inspection of this parcel is over.', zh: '该包裹查验已结束。' },
  ABANDONED: {
    en: 'The parcel was cancelled or returned meanwhile; no verdict is needed.',
    zh: '该包裹已撤销或退运，无需查验结论。',
  },
  OTHER: { en: 'The verdict is refused.', zh: '查验结论未被接受。' },
} as const satisfies Sentences;

/** Why an inspection is not needed any more. */
export const abandonReasons = {
  CANCELLED: { en: 'The platform cancelled the parcel.', zh: '平台已撤销该包裹。' },
  RETURNED: { en: 'The parcel was returned.', zh: '该包裹已退运。' },
  OTHER: { en: 'The inspection is not needed any more.', zh: '无需继续查验。' },
} as const satisfies Sentences;
