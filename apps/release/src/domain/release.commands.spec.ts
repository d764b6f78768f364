import type {
  CancelParcel,
  HoldParcel,
  LiftHold,
  ReturnParcel,
  RevokeRelease,
  ReleaseRefusal,
} from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { releaseDecider, type ReleaseCommand, type ReleaseEvent } from './release.decider';
import {
  cancelled,
  detained,
  held,
  lifted,
  noted,
  opened,
  parcelId,
  released,
  requested,
  returned,
  revoked,
  wasTooLate,
} from './release.fixture';

const { given } = deciderSpec(releaseDecider);

const hold: HoldParcel = { type: 'HoldParcel', parcelId, reason: 'LATE_INSTRUCTION', remark: 'see file 7' };
const lift: LiftHold = { type: 'LiftHold', parcelId, remark: 'settled' };
const revoke: RevokeRelease = { type: 'RevokeRelease', parcelId, reason: 'LATE_INSTRUCTION', remark: 'see file 7' };
const sendBack: ReturnParcel = { type: 'ReturnParcel', parcelId, reason: 'DAMAGED', remark: 'wet' };
const cancel: CancelParcel = { type: 'CancelParcel', parcelId, platform: 'TEMU' };
const sentBack: ReleaseEvent = { type: 'ParcelReturned', parcelId, reason: 'DAMAGED', remark: 'wet' };

/** A parcel in every situation that makes a difference. */
const situations = {
  unknown: [],
  'of which the outcome came first': [noted('PASSED', 'NOT_OPENED')],
  opened: [opened],
  'held before its inspection': [opened, held(false)],
  'held and inspected': [opened, held(false), noted('PASSED', 'HELD')],
  released: [opened, released],
  'asked to be held': [opened, released, requested('HOLD')],
  'asked to be revoked': [opened, released, requested('REVOCATION')],
  'held after its release': [opened, released, requested('HOLD'), held(true)],
  'released again': [opened, released, requested('HOLD'), held(true), lifted(true)],
  gone: [opened, released, requested('HOLD'), wasTooLate('HOLD')],
  revoked: [opened, released, requested('REVOCATION'), revoked],
  returned: [opened, held(false), returned],
  detained: [opened, detained],
  cancelled: [opened, cancelled],
} as const satisfies Readonly<Record<string, readonly ReleaseEvent[]>>;

type Situation = keyof typeof situations;
/** Refusals of everything that stands in nobody's power. */
const settled = { returned: 'ALREADY_RETURNED', detained: 'DETAINED', cancelled: 'ALREADY_CANCELLED' } as const;
const pending = { 'asked to be held': 'HOLD_PENDING', 'asked to be revoked': 'HOLD_PENDING' } as const;
const unknown = { unknown: 'UNKNOWN_PARCEL', 'of which the outcome came first': 'UNKNOWN_PARCEL' } as const;

/** What each command does in each situation: the events that follow, or the reason for which it is refused. */
const answers: readonly (readonly [
  ReleaseCommand,
  Readonly<Record<Situation, readonly ReleaseEvent[] | ReleaseRefusal>>,
])[] = [
  [
    hold,
    {
      ...unknown,
      ...pending,
      ...settled,
      opened: [held(false)],
      'held before its inspection': 'ALREADY_HELD',
      'held and inspected': 'ALREADY_HELD',
      released: [requested('HOLD')],
      'held after its release': 'ALREADY_HELD',
      'released again': [requested('HOLD')],
      gone: 'DEPARTED',
      revoked: 'ALREADY_REVOKED',
    },
  ],
  [
    lift,
    {
      ...unknown,
      ...pending,
      ...settled,
      opened: 'NOT_HELD',
      'held before its inspection': [lifted(false)],
      'held and inspected': [lifted(false), released],
      released: 'NOT_HELD',
      'held after its release': [lifted(true)],
      'released again': 'NOT_HELD',
      gone: 'NOT_HELD',
      revoked: 'ALREADY_REVOKED',
    },
  ],
  [
    revoke,
    {
      ...unknown,
      ...pending,
      ...settled,
      opened: 'NOT_RELEASED',
      'held before its inspection': 'NOT_RELEASED',
      'held and inspected': 'NOT_RELEASED',
      released: [requested('REVOCATION')],
      'held after its release': [revoked],
      'released again': [requested('REVOCATION')],
      gone: 'DEPARTED',
      revoked: 'ALREADY_REVOKED',
    },
  ],
  [
    sendBack,
    {
      ...unknown,
      ...pending,
      ...settled,
      opened: 'NOT_HELD',
      'held before its inspection': [sentBack],
      'held and inspected': [sentBack],
      released: 'NOT_HELD',
      'held after its release': [sentBack],
      'released again': 'NOT_HELD',
      gone: 'DEPARTED',
      revoked: [sentBack],
    },
  ],
  [
    cancel,
    {
      ...unknown,
      ...settled,
      opened: [cancelled],
      'held before its inspection': 'HELD',
      'held and inspected': 'HELD',
      released: 'ALREADY_RELEASED',
      'asked to be held': 'ALREADY_RELEASED',
      'asked to be revoked': 'ALREADY_RELEASED',
      'held after its release': 'ALREADY_RELEASED',
      'released again': 'ALREADY_RELEASED',
      gone: 'ALREADY_RELEASED',
      revoked: 'ALREADY_RELEASED',
    },
  ],
];

describe.each(answers)('$type', (command, bySituation) => {
  it.each(Object.entries(bySituation))('of a parcel that is %s: %j', (situation, answer) => {
    const past = Object.entries(situations).find(([name]) => name === situation)?.[1] ?? [];
    const result = given(...past).when(command);
    if (typeof answer === 'string') result.thenRefused('ReleaseCommandRefused', answer);
    else result.then(...answer);
  });
});

describe('CancelParcel of another platform', () => {
  it.each(Object.entries(situations))('learns nothing about a parcel that is %s', (_, past) => {
    given(...past)
      .when({ ...cancel, platform: 'SHEIN' })
      .thenRefused('ReleaseCommandRefused', 'UNKNOWN_PARCEL');
  });
});

describe('a refusal', () => {
  it('names the command', () => {
    given(opened)
      .when(sendBack)
      .then({ type: 'ReleaseCommandRefused', parcelId, command: 'RETURN', reason: 'NOT_HELD' });
  });
});
