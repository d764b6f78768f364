import type { Contract, Issued, Recorded } from './contract';

/** A record that has been read. Its value is a plain object but for `type`, which stands on its prototype. */
export interface Decoded<T = unknown> {
  readonly contract: Contract<T>;
  readonly value: T & { readonly type: string };
}

/** Tells whether a record is one of a contract, and types its value. */
export function isOf<T>(contract: Contract<T>, decoded: Decoded): decoded is Decoded<T> {
  return decoded.contract === contract;
}

/** Tells whether a record is an event with its envelope. */
export function isEvent(decoded: Decoded): decoded is Decoded<Recorded<unknown>> {
  return decoded.contract.kind === 'event';
}

/** Tells whether a record is a command with its envelope. */
export function isCommand(decoded: Decoded): decoded is Decoded<Issued<unknown>> {
  return decoded.contract.kind === 'command';
}
