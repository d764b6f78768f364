import type { Sentences } from './sentence';

const notArrived = { en: 'The parcel has to arrive at the site first.', zh: '该包裹须先运抵监管场所。' };
const inQuarantine = { en: 'The parcel is in quarantine: end that first.', zh: '该包裹正在隔离，请先解除隔离。' };
const awaitingAmendment = { en: 'The platform has to amend the declaration first.', zh: '须先由平台修改申报。' };
const awaitingConfirmation = {
  en: 'A second officer has to confirm or reject the proposed verdict first.',
  zh: '须先由另一名关员确认或驳回拟定结论。',
};
const assignedToOther = {
  en: 'Another officer has the parcel: have it reassigned first.',
  zh: '该包裹已分派给其他关员，请先改派。',
};
const sampleOpen = {
  en: 'A sample is under way: wait for the result of the laboratory.',
  zh: '样品尚在送检，请等待化验结果。',
};
const unknownParcel = {
  en: 'No accepted declaration of this parcel has reached inspection.',
  zh: '查验环节没有该包裹的有效申报。',
};
const alreadyInspected = { en: 'The inspection of this parcel is over.', zh: '该包裹查验已结束。' };

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
  UNKNOWN_PARCEL: unknownParcel,
  ALREADY_INSPECTED: alreadyInspected,
  ABANDONED: {
    en: 'The parcel was cancelled or returned meanwhile; no verdict is needed.',
    zh: '该包裹已撤销或退运，无需查验结论。',
  },
  NOT_ARRIVED: notArrived,
  IMAGE_MISSING: { en: 'Judge an X-ray image of the parcel first.', zh: '请先完成机检图像判读。' },
  CHECKLIST_INCOMPLETE: { en: 'Answer every item of the checklist first.', zh: '请先完成查验清单的全部项目。' },
  PAPERS_OPEN: { en: 'Papers were asked for that are not accepted yet.', zh: '要求补充的单证尚未全部通过审核。' },
  SAMPLE_OPEN: sampleOpen,
  SAMPLE_MISSING: { en: 'Goods of this kind are sampled: take a sample first.', zh: '该类商品须取样送检。' },
  SAMPLE_NOT_PASSED: {
    en: 'The sample did not pass: take another one, or return, detain or have the declaration amended.',
    zh: '样品未通过检验：请重新取样，或作退运、扣留、修改申报处理。',
  },
  IN_QUARANTINE: inQuarantine,
  AWAITING_AMENDMENT: awaitingAmendment,
  AWAITING_CONFIRMATION: awaitingConfirmation,
  ASSIGNED_TO_OTHER: assignedToOther,
  OTHER: { en: 'The verdict is refused.', zh: '查验结论未被接受。' },
} as const satisfies Sentences;

/** Why an inspection is not needed any more. */
export const abandonReasons = {
  CANCELLED: { en: 'The platform cancelled the parcel.', zh: '平台已撤销该包裹。' },
  RETURNED: { en: 'The parcel was returned.', zh: '该包裹已退运。' },
  OTHER: { en: 'The inspection is not needed any more.', zh: '无需继续查验。' },
} as const satisfies Sentences;

