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
