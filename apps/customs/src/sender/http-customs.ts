import type { CustomsDocument, SendingFailure } from '@alataw/contracts';
import { readReceipts, SourceError } from '@alataw/formats';
import { Outgoing, OutgoingError, type Answer } from '@alataw/outbound';
import type { CustomsConfig } from '../customs.config';
import type { CustomsPort, Knowledge, Sending } from './customs-port';

/** An answer has one receipt; more of it is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 8;
/** What may come of the same request later. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429]);

/** Customs over HTTP: `POST <url>/messages`, `GET <url>/status`. Redirects are not followed, answers are bounded in time and size. */
export class HttpCustoms implements CustomsPort {
  private readonly outgoing: Outgoing;

  /** @throws {RangeError} when the address is one inside, which the configuration does not allow */
  constructor(
    url: string,
    private readonly config: Pick<CustomsConfig, 'token' | 'timeoutMs' | 'allowsPrivateAddress'>,
    signal: AbortSignal,
  ) {
    const { timeoutMs, allowsPrivateAddress } = config;
    try {
      this.outgoing = new Outgoing(url, {
        timeoutMs,
        maxAnswerBytes: MAX_ANSWER_BYTES,
        longAnswer: 'refuse',
        maxConnections: MAX_CONNECTIONS,
        allowsPrivateAddress,
        signal,
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`CUSTOMS_URL: ${error.message}; set CUSTOMS_PRIVATE_ADDRESS=true if that is meant`);
    }
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
    this.outgoing.close();
  }

  private request(method: 'GET' | 'POST', path: string, body?: Buffer): Promise<Answer> {
    const { token } = this.config;
    const headers = {
      accept: 'application/xml',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body ? { 'content-type': 'application/xml; charset=utf-8' } : {}),
    };
    return this.outgoing.request({ method, path, headers, ...(body ? { body } : {}) });
  }
}

function failureOf(error: unknown): SendingFailure {
  if (!(error instanceof OutgoingError)) return 'UNREACHABLE';
  switch (error.failure) {
    case 'TIMEOUT':
      return 'TIMEOUT';
    case 'OVERLONG':
      return 'OTHER';
    case 'UNREACHABLE':
    case 'INSIDE':
    case 'TLS':
    case 'ABORTED':
      return 'UNREACHABLE';
  }
}
