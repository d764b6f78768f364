import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { GatewayClient } from './gateway-client';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const again: string[] = [];
let stop: () => Promise<void>;

/** A client of a server that answers with these, one after the other. */
async function clientOf(answers: Answer[]): Promise<GatewayClient> {
  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    answers.shift()?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return new GatewayClient(url, 'key', (why) => again.push(why));
}

const busy: Answer = (request, response) => {
  request.resume();
  response.writeHead(503, { 'retry-after': '0' }).end();
};
const cutOff: Answer = (request) => void request.once('data', () => request.socket.destroy());
const bodies: string[] = [];
const take: Answer = (request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.writeHead(202).end('{"batchId":"b"}');
    });
};

beforeEach(() => {
  again.length = bodies.length = 0;
});
afterEach(() => stop());

describe(GatewayClient.name, () => {
  it('sends a body again from its beginning after an answer that asks for it, and after a cut', async () => {
    const client = await clientOf([busy, cutOff, take]);
    const sent: number[] = [];
    const reply = await client.post(
      '/',
      {},
      () => Readable.from([Buffer.from('all'), Buffer.from(' of it')]),
      (bytes) => sent.push(bytes),
    );
    expect([reply.status, reply.json, bodies]).toEqual([202, { batchId: 'b' }, ['all of it']]);
    expect(again).toEqual([
      'the gateway answers 503',
      expect.stringMatching(/^http:.*(socket|ECONNRESET|EPIPE|aborted)/),
    ]);
    expect(sent.at(-1)).toBe(9);
  });

  it('reads an answer that comes before all is sent', async () => {
    const refuse: Answer = (request, response) => {
      request.once('data', () =>
        response.writeHead(422, { 'content-type': 'application/json' }).end('{"code":"CSV_HEADER"}'),
      );
      request.on('data', () => undefined);
    };
    const client = await clientOf([refuse]);
    const body = (): Readable =>
      Readable.from(
        (function* () {
          for (let n = 0; n < 200; n++) yield Buffer.alloc(64 * 1024);
        })(),
      );
    expect(await client.post('/', {}, body, () => undefined)).toMatchObject({
      status: 422,
      json: { code: 'CSV_HEADER' },
    });
  });

  it('does not take results that were cut off for whole', async () => {
    const client = await clientOf([
      (_, response) => {
        response.writeHead(200);
        response.write('{"line":1}\n{"li', () => response.destroy());
      },
    ]);
    const read = async (): Promise<string[]> => {
      const lines: string[] = [];
      for await (const line of client.lines('/', 'application/x-ndjson')) lines.push(line);
      return lines;
    };
    await expect(read()).rejects.toThrow(/cut|aborted/);
  });
});
