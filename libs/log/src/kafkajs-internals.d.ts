/** kafkajs 2.2.4 publishes no types of its internals. */
declare module 'kafkajs/src/network/connection' {
  const Connection: unknown;
  export default Connection;
}
declare module 'kafkajs/src/network/requestQueue' {
  const RequestQueue: unknown;
  export default RequestQueue;
}
