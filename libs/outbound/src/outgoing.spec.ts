import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Outgoing, type OutgoingOptions } from './outgoing';
import { checkedLookup, type Resolve } from './public-address';

const defaults: OutgoingOptions = {
  timeoutMs: 300,
  maxAnswerBytes: 1024,
  longAnswer: 'cut',
  maxConnections: 2,
  allowsPrivateAddress: true,
};
const post = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: Buffer.from('hello') } as const;

describe(Outgoing.name, () => {
  let server: Server;
  let port: number;
  let seen: IncomingMessage[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const opened: Outgoing[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      request.resume().on('end', () => answer(request, response));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    seen = [];
    answer = (_, response) => response.end();
  });
  afterAll(() => {
    opened.forEach((each) => each.close());
    server.closeAllConnections();
    server.close();
  });

  const outgoing = (options: Partial<OutgoingOptions> = {}, host = '127.0.0.1'): Outgoing => {
    const made = new Outgoing(`http://${host}:${port}/hook`, { ...defaults, ...options });
    opened.push(made);
    return made;
  };

  it('answers with status, headers and body', async () => {
    answer = (_, response) => response.writeHead(418, { 'retry-after': '7' }).end('short and stout');
    const { status, headers, body } = await outgoing().request(post);
    expect([status, headers['retry-after'], body.toString()]).toEqual([418, '7', 'short and stout']);
  });

  it('does not follow a redirect', async () => {
    answer = (_, response) => response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    expect((await outgoing().request(post)).status).toBe(307);
    expect(seen.map(({ url }) => url)).toEqual(['/hook']);
  });

  it('opens no more connections than it may', async () => {
    const sockets = new Set<unknown>();
    answer = (request, response) => {
      sockets.add(request.socket);
      response.end();
    };
    const one = outgoing({ timeoutMs: 5_000 });
    await Promise.all(Array.from({ length: 20 }, () => one.request(post)));
    expect(sockets.size).toBe(2);
  });

  it('makes a request again, once, that met a connection which the server was closing', async () => {
    const one = outgoing({ maxConnections: 1 });
    await one.request(post);
    let closed = 0;
    answer = (request, response) => {
      if (closed++ === 0) request.socket.resetAndDestroy();
      else response.end();
    };
    expect((await one.request(post)).status).toBe(200);
    expect(seen).toHaveLength(3);
    answer = (request) => void request.socket.resetAndDestroy();
    await expect(one.request(post)).rejects.toMatchObject({ failure: 'UNREACHABLE' });
  });

  describe('whose answer', () => {
    it('does not begin in time has failed', async () => {
      answer = () => undefined;
      await expect(outgoing().request(post)).rejects.toMatchObject({ failure: 'TIMEOUT' });
    });
    it('is longer than it may is cut, and counts by its status', async () => {
      answer = (_, response) => response.writeHead(202).end('x'.repeat(2_000_000));
      const { status, body } = await outgoing().request(post);
      expect([status, body.length]).toEqual([202, 1024]);
    });
    it('does not end in time is cut, and counts by its status', async () => {
      answer = (_, response) => response.writeHead(202).write('slowly');
      const { status, body } = await outgoing().request(post);
      expect([status, body.toString()]).toEqual([202, 'slowly']);
    });
    it('is longer than it may, or does not end, has failed where all of it is needed', async () => {
      const whole = outgoing({ longAnswer: 'refuse' });
      answer = (_, response) => response.end('x'.repeat(2_000));
      await expect(whole.request(post)).rejects.toMatchObject({ failure: 'OVERLONG' });
      answer = (_, response) => response.writeHead(200).write('slowly');
      await expect(whole.request(post)).rejects.toMatchObject({ failure: 'TIMEOUT' });
    });
  });

  it('ends with its signal', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    await expect(outgoing({ signal: stop.signal, timeoutMs: 60_000 }).request(post)).rejects.toMatchObject({
      failure: 'ABORTED',
    });
  });

  describe('that has to stay outside', () => {
    it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '169.254.169.254'])(
      'does not begin with %s',
      (host) => {
        expect(() => outgoing({ allowsPrivateAddress: false }, host)).toThrow(RangeError);
      },
    );
    it('does not follow a name inside', async () => {
      await expect(outgoing({ allowsPrivateAddress: false }, 'localhost').request(post)).rejects.toMatchObject({
        failure: 'INSIDE',
      });
      expect(seen).toEqual([]);
    });

    it('speaks to the very address that was checked, although the name leads elsewhere a moment later', async () => {
      const inside: unknown[] = [];
      const other = createServer((request, response) => {
        inside.push(request.url);
        response.end();
      });
      other.listen(port, '127.0.0.2');
      await once(other, 'listening');
      // Whoever asks first is told of an address that may be spoken to, whoever asks next of one that may not.
      let asked = 0;
      const rebinding: Resolve = (_, __, callback) =>
        callback(null, [{ address: asked++ % 2 === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
      const lookup = checkedLookup((address) => address === '127.0.0.1', rebinding);
      answer = (_, response) => response.writeHead(200, { connection: 'close' }).end();
      const one = outgoing({ lookup, allowsPrivateAddress: false }, 'carrier.example');
      expect((await one.request(post)).status).toBe(200);
      await expect(one.request(post)).rejects.toMatchObject({ failure: 'INSIDE' });
      expect((await one.request(post)).status).toBe(200);
      expect([asked, inside]).toEqual([3, []]);
      other.close();
    });
  });

  it('says that nobody is there', async () => {
    const nobody = new Outgoing('http://127.0.0.1:1', defaults);
    await expect(nobody.request(post)).rejects.toMatchObject({ failure: 'UNREACHABLE' });
  });

  it('says that a certificate is not to be trusted, or that there is none', async () => {
    const secure = new Outgoing(`https://127.0.0.1:${port}`, defaults);
    await expect(secure.request(post)).rejects.toMatchObject({ failure: 'TLS' });
  });
});