/** Why a command of the inspection is refused. */
export const inspectionRefusals = {
  UNKNOWN_PARCEL: unknownParcel,
  ALREADY_INSPECTED: alreadyInspected,
  ABANDONED: { en: 'The parcel was cancelled or returned meanwhile.', zh: '该包裹已撤销或退运。' },
  ALREADY_ARRIVED: { en: 'The arrival of this parcel is known already.', zh: '该包裹的运抵信息已登记。' },
  NOT_ARRIVED: notArrived,
  NOT_SCANNED: { en: 'The parcel has not been scanned on an X-ray line.', zh: '该包裹尚未过机检线扫描。' },
  IN_QUARANTINE: inQuarantine,
  NOT_IN_QUARANTINE: { en: 'The parcel is not in quarantine.', zh: '该包裹未被隔离。' },
  NOT_IN_EXAMINATION: { en: 'The parcel does not wait for a physical examination.', zh: '该包裹无需实货查验。' },
  AWAITING_AMENDMENT: awaitingAmendment,
  AWAITING_CONFIRMATION: awaitingConfirmation,
  ASSIGNED_TO_OTHER: assignedToOther,
  ASSIGNED_OTHERWISE: {
    en: 'The parcel is not with whom you think; look again.',
    zh: '该包裹当前的分派情况与所述不符，请刷新。',
  },
  DEADLINE_PASSED: { en: 'The deadline must lie ahead.', zh: '期限须晚于当前时间。' },
  TOO_MANY_PAPERS: { en: 'An inspection asks for at most 10 papers.', zh: '每次查验最多要求补充10份单证。' },
  UNKNOWN_PAPER: { en: 'No paper of this number was asked for.', zh: '未要求过该编号的单证。' },
  PAPER_NOT_UPLOADED: {
    en: 'The platform has not brought this paper, or it was judged already.',
    zh: '平台尚未提交该单证，或已审核。',
  },
  PAPER_ACCEPTED: { en: 'The paper was accepted already.', zh: '该单证已通过审核。' },
  UNKNOWN_ITEM: {
    en: 'An answer names an item that is not on the checklist of this parcel.',
    zh: '所填项目不在该包裹的查验清单中。',
  },
  SAMPLE_OPEN: sampleOpen,
  NO_SAMPLE: { en: 'No sample of this parcel is under way.', zh: '该包裹没有在检样品。' },
  STEP_OUT_OF_ORDER: {
    en: 'A sample is taken, sent, received and opened, in this order, before it has a result.',
    zh: '样品须依次经过取样、送出、接收、启封，方可出具结果。',
  },
  SEAL_DIFFERS: {
    en: 'The number of the seal is not the one under which the sample was taken.',
    zh: '封志号与取样时不一致。',
  },
  NOT_THE_HOLDER: { en: 'The sample is given by a party that does not have it.', zh: '移交方当前并未持有该样品。' },
  ONE_PARTY: { en: 'A sample is handed over between two parties.', zh: '样品交接须有两方。' },
  NOTHING_PROPOSED: { en: 'No verdict waits for a second officer.', zh: '没有待确认的拟定结论。' },
  SAME_OFFICER: {
    en: 'Another officer than the one who proposed it has to decide.',
    zh: '须由拟定人以外的另一名关员决定。',
  },
  NOT_DUE: { en: 'The parcel is not due at that time any more.', zh: '该包裹在该时限上已不再到期。' },
  OTHER: { en: 'The command is refused.', zh: '操作未被接受。' },
} as const satisfies Sentences;

/** Why the X-ray line lets a parcel go on or not; the last two are said by the gateway, before or without the stage. */
export const scanReasons = {
  NONE: { en: 'Nothing speaks against the parcel: it goes on.', zh: '无异常，放行通过。' },
  UNKNOWN_PARCEL: {
    en: 'No accepted declaration of this parcel has reached inspection.',
    zh: '查验环节没有该包裹的有效申报。',
  },
  NOT_ARRIVED: { en: 'The parcel is not known to have arrived.', zh: '该包裹没有运抵记录。' },
  EXAMINATION: { en: 'The parcel has to be opened.', zh: '该包裹须开箱查验。' },
  LABORATORY: { en: 'A sample of the parcel is under way.', zh: '该包裹正在送检。' },
  QUARANTINE: { en: 'The parcel belongs into quarantine.', zh: '该包裹应在隔离区。' },
  AMENDMENT: { en: 'The declaration has to be amended.', zh: '该包裹须修改申报。' },
  CONFIRMATION: { en: 'A verdict waits for a second officer.', zh: '该包裹的结论待另一名关员确认。' },
  HELD: { en: 'The parcel is held.', zh: '该包裹已被布控。' },
  RETURNED: { en: 'The parcel goes back to its sender.', zh: '该包裹应退运。' },
  DETAINED: { en: 'The parcel is kept by customs.', zh: '该包裹已被扣留。' },
  ABANDONED: { en: 'The parcel was cancelled or returned.', zh: '该包裹已撤销或退运。' },
  OTHER: { en: 'Put the parcel aside.', zh: '请将该包裹另行存放。' },
  NO_PARCEL_ID: { en: 'The barcode is no parcel id.', zh: '条码不是有效的包裹编号。' },
  NO_ANSWER: {
    en: 'The centre has not answered in time: put the parcel aside.',
    zh: '系统未及时答复，请将该包裹另行存放。',
  },
} as const satisfies Sentences;
