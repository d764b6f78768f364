import type { Sentences } from './sentence';

const unknownUnit = {
  en: 'No truck, train, container, pallet or bag of this number is known here.',
  zh: '此处没有该编号的车辆、列车、集装箱、托盘或包袋。',
};
const departed = { en: 'It has left the port.', zh: '已离场。' };
const notOpen = { en: 'The truck does not stand at a dock.', zh: '车辆尚未停靠装卸口。' };
const closed = {
  en: 'It is closed or sealed, or being so; open it first.',
  zh: '已关闭或施封，或正在进行中；请先重新打开。',
};

/** Why a parcel, or a unit with parcels in it, is not loaded. */
export const loadRefusals = {
  UNKNOWN_UNIT: unknownUnit,
  NOT_OPEN: notOpen,
  CLOSED: closed,
  UNIT_DEPARTED: departed,
  NOT_CARRIED_HERE: {
    en: 'This cannot be loaded in that: take a larger unit.',
    zh: '不能装入此处，请使用更大的装载单元。',
  },
  ALREADY_RESERVED: { en: 'It was scanned here a moment ago.', zh: '刚刚已在此处扫描。' },
  ALREADY_LOADED: { en: 'It is loaded here already.', zh: '已装载在此处。' },
  UNIT_FULL: { en: 'Nothing more can be loaded here: it is full.', zh: '已满，无法继续装载。' },
  OVER_CAPACITY: { en: 'It exceeds the permitted mass or pieces.', zh: '超出核定载重或件数。' },
  NOT_RELEASED: { en: 'The parcel is not released: put it aside.', zh: '该包裹未放行，请另行存放。' },
  ON_OTHER_UNIT: { en: 'It is loaded elsewhere: take it off there first.', zh: '已装载在别处，请先在该处卸下。' },
  HELD: {
    en: 'Customs holds the parcel, or one in this unit: put it aside.',
    zh: '该包裹或其中的包裹已被海关布控，请另行存放。',
  },
  HOLD_PENDING: { en: 'Customs is stopping the parcel: put it aside.', zh: '海关正在布控该包裹，请另行存放。' },
  WITHDRAWN: { en: 'The parcel was returned: put it aside.', zh: '该包裹已退运，请另行存放。' },
  DEPARTED: {
    en: 'It has left the port according to the records: call a supervisor.',
    zh: '记录显示其已离境，请联系主管。',
  },
  CONTENT_NOT_CLOSED: {
    en: 'The bag, pallet or container is still open: close it first.',
    zh: '包袋、托盘或集装箱尚未关闭，请先关闭。',
  },
  CONTENT_NOT_SEALED: {
    en: 'The container has no seal: open it, and close it with one.',
    zh: '集装箱未施封，请重新打开并施封关闭。',
  },
  CONTENT_EMPTY: { en: 'There is nothing in it.', zh: '其中没有任何包裹。' },
  OTHER: { en: 'It is not loaded.', zh: '未装载。' },
} as const satisfies Sentences;

/** Why something is not taken off or out. */
export const offloadRefusals = {
  UNKNOWN_UNIT: unknownUnit,
  NOT_OPEN: notOpen,
  CLOSED: closed,
  UNIT_DEPARTED: departed,
  NOT_ABOARD: { en: 'It is not in the manifest here.', zh: '不在此处的装载清单中。' },
  UNCONFIRMED: { en: 'The scan is not confirmed yet; try again in a moment.', zh: '扫描尚未确认，请稍后再试。' },
  OTHER: { en: 'It is not taken off.', zh: '未卸下。' },
} as const satisfies Sentences;

/** Why a truck or train does not pass the gate. */
export const departureRefusals = {
  UNKNOWN_UNIT: unknownUnit,
  NOT_A_VEHICLE: {
    en: 'Bags, pallets and containers leave on a truck or train: load it on one.',
    zh: '包袋、托盘和集装箱须随车辆或列车离场，请先装载。',
  },
  NOT_CLOSED: { en: 'The truck or train is not closed.', zh: '车辆或列车尚未关闭。' },
  NOT_SEALED: {
    en: 'The truck has no seal: open it, and close it with one.',
    zh: '车辆未施封，请重新打开并施封关闭。',
  },
  BLOCKED_PARCEL: {
    en: 'A parcel aboard is held: open the truck or train, take the parcel off or out, close again.',
    zh: '装载的包裹中有被布控的：请重新打开，取出该包裹后再关闭。',
  },
  ALREADY_DEPARTED: departed,
  OTHER: { en: 'The vehicle does not pass.', zh: '车辆不予放行。' },
} as const satisfies Sentences;

/** Why a command to a load unit is refused. */
export const unitRefusals = {
  UNKNOWN_UNIT: unknownUnit,
  NUMBER_INVALID: {
    en: 'The number has the wrong form, or its check digit is wrong: read it again.',
    zh: '编号格式或校验码有误，请重新读取。',
  },
  ALREADY_ON_SITE: { en: 'It is in use here and has not left.', zh: '正在使用中且尚未离场。' },
  HOLD_PENDING: {
    en: 'A hold of a parcel that left in it is not answered yet; try again in a moment.',
    zh: '随其离场的包裹仍有布控请求待答复，请稍后再试。',
  },
  CAPACITY: {
    en: 'State a permitted mass above zero and 1 to 5,000,000 pieces.',
    zh: '核定载重须大于零，核定件数须为1至5000000。',
    pointer: '/maxPieces',
  },
  ALREADY_OPEN: { en: 'It is open for loading already.', zh: '已打开可装载。' },
  NOT_OPEN: notOpen,
  CLOSING: { en: 'It is being closed.', zh: '正在关闭。' },
  ALREADY_CLOSED: { en: 'It is closed already.', zh: '已关闭。' },
  NOT_CLOSED: { en: 'It is not closed.', zh: '尚未关闭。' },
  BLOCKED_PARCEL: {
    en: 'A parcel in the manifest is held: take it off before closing.',
    zh: '装载清单中有被布控的包裹：关闭前请先卸下。',
  },
  ABOARD: { en: 'It is loaded on another unit: take it off there first.', zh: '已装载在其他单元上，请先卸下。' },
  ALREADY_DEPARTED: departed,
  OTHER: { en: 'The command is refused.', zh: '操作未被接受。' },
} as const satisfies Sentences;

/** Why a load unit is opened again. */
export const reopenReasons = {
  BLOCKED_PARCEL: { en: 'A held parcel has to be taken off.', zh: '需卸下被布控的包裹。' },
  SEAL_DAMAGED: { en: 'The seal is damaged.', zh: '封志损坏。' },
  CUSTOMS_ORDER: { en: 'Customs ordered it.', zh: '海关要求。' },
  LOADING_ERROR: { en: 'The load is wrong.', zh: '装载错误。' },
  OTHER: { en: 'It is opened again.', zh: '重新打开。' },
} as const satisfies Sentences;
