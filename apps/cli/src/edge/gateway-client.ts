import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandError } from '../command';

/** What the gateway said. */
export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Parsed; undefined when it is no JSON. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** Attempts at one request before it is given up. */
const ATTEMPTS = 10;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** The gateway may be silent for so long; above the time that it waits for Kafka itself. */
const SILENCE_MS = 120_000;
/** Faults of a refusal that are printed. */
const MAX_FAULTS_TOLD = 5;
/** Answers that ask to come again. */
const AGAIN: readonly number[] = [408, 409, 429, 502, 503, 504];

/** Speaks to a gateway with a key. */
export class GatewayClient {
  constructor(
    private readonly url: URL,
    private readonly key: string,
    /** Told why a request is made again, and in how many ms. */
    private readonly onAgain: (why: string, ms: number) => void,
  ) {}

  async get(path: string): Promise<Reply> {
    return this.again(async () => replyOf(await this.request('GET', path, {})));
  }

  /** The lines of an answer, as they come. @throws {CommandError} for an answer that is none */
  async *lines(path: string, accept: string): AsyncGenerator<string> {
    const response = await this.again(async () => {
      const own = await this.request('GET', path, { accept });
      return (own.statusCode ?? 0) === 200 ? own : replyOf(own);
    });
    if (!('statusCode' in response)) throw refusalOf(response as Reply);
    for await (const line of createInterface({ input: response, crlfDelay: Infinity })) if (line !== '') yield line;
    if (!response.complete)
      throw new CommandError('The connection was cut while results were read: run the command again.');
  }

  /** Sends a body, from its beginning at each attempt. @param onSent is told how many bytes have been sent */
  async post(
    path: string,
    headers: http.OutgoingHttpHeaders,
    body: () => NodeJS.ReadableStream,
    onSent: (bytes: number) => void,
  ): Promise<Reply> {
    return this.again(async () => {
      let sent = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sent += chunk.length;
          onSent(sent);
          done(null, chunk);
        },
      });
      return replyOf(await this.request('POST', path, headers, (request) => pipeline(body(), counted, request)));
    });
  }

  private async request(
    method: string,
    path: string,
    headers: http.OutgoingHttpHeaders,
    send: (request: http.ClientRequest) => Promise<void> = (request) => Promise.resolve(void request.end()),
  ): Promise<http.IncomingMessage> {
    const address = new URL(path, this.url);
    const options = { method, headers: { ...headers, authorization: `Bearer ${this.key}` } };
    const request = address.protocol === 'https:' ? https.request(address, options) : http.request(address, options);
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error(`no answer for ${SILENCE_MS / 1000} s`)));
    return new Promise((resolve, reject) => {
      request.on('response', resolve).on('error', reject);
      // An answer may come before all is sent: then what the sending says does not matter any more.
      send(request).catch(reject);
    });
  }

  private async again<T>(attempt: () => Promise<T>): Promise<T> {
    for (let n = 1; ; n++) {
      const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (n - 1));
      try {
        const result = await attempt();
        const reply = result as Partial<Reply>;
        if (reply.status === undefined || !AGAIN.includes(reply.status) || n === ATTEMPTS) return result;
        const asked = Number(reply.headers?.['retry-after'] ?? NaN) * 1000;
        await this.rest(
          `the gateway answers ${reply.status}`,
          Number.isFinite(asked) ? Math.min(asked, LONGEST_PAUSE_MS) : wait,
        );
      } catch (error) {
        if (error instanceof CommandError) throw error;
        const why = error instanceof Error ? error.message : String(error);
        if (n === ATTEMPTS) throw new CommandError(`${this.url.origin} cannot be reached: ${why}.`, { cause: error });
        await this.rest(`${this.url.origin}: ${why}`, wait);
      }
    }
  }

  private async rest(why: string, ms: number): Promise<void> {
    this.onAgain(why, ms);
    await pause(ms);
  }
}

/** A refusal in the gateway's own words. */
export function refusalOf({ status, json }: Reply): CommandError {
  const errors = Array.isArray(json?.['errors']) ? (json['errors'] as unknown[]).slice(0, MAX_FAULTS_TOLD) : [];
  const told = errors.map((error) => `\n  ${faultText(error)}`).join('');
  return new CommandError(
    `${wordOf(json?.['code']) || `HTTP ${status}`}: ${wordOf(json?.['detail']) || 'no more is known.'}${told}`,
  );
}

function faultText(fault: unknown): string {
  const { line, sourceLine, column, element, pointer, code, detail } = fault as Readonly<Record<string, unknown>>;
  const numbered = Object.entries({ record: line, line: sourceLine, column })
    .filter(([, number]) => number !== undefined)
    .map(([name, number]) => `${name} ${wordOf(number)}`);
  const where = [...numbered, wordOf(element ?? pointer)].filter((part) => part !== '').join(', ');
  return `${where}: ${wordOf(code)}: ${wordOf(detail)}`;
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

async function replyOf(response: http.IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    json: jsonOf(Buffer.concat(chunks).toString('utf8')),
  };
}

function jsonOf(text: string): Reply['json'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
