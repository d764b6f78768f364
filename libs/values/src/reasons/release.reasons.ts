import type { Sentences } from './sentence';

/** Why a parcel is held or its release revoked. */
export const holdReasons = {
  LATE_INSTRUCTION: { en: 'An instruction of customs arrived late.', zh: '海关后续布控指令。' },
  INTELLIGENCE: { en: 'Customs has information about the parcel.', zh: '海关情报布控。' },
  DOCUMENTS_MISSING: { en: 'Documents are missing: supply them to go on.', zh: '单证缺失，请补充。' },
  DATA_MISMATCH: { en: 'The declaration does not fit the goods.', zh: '申报与实货不符。' },
  SUSPECTED_GOODS: { en: 'The goods may be prohibited or restricted.', zh: '疑似禁限货物。' },
  DAMAGED: { en: 'The parcel is damaged.', zh: '包裹破损。' },
  CARRIER_REQUEST: { en: 'The carrier asked for it.', zh: '承运人申请。' },
  OTHER: { en: 'Held by customs.', zh: '海关布控。' },
} as const satisfies Sentences;

/** Why a parcel goes back to its sender. */
export const returnReasons = {
  INSPECTION: { en: 'The inspector decided so.', zh: '查验结论为退运。' },
  PROHIBITED_GOODS: { en: 'The goods may not be exported.', zh: '货物禁止出口。' },
  DOCUMENTS_NOT_SUPPLIED: { en: 'Missing documents were not supplied.', zh: '未按要求补充单证。' },
  CONSIGNOR_REQUEST: { en: 'The sender asked for it.', zh: '发件人申请。' },
  DAMAGED: { en: 'The parcel is damaged.', zh: '包裹破损。' },
  OTHER: { en: 'Returned by customs.', zh: '海关决定退运。' },
} as const satisfies Sentences;

/** Why a command of the release stage is refused. */
export const releaseRefusals = {
  UNKNOWN_PARCEL: {
    en: 'No accepted declaration of this parcel has reached release.',
    zh: '放行环节没有该包裹的有效申报。',
  },
  ALREADY_HELD: { en: 'The parcel is held already.', zh: '该包裹已被布控。' },
  HOLD_PENDING: {
    en: 'A hold or revocation is under way; wait until loading confirms it or says that it came too late.',
    zh: '布控或撤销放行正在执行，请等待装车环节确认。',
  },
  ALREADY_REVOKED: {
    en: 'The release was revoked; the parcel can only be returned.',
    zh: '放行已撤销，该包裹只能退运。',
  },
  ALREADY_RETURNED: { en: 'The parcel was returned.', zh: '该包裹已退运。' },
  ALREADY_CANCELLED: { en: 'The parcel was cancelled.', zh: '该包裹已撤销申报。' },
  DETAINED: { en: 'Customs keeps the parcel.', zh: '该包裹已被海关扣留。' },
  DEPARTED: { en: 'The parcel has left the port.', zh: '该包裹已离境。' },
  NOT_HELD: { en: 'The parcel is not held.', zh: '该包裹未被布控。' },
  NOT_RELEASED: { en: 'The parcel has not been released.', zh: '该包裹尚未放行。' },
  ALREADY_RELEASED: {
    en: 'The parcel has been released and cannot be cancelled any more.',
    zh: '该包裹已放行，不能再撤销申报。',
  },
  HELD: { en: 'The parcel is held and cannot be cancelled.', zh: '该包裹已被布控，不能撤销申报。' },
  OTHER: { en: 'The command is refused.', zh: '操作未被接受。' },
} as const satisfies Sentences;
