import type { Contract } from '@alataw/contracts';
import type { UnitKind } from '@alataw/values';
import type { Exchange } from '../api/exchange.decorator';
import type { Bodies, Validators } from '../api/validators';
import type { OrderDesk } from '../commands/order-desk';
import type { RequestName } from '../commands/settlement';
import { unitIdIn, unitIdParam } from './unit-number';

/** What an action needs to be carried out. */
export interface Desks {
  readonly validators: Validators;
  readonly orders: OrderDesk;
}

/** What is sent: the number is part of the address, or of the body when a unit is opened. */
export interface Sent {
  readonly kind: UnitKind;
  readonly number: string;
  readonly body: unknown;
  readonly exchange: Exchange;
}

/** Something that staff order about one unit: `POST /v1/<kind>s/<number>/<path>`; without a path, `POST /v1/<kind>s`. */
export interface UnitAction {
  readonly path: string;
  /** The operation's id in OpenAPI. */
  readonly id: string;
  readonly summary: string;
  /** The schema of the body, and a body. */
  readonly body: keyof Bodies;
  readonly example: object;
  readonly isScan: boolean;
  carryOut(sent: Sent, desks: Desks): Promise<unknown>;
}

type Told<Name extends keyof Bodies> = Pick<UnitAction, 'id' | 'summary' | 'example'> & { readonly body: Name };

/** An order about a unit that is there. */
export function order<Name extends keyof Bodies, T extends { readonly unitId: string }>(
  told: Told<Name> & { readonly path: string },
  name: RequestName,
  contract: Contract<T>,
  commandOf: (unitId: string, body: Bodies[Name]) => T,
): UnitAction {
  return {
    ...told,
    isScan: false,
    carryOut: ({ kind, number, body, exchange }, { validators, orders }) => {
      const read = validators.read(told.body, body);
      return orders.unit(name, contract, commandOf(unitIdParam(kind, number), read), exchange);
    },
  };
}

/** The first order about a unit, which tells its number. */
export function opening<
  Name extends 'TruckArrival' | 'WagonArrival' | 'BlockLayout' | 'UnitOpening',
  T extends { readonly unitId: string },
>(
  told: Told<Name>,
  name: RequestName,
  contract: Contract<T>,
  commandOf: (unitId: string, body: Bodies[Name]) => T,
): UnitAction {
  return {
    ...told,
    path: '',
    isScan: false,
    carryOut: ({ kind, body, exchange }, { validators, orders }) => {
      const read = validators.read(told.body, body);
      return orders.unit(name, contract, commandOf(unitIdIn(kind, read.number), read), exchange);
    },
  };
}

/** Many contents at one unit, one command each. */
export function scans<T extends { readonly unitId: string; readonly contentId: string }>(
  told: Omit<Told<'ScanBody'>, 'body'> & { readonly path: string },
  name: RequestName,
  contract: Contract<T>,
  commandOf: (unitId: string, contentId: string) => T,
): UnitAction {
  return {
    ...told,
    body: 'ScanBody',
    isScan: true,
    carryOut: ({ kind, number, body, exchange }, { validators, orders }) => {
      const unitId = unitIdParam(kind, number);
      const { contentIds } = validators.read('ScanBody', body);
      const commands = contentIds.map((contentId) => commandOf(unitId, contentId));
      return orders.scans(name, contract, commands, exchange);
    },
  };
}
