import type { Sentences } from './sentence';

const unknownTruck = { en: 'No truck of this plate has arrived.', zh: '没有该车牌的到场车辆。' };
const departed = { en: 'The truck has left.', zh: '车辆已离场。' };
const notDocked = { en: 'The truck does not stand at a dock.', zh: '车辆尚未停靠装卸口。' };
const sealed = { en: 'The truck is sealed or being sealed; unseal it first.', zh: '车辆已施封或正在施封，请先拆封。' };

/** Why a parcel is not loaded. */
export const loadRefusals = {
  UNKNOWN_TRUCK: unknownTruck,
  NOT_DOCKED: notDocked,
  SEALED: sealed,
  TRUCK_DEPARTED: departed,
  ALREADY_RESERVED: { en: 'The parcel was scanned at this truck a moment ago.', zh: '该包裹刚刚已在此车扫描。' },
  ALREADY_LOADED: { en: 'The parcel is on this truck already.', zh: '该包裹已在此车上。' },
  TRUCK_FULL: { en: 'The truck takes no further parcels.', zh: '车辆已满。' },
  OVER_CAPACITY: { en: "The parcel exceeds the truck's permitted mass or pieces.", zh: '超出车辆核定载重或件数。' },
  NOT_RELEASED: { en: 'The parcel is not released: put it aside.', zh: '该包裹未放行，请另行存放。' },
  ON_OTHER_TRUCK: { en: 'The parcel is on another truck.', zh: '该包裹已在另一车辆上。' },
  HELD: { en: 'Customs holds the parcel: put it aside.', zh: '该包裹已被海关布控，请另行存放。' },
  HOLD_PENDING: { en: 'Customs is stopping the parcel: put it aside.', zh: '海关正在布控该包裹，请另行存放。' },
  WITHDRAWN: { en: 'The parcel was returned: put it aside.', zh: '该包裹已退运，请另行存放。' },
  DEPARTED: {
    en: 'The parcel has left the port according to the records: call a supervisor.',
    zh: '记录显示该包裹已离境，请联系主管。',
  },
  OTHER: { en: 'The parcel is not loaded.', zh: '该包裹未装车。' },
} as const satisfies Sentences;

/** Why a parcel is not taken off a truck. */
export const offloadRefusals = {
  UNKNOWN_TRUCK: unknownTruck,
  NOT_DOCKED: notDocked,
  SEALED: sealed,
  TRUCK_DEPARTED: departed,
  NOT_ABOARD: { en: "The parcel is not in this truck's manifest.", zh: '该包裹不在此车的装载清单中。' },
  UNCONFIRMED: {
    en: 'The scan of this parcel is not confirmed yet; try again in a moment.',
    zh: '该包裹扫描尚未确认，请稍后再试。',
  },
  OTHER: { en: 'The parcel is not taken off.', zh: '该包裹未卸车。' },
} as const satisfies Sentences;

/** Why a truck does not pass the gate. */
export const gateOutRefusals = {
  UNKNOWN_TRUCK: unknownTruck,
  NOT_SEALED: { en: 'The truck is not sealed.', zh: '车辆尚未施封。' },
  BLOCKED_PARCEL: {
    en: 'A parcel in the manifest is held: unseal the truck, take it off, seal again.',
    zh: '装载清单中有被布控的包裹：请拆封、卸下该包裹并重新施封。',
  },
  ALREADY_DEPARTED: departed,
  OTHER: { en: 'The truck does not pass.', zh: '车辆不予放行。' },
} as const satisfies Sentences;

/** Why a command to a truck is refused. */
export const truckRefusals = {
  UNKNOWN_TRUCK: unknownTruck,
  ALREADY_ON_SITE: { en: 'The truck has arrived already and has not left.', zh: '该车辆已到场且尚未离场。' },
  CAPACITY: {
    en: 'State a permitted mass above zero and 1 to 5,000 pieces.',
    zh: '核定载重须大于零，核定件数须为1至5000。',
    pointer: '/maxPieces',
  },
  ALREADY_DOCKED: { en: 'The truck stands at a dock already.', zh: '车辆已停靠装卸口。' },
  NOT_DOCKED: notDocked,
  SEALING: { en: 'The truck is being sealed.', zh: '车辆正在施封。' },
  ALREADY_SEALED: { en: 'The truck is sealed already.', zh: '车辆已施封。' },
  NOT_SEALED: { en: 'The truck is not sealed.', zh: '车辆尚未施封。' },
  BLOCKED_PARCEL: {
    en: 'A parcel in the manifest is held: take it off before sealing.',
    zh: '装载清单中有被布控的包裹：施封前请先卸下。',
  },
  ALREADY_DEPARTED: departed,
  OTHER: { en: 'The command is refused.', zh: '操作未被接受。' },
} as const satisfies Sentences;

/** Why a seal is removed. */
export const unsealReasons = {
  BLOCKED_PARCEL: { en: 'A held parcel has to be taken off.', zh: '需卸下被布控的包裹。' },
  SEAL_DAMAGED: { en: 'The seal is damaged.', zh: '封志损坏。' },
  CUSTOMS_ORDER: { en: 'Customs ordered it.', zh: '海关要求。' },
  LOADING_ERROR: { en: 'The load is wrong.', zh: '装载错误。' },
  OTHER: { en: 'The seal is removed.', zh: '拆封。' },
} as const satisfies Sentences;
