/** kafkajs's own connection, as far as tests use it. Importing kafka-client.ts patches it: a control does not. */
export interface PlainConnection {
  connect(): Promise<boolean>;
  disconnect(): Promise<unknown>;
}

const silent = {
  namespace: () => silent,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** @param of.connectionTimeout kafkajs's own deadline, ms */
export function plainConnection(of: {
  readonly port: number;
  readonly connectionTimeout: number;
  readonly socketFactory?: (of: { readonly onConnect: () => void }) => unknown;
}): PlainConnection {
  // Untyped: it is none of kafkajs's public interface.
  /* eslint-disable @typescript-eslint/no-require-imports */
  const Connection = require('kafkajs/src/network/connection') as new (of: object) => PlainConnection;
  const socketFactory = require('kafkajs/src/network/socketFactory') as () => unknown;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return new Connection({
    ...{ host: '127.0.0.1', clientId: 'test', requestTimeout: 1_000, logger: silent, socketFactory: socketFactory() },
    ...of,
  });
}

/** kafkajs's own queue of requests of a connection, as far as tests use it. */
export interface PlainRequestQueue {
  checkPendingRequests(): void;
  maybeThrottle(ms: number): void;
  push(of: {
    readonly entry: { readonly correlationId: number };
    readonly expectResponse: boolean;
    readonly sendRequest: () => void;
  }): void;
  fulfillRequest(of: { readonly correlationId: number; readonly payload: Buffer; readonly size: number }): void;
  destroy(): void;
}

export function plainRequestQueue(): PlainRequestQueue {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- untyped: it is none of kafkajs's public interface
  const RequestQueue = require('kafkajs/src/network/requestQueue') as new (of: object) => PlainRequestQueue;
  return new RequestQueue({ requestTimeout: 1_000, clientId: 'test', broker: 'none', logger: silent });
}
