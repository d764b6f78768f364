import { newKeyPair, newSecret } from '@alataw/webhooks';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookReceiver, type WebhookEvent } from '../../../../test/foreign/webhook-receiver';
import { CommandError } from '../command';
import { runProgram } from '../program';
import { carrierTest } from './carrier-test.command';
import { checks } from './checks';

const secret = newSecret();
const servers: Server[] = [];

const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
};

interface Run {
  readonly lines: string[];
  readonly told: string[];
  readonly fault: string;
  readonly exitCode: number;
}

const run = async (...args: string[]): Promise<Run> => {
  const lines: string[] = [];
  const told: string[] = [];
  const terminal = {
    print: (line: string) => void lines.push(line),
    tell: (line: string) => void told.push(line),
    environment: {},
    now: () => Date.now(),
  };
  try {
    await runProgram([carrierTest], ['carrier-test', ...args], terminal);
    return { lines, told, fault: '', exitCode: 0 };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { lines, told, fault: error.message, exitCode: error.exitCode ?? 1 };
  }
};

/** The names of the checks that fail, and what is said of them. */
const faultsOf = async (listener: RequestListener): Promise<Record<string, string>> => {
  const { lines } = await run(await listen(listener), '--secret', secret, '--json');
  const results = lines.map((line) => JSON.parse(line) as { check: string; fault: string | null });
  return Object.fromEntries(results.flatMap(({ check, fault }) => (fault === null ? [] : [[check, fault]])));
};

type Decide = (request: IncomingMessage, body: string, right: (body: string) => string) => number;

/** A receiver that somebody wrote in a hurry: `right` is the one signature it knows of. */
const naive =
  (decide: Decide): RequestListener =>
  (request, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'webhook-id': id, 'webhook-timestamp': time } = request.headers;
      const right = (body: string): string =>
        `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
          .update(`${String(id)}.${String(time)}.${body}`)
          .digest('base64')}`;
      response.writeHead(decide(request, Buffer.concat(chunks).toString(), right)).end();
    });
  };
const signatureIn = ({ headers }: IncomingMessage): string => String(headers['webhook-signature'] ?? '');

/** What a receiver has to refuse, in the order of the checks. */
const FORGERIES = [
  'wrong-secret',
  'no-signature',
  'empty-signature',
  'other-version',
  'altered-body',
  'altered-id',
  'old-timestamp',
  'future-timestamp',
  'altered-timestamp',
];

interface Sent {
  readonly data: { readonly data: { readonly parcelId: string; readonly number: number } };
}

