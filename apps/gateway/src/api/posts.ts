import { Endpoint } from '@alataw/http';
import { Body, Param, Post, type Type } from '@nestjs/common';
import { HttpExchange, type Exchange } from './exchange.decorator';

/** A `POST` of staff to one thing: `<path>` below the controller, the thing being `:<param>` in it. */
export interface PostRoute<Self> {
  /** The operation's id in OpenAPI, and the method's name. */
  readonly id: string;
  readonly path: string;
  readonly param: string;
  carryOut(self: Self, of: string, body: unknown, exchange: Exchange): Promise<unknown>;
}

/** Gives a controller a method for a route: what decorators would say of one that stands in the class. */
export function addPost<Self>(controller: Type<Self>, route: PostRoute<Self>): void {
  const { id, path, param } = route;
  const carryOut = function (this: Self, of: string, body: unknown, exchange: Exchange): Promise<unknown> {
    return route.carryOut(this, of, body, exchange);
  };
  const prototype = controller.prototype as object;
  Object.defineProperty(prototype, id, { value: carryOut, configurable: true, writable: true });
  Param(param)(prototype, id, 0);
  Body()(prototype, id, 1);
  HttpExchange()(prototype, id, 2);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, id) as TypedPropertyDescriptor<unknown>;
  Post(path)(prototype, id, descriptor);
  Endpoint({ access: ['staff'], idempotency: 'refuse' })(prototype, id, descriptor);
}
