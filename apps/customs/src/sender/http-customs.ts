import type { CustomsDocument, SendingFailure } from '@alataw/contracts';
import { readReceipts, SourceError } from '@alataw/formats';
import { Agent as HttpAgent, request as requestHttp, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { CustomsConfig } from '../customs.config';
import type { CustomsPort, Knowledge, Sending } from './customs-port';
import { isPublicAddress, publicLookup } from './public-address';

/** An answer has one receipt; more of it is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** What may come of the same request later. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429]);

interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

/** Thrown within a request. */
class Failed extends Error {
  constructor(readonly failure: SendingFailure) {
    super(failure);
  }
}

/** Customs over HTTP: `POST <url>/messages`, `GET <url>/status`. Redirects are not followed, answers are bounded in time and size. */
export class HttpCustoms implements CustomsPort {
  private readonly agent: HttpAgent;
  private readonly isSecure: boolean;

  /** @throws {RangeError} when the address is one inside, which the configuration does not allow */
  constructor(
    private readonly url: string,
    private readonly config: Pick<CustomsConfig, 'token' | 'timeoutMs' | 'allowsPrivateAddress'>,
    private readonly signal: AbortSignal,
  ) {
    const { protocol, hostname } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    if (!config.allowsPrivateAddress && isIP(host) !== 0 && !isPublicAddress(host))
      throw new RangeError('CUSTOMS_URL leads to an address inside; set CUSTOMS_PRIVATE_ADDRESS=true if that is meant');
    this.isSecure = protocol === 'https:';
    const options = { keepAlive: true, maxSockets: 8 };
    this.agent = this.isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  }

  async send(message: string): Promise<Sending> {
    try {
      const { status } = await this.request('POST', '/messages', Buffer.from(message));
      if (status >= 200 && status < 300) return 'TAKEN';
      return BUSY.has(status) || status >= 500 ? 'BUSY' : 'REFUSED';
    } catch (error) {
      return failureOf(error);
    }
  }

  async ask(document: CustomsDocument, guid: string, copNo: string): Promise<Knowledge> {
    try {
      const query = new URLSearchParams({ document, guid, copNo });
      const { status, body } = await this.request('GET', `/status?${query.toString()}`);
      if (status === 404) return { is: 'unknown' };
      if (status === 204) return { is: 'silent' };
      if (status !== 200) return { is: 'failed', failure: BUSY.has(status) || status >= 500 ? 'BUSY' : 'REFUSED' };
      const [reading] = readReceipts(body, 1);
      return reading?.ok === true ? { is: 'receipt', receipt: reading.receipt } : { is: 'silent' };
    } catch (error) {
      return { is: 'failed', failure: error instanceof SourceError ? 'OTHER' : failureOf(error) };
    }
  }

  /** Ends idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private request(method: 'GET' | 'POST', path: string, body?: Buffer): Promise<Reply> {
    const { token, timeoutMs, allowsPrivateAddress } = this.config;
    const options: RequestOptions = {
      method,
      agent: this.agent,
      signal: this.signal,
      headers: {
        accept: 'application/xml',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/xml; charset=utf-8', 'content-length': body.length } : {}),
      },
      ...(allowsPrivateAddress ? {} : { lookup: publicLookup }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = (this.isSecure ? requestHttps : requestHttp)(`${this.url}${path}`, options);
      const timer = setTimeout(() => outgoing.destroy(new Failed('TIMEOUT')), timeoutMs);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        reject(error);
      };
      outgoing.once('error', fail);
      outgoing.once('response', (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk);
          else outgoing.destroy(new Failed('OTHER'));
        });
        response.once('error', fail);
        response.once('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
        });
      });
      outgoing.end(body);
    });
  }
}

const failureOf = (error: unknown): SendingFailure => (error instanceof Failed ? error.failure : 'UNREACHABLE');
