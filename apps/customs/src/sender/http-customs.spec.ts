import { group, messageHead, messageTail, returnTimeText } from '@alataw/formats';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpCustoms } from './http-customs';

const config = { token: 'secret', timeoutMs: 300, allowsPrivateAddress: true };
const AT = Date.parse('2026-12-01T00:00:00Z');

const fields = { guid: 'G-1', copNo: 'C', returnStatus: 399, returnTime: returnTimeText(AT) };
const receipt = messageHead(604, 'm') + group('InventoryReturn', fields, 2) + messageTail(604);

describe(HttpCustoms.name, () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let customs: HttpCustoms;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => answer(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/customs`;
    customs = new HttpCustoms(url, config, new AbortController().signal);
  });
  afterAll(() => {
    customs.close();
    server.closeAllConnections();
    server.close();
  });

  const answers = (status: number, body = ''): void => {
    answer = (_, response) => response.writeHead(status).end(body);
  };

  it('posts messages with its token', async () => {
    let seen: IncomingMessage | undefined;
    answer = (request, response) => {
      seen = request;
      response.writeHead(202).end();
    };
    expect(await customs.send('<x/>')).toBe('TAKEN');
    expect(seen).toMatchObject({ method: 'POST', url: '/customs/messages' });
    expect(seen?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/xml; charset=utf-8',
    });
  });
  it.each([
    [200, 'TAKEN'],
    [400, 'REFUSED'],
    [408, 'BUSY'],
    [429, 'BUSY'],
    [503, 'BUSY'],
    [302, 'REFUSED'], // it does not follow
  ])('takes %i as %s', async (status, sending) => {
    answers(status);
    expect(await customs.send('<x/>')).toBe(sending);
  });
  it('waits no longer than it may', async () => {
    answer = () => undefined;
    expect(await customs.send('<x/>')).toBe('TIMEOUT');
  });
  it('says that nobody is there', async () => {
    const nobody = new HttpCustoms('http://127.0.0.1:1/customs', config, new AbortController().signal);
    expect(await nobody.send('<x/>')).toBe('UNREACHABLE');
    nobody.close();
  });
  it('reads no more of an answer than a receipt can be', async () => {
    answers(200, receipt + '<!---->'.repeat(150_000));
    expect(await customs.ask('LIST', 'g', 'c')).toEqual({ is: 'failed', failure: 'OTHER' });
  });
  it.each([
    [404, '', { is: 'unknown' }],
    [204, '', { is: 'silent' }],
    [500, '', { is: 'failed', failure: 'BUSY' }],
    [200, 'no XML', { is: 'failed', failure: 'OTHER' }],
  ])('takes the answer %i %j', async (status, body, knowledge) => {
    answers(status, body);
    expect(await customs.ask('LIST', 'g', 'c')).toEqual(knowledge);
  });
  it('reads the receipt that customs answers with', async () => {
    answers(200, receipt);
    expect(await customs.ask('LIST', 'G-1', 'C')).toMatchObject({
      is: 'receipt',
      receipt: { code: 399, returnTime: AT },
    });
  });

  describe('without leave to speak to addresses inside', () => {
    const outside = { ...config, allowsPrivateAddress: false };
    it('does not start with one', () => {
      expect(() => new HttpCustoms(url, outside, new AbortController().signal)).toThrow('CUSTOMS_PRIVATE_ADDRESS');
    });
    it('does not follow a name to one', async () => {
      answers(202);
      const named = new HttpCustoms(url.replace('127.0.0.1', 'localhost'), outside, new AbortController().signal);
      expect(await named.send('<x/>')).toBe('UNREACHABLE');
      named.close();
    });
  });
});