describe('alataw carrier-test', () => {
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('finds no fault in a receiver that does what the specification says, and has it take each event once', async () => {
    const taken: WebhookEvent[] = [];
    const take = (event: WebhookEvent): Promise<void> => Promise.resolve(void taken.push(event));
    const url = await listen(webhookReceiver({ secrets: [secret], take }));
    const { lines, told, fault, exitCode } = await run(url, '--secret', secret, '--batches');
    expect([fault, exitCode]).toEqual(['', 0]);
    expect(lines).toHaveLength(checks.length);
    expect(lines[0]).toMatch(/^ok {5}good-event .* an event, rightly signed .* 204 .* ms$/);
    expect(told).toEqual([
      'A subscription needs https; for a test http will do.',
      `All ${checks.length} checks passed.`,
    ]);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    expect(taken).toHaveLength(1 + 1 + 1 + 1 + 1 + 1 + 2 + 2 + 64 + 100 + 1);
  });

  it('finds no fault in one that verifies by the public half of a pair', async () => {
    const pair = newKeyPair();
    const url = await listen(webhookReceiver({ secrets: [pair.publicKey], take: () => Promise.resolve() }));
    expect((await run(url, '--secret', pair.privateKey)).exitCode).toBe(0);
  });

  it('says of a receiver that takes everything what may come of it', async () => {
    const faults = await faultsOf(naive(() => 200));
    expect(Object.keys(faults)).toEqual(FORGERIES);
    expect(faults['wrong-secret']).toBe(
      'takes it (200): anybody could tell you of releases that never were; verify the signature',
    );
  });

  it.each<[string, string[], RegExp, Decide]>([
    [
      'verifies what it has parsed and written again',
      ['raw-body'],
      /before they are parsed/,
      (request, body, right) => (verdict(request, right(JSON.stringify(JSON.parse(body)))) ? 200 : 401),
    ],
    [
      'knows one signature only',
      ['rotation'],
      /one that fits is enough/,
      (request, body, right) => (isRecent(request) && signatureIn(request) === right(body) ? 200 : 401),
    ],
    [
      'looks at no clock',
      ['old-timestamp', 'future-timestamp'],
      /compare it with your clock/,
      (request, body, right) => (signatureIn(request).split(' ').includes(right(body)) ? 200 : 401),
    ],
    [
      'compares only as much as it got',
      ['empty-signature'],
      /compare all of the signature/,
      (request, body, right) =>
        isRecent(request) &&
        signatureIn(request)
          .split(' ')
          .some((each) => each !== '' && right(body).startsWith(each))
          ? 200
          : 401,
    ],
    [
      'fails where it should refuse',
      FORGERIES,
      /refuse it with 401/,
      (request, body, right) => (verdict(request, right(body)) ? 200 : 500),
    ],
    [
      'says 410 to strangers',
      FORGERIES,
      /pause the subscription/,
      (request, body, right) => (verdict(request, right(body)) ? 200 : 410),
    ],
    [
      'refuses types that it does not know',
      ['unknown-type'],
      /Pass over what you do not know/,
      (request, body, right) =>
        !verdict(request, right(body)) ? 401 : /"type": ?"org\.alataw\.parcel\.released\.v1"/.test(body) ? 200 : 422,
    ],
    [
      'has no room for large events',
      ['large-event'],
      /up to 20 kB/,
      (request, body, right) => (!verdict(request, right(body)) ? 401 : body.length > 10_000 ? 413 : 200),
    ],
  ])('says what to do to one that %s', async (_, failing, words, decide) => {
    const faults = await faultsOf(naive(decide));
    expect(Object.keys(faults)).toEqual(failing);
    for (const fault of Object.values(faults)) expect(fault).toMatch(words);
  });

  it('says what to do to one that refuses repeats, or what comes late', async () => {
    const seen = new Set<string>();
    const highest = new Map<string, number>();
    const faults = await faultsOf(
      naive((request, body, right) => {
        if (!verdict(request, right(body))) return 401;
        const { parcelId, number } = (JSON.parse(body) as Sent).data.data;
        const id = String(request.headers['webhook-id']);
        if (seen.has(id)) return 409;
        seen.add(id);
        if (number < (highest.get(parcelId) ?? 0)) return 422;
        highest.set(parcelId, number);
        return 200;
      }),
    );
    expect(Object.keys(faults)).toEqual(['repeat', 'repeats-at-once', 'disorder']);
    expect(faults['repeat']).toMatch(/^refuses it with 409\. What you have already is a success/);
  });

  it('says what to do to one that knows no batches, if they are asked for', async () => {
    const single = naive((request, body, right) =>
      !verdict(request, right(body)) ? 401 : body.startsWith('{"type":"batch"') ? 422 : 200,
    );
    const { lines, fault } = await run(await listen(single), '--secret', secret, '--batches');
    expect(fault).toBe(`1 of ${checks.length} checks failed.`);
    expect(lines.find((line) => line.startsWith('FAULT'))).toMatch(/^FAULT {2}batch .*\n.*Its type is "batch"/);
  });

  it('lets one ask for patience in a burst, if it says for how long', async () => {
    const busy = (headers: Record<string, string>): RequestListener => {
      let open = 0;
      return (request, response) => {
        open += 1;
        const genuine = webhookReceiver({
          secrets: [secret],
          take: () => new Promise((resolve) => setTimeout(resolve, 20)),
        });
        response.once('close', () => (open -= 1));
        if (open <= 8) genuine(request, response);
        else request.resume().on('end', () => response.writeHead(429, headers).end());
      };
    };
    expect(await faultsOf(busy({ 'retry-after': '1' }))).toEqual({});
    expect(await faultsOf(busy({}))).toEqual({ burst: 'answers 429 without Retry-After: say when to come again' });
  });

  describe('goes no further than the first event when the endpoint', () => {
    const first = async (url: string, ...args: string[]): Promise<string> => {
      const { lines, fault, exitCode } = await run(url, '--secret', secret, ...args);
      expect([lines.length, fault, exitCode]).toEqual([
        1,
        'The other checks need an endpoint that takes a good event.',
        1,
      ]);
      return lines[0]?.split('\n')[1] ?? '';
    };
    it('is not there', async () => {
      expect(await first('http://127.0.0.1:1/')).toMatch(/does it run, and is the URL right\?$/);
    });
    it('does not answer in time', async () => {
      expect(await first(await listen(() => undefined), '--timeout', '0.2')).toMatch(/work on it afterwards/);
    });
    it('redirects', async () => {
      const url = await listen((_, response) => response.writeHead(301, { location: '/hooks/' }).end());
      expect(await first(url)).toMatch(/answers 301 to \/hooks\/: redirects are not followed/);
    });
    it('has another secret', async () => {
      const other = webhookReceiver({ secrets: [newSecret()], take: () => Promise.resolve() });
      expect(await first(await listen(other))).toMatch(/refuses it with 401\. Is the secret the one/);
    });
  });

  it.each([
    [[], 'Say which: alataw carrier-test https://host/path.'],
    [['carrier.example'], 'Say which: alataw carrier-test https://host/path.'],
    [['https://carrier.example'], 'Say --secret, or ALATAW_WEBHOOK_SECRET in the environment.'],
    [
      ['https://carrier.example', '--secret', 'abc'],
      'Say another --secret: A key to sign with begins with whsec_ or whsk_.',
    ],
    [['https://carrier.example', '--secret', secret, '--timeout', 'x'], 'Say --timeout as seconds, up to 60.'],
  ])('says what is missing in %j', async (args, fault) => {
    expect((await run(...args)).fault).toBe(fault);
  });
});

function isRecent({ headers }: IncomingMessage): boolean {
  return Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 300;
}

function verdict(request: IncomingMessage, right: string): boolean {
  return isRecent(request) && signatureIn(request).split(' ').includes(right);
}
