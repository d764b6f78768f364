import {
  ApproveEntry,
  ArriveAtGate,
  CancelEntry,
  ExtendEntry,
  RecordEntryExamination,
  RefuseEntry,
  type Contract,
} from '@alataw/contracts';
import type { Exchange } from '../api/exchange.decorator';
import type { Bodies, Validators } from '../api/validators';
import type { OrderDesk } from '../commands/order-desk';
import type { RequestName } from '../commands/settlement';
import type { EntryBodies } from './entry-bodies';
import { plateIn } from './entry-id';

/** What an action needs to be carried out. */
export interface EntryDesks {
  readonly validators: Validators;
  readonly orders: OrderDesk;
}

/** Something that staff order about one application: `POST /v1/entry-applications/<id>/<path>`. */
export interface EntryAction {
  readonly path: string;
  /** The operation's id in OpenAPI. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** The schema of the body, and a body. */
  readonly body: keyof Bodies;
  readonly example: object;
  carryOut(applicationId: string, body: unknown, exchange: Exchange, desks: EntryDesks): Promise<unknown>;
}

function action<Name extends keyof EntryBodies, T extends { readonly applicationId: string }>(
  told: Omit<EntryAction, 'carryOut' | 'body'> & { readonly body: Name },
  name: RequestName,
  contract: Contract<T>,
  commandOf: (applicationId: string, body: EntryBodies[Name]) => T,
): EntryAction {
  return {
    ...told,
    carryOut: (applicationId, body, exchange, { validators, orders }) => {
      const read: EntryBodies[Name] = validators.read(told.body, body);
      return orders.entry(name, contract, commandOf(applicationId, read), exchange);
    },
  };
}

const TRUCK = { country: 'KZ', plate: '123 ABC 02' };
const SLOT_TO = 1_800_003_600_000;

/** All of them: the controller and the pages in OpenAPI are made of this list. */
export const entryActions: readonly EntryAction[] = [
  action(
    { path: 'approve', id: 'approveEntry', summary: 'Approve', body: 'EntryApprovalBody', example: {} },
    'approveEntry',
    ApproveEntry,
    (applicationId, said) => ({ type: 'ApproveEntry', applicationId, remark: null, ...said }),
  ),
  action(
    {
      ...{ path: 'refuse', id: 'refuseEntry', summary: 'Refuse', body: 'EntryRefusalBody' as const },
      example: { reason: 'DOCUMENTS' },
      description: 'Also of one that was approved, until the truck is at the gate.',
    },
    'refuseEntry',
    RefuseEntry,
    (applicationId, said) => ({ type: 'RefuseEntry', applicationId, remark: null, ...said }),
  ),
  action(
    {
      ...{ path: 'extend', id: 'extendEntry', summary: 'Lengthen the slot', body: 'EntryExtensionBody' as const },
      example: { slotTo: SLOT_TO },
    },
    'extendEntry',
    ExtendEntry,
    (applicationId, said) => ({ type: 'ExtendEntry', applicationId, remark: null, ...said }),
  ),
  action(
    {
      ...{
        path: 'cancel',
        id: 'cancelEntry',
        summary: 'The truck does not come',
        body: 'EntryCancellationBody' as const,
      },
      example: { by: 'CARRIER' },
      description: '`by` tells whether the carrier, the queue across the border or the centre itself said so.',
    },
    'cancelEntry',
    CancelEntry,
    (applicationId, said) => ({ type: 'CancelEntry', applicationId, remark: null, ...said }),
  ),
  action(
    {
      ...{ path: 'arrive', id: 'arriveAtGate', summary: 'The truck stands at the gate' },
      body: 'EntryArrivalBody',
      example: { truck: TRUCK },
    },
    'arriveAtGate',
    ArriveAtGate,
    (applicationId, { truck, trailer = null }) => ({
      ...{ type: 'ArriveAtGate', applicationId, truckId: plateIn('truck', truck) },
      trailerId: trailer === null ? null : plateIn('trailer', trailer),
    }),
  ),
  action(
    {
      ...{ path: 'examinations', id: 'examineEntry', summary: 'Driver or vehicle was examined' },
      body: 'EntryExaminationBody',
      example: { subject: 'PERSON', result: 'PASSED' },
      description:
        'PERSON by the border police, VEHICLE by customs. When both have PASSED the truck comes in; with one FAILED, and its reason, it is turned away.',
    },
    'examineEntry',
    RecordEntryExamination,
    (applicationId, said) => ({
      ...{ type: 'RecordEntryExamination', applicationId, reason: null, remark: null },
      ...said,
    }),
  ),
];
