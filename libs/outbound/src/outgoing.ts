import { Agent as HttpAgent, request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AddressRefused, checkedLookup, isPublicAddress } from './public-address';

/** Why there is no answer. INSIDE: the name leads to an address inside. TLS: its certificate is not to be trusted. OVERLONG: see `longAnswer`. */
export type OutgoingFailure = 'UNREACHABLE' | 'TIMEOUT' | 'INSIDE' | 'TLS' | 'OVERLONG' | 'ABORTED';

export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';

  constructor(
    readonly failure: OutgoingFailure,
    options?: ErrorOptions,
  ) {
    super(failure, options);
  }
}

export interface OutgoingOptions {
  /** For one request, from its first byte to the last one of the answer. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** What an answer is that has more bytes, or does not end in time: refused as OVERLONG or TIMEOUT, or cut off and taken by its status. */
  readonly longAnswer: 'refuse' | 'cut';
  /** Connections at once; further requests wait within their time. */
  readonly maxConnections: number;
  readonly allowsPrivateAddress: boolean;
  readonly signal?: AbortSignal;
  /** Instead of the one that the options above lead to. */
  readonly lookup?: LookupFunction;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most `maxAnswerBytes`. */
  readonly body: Buffer;
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  /** Behind the server's URL; none unless said. */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** An idle connection is closed by us before most servers close it (5 s is Node's own), so that fewer requests meet a closing one. */
const IDLE_MS = 4_000;
const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_)/;

/**
 * Speaks to one server that somebody else has chosen. Redirects are answers like others. A request that met a kept connection just when the server
 * closed it is made again once: whoever gets it has to know repeats anyway.
 */
export class Outgoing {
  private readonly agent: HttpAgent;
  private readonly isSecure: boolean;
  private readonly lookup: LookupFunction | undefined;

  /** @throws {RangeError} when the URL names an address inside, and that is not allowed */
  constructor(
    private readonly url: string,
    private readonly options: OutgoingOptions,
  ) {
    const { protocol, hostname } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    // A literal address is never looked up.
    if (!options.allowsPrivateAddress && isIP(host) !== 0 && !isPublicAddress(host))
      throw new RangeError(`${host} is an address inside`);
    this.isSecure = protocol === 'https:';
    this.lookup = options.lookup ?? (options.allowsPrivateAddress ? undefined : checkedLookup());
    const connections = { keepAlive: true, maxSockets: options.maxConnections, timeout: IDLE_MS };
    this.agent = this.isSecure ? new HttpsAgent(connections) : new HttpAgent(connections);
  }

  /** @throws {OutgoingError} when there is no answer */
  async request(request: OutgoingRequest): Promise<Answer> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.options.timeoutMs);
    try {
      const first = await this.exchange(request, deadline.signal, true);
      return first ?? ((await this.exchange(request, deadline.signal, false)) as Answer);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends idle connections. */
  close(): void {
    this.agent.destroy();
  }

  /** @returns null when the server closed the connection while it was idle, and the caller may ask again */
  private exchange(request: OutgoingRequest, deadline: AbortSignal, mayAskAgain: boolean): Promise<Answer | null> {
    const { method, path = '', headers, body } = request;
    const { maxAnswerBytes, longAnswer, signal } = this.options;
    return new Promise((resolve, reject) => {
      const outgoing = (this.isSecure ? requestHttps : requestHttp)(`${this.url}${path}`, {
        method,
        agent: this.agent,
        headers: body === undefined ? headers : { ...headers, 'content-length': body.length },
        ...(this.lookup ? { lookup: this.lookup } : {}),
      });
      let answer: IncomingMessage | undefined;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = (failure?: OutgoingFailure, cause?: unknown): void => {
        deadline.removeEventListener('abort', late);
        signal?.removeEventListener('abort', aborted);
        const isCut = failure !== undefined && failure !== 'ABORTED' && longAnswer === 'cut';
        if (answer && (failure === undefined || isCut)) {
          const { statusCode = 0, headers } = answer;
          resolve({ status: statusCode, headers, body: Buffer.concat(chunks).subarray(0, maxAnswerBytes) });
        } else reject(new OutgoingError(failure ?? 'UNREACHABLE', { cause }));
        if (failure !== undefined) outgoing.destroy();
      };
      const late = (): void => finish('TIMEOUT');
      const aborted = (): void => finish('ABORTED');
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        const isClosed = outgoing.reusedSocket && error.code === 'ECONNRESET' && !answer && !deadline.aborted;
        if (isClosed && mayAskAgain) resolve(null);
        finish(failureOf(error), error);
      });
      outgoing.once('response', (response) => {
        answer = response;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes > maxAnswerBytes) finish('OVERLONG');
        });
        response.on('error', (error) => finish('UNREACHABLE', error));
        response.once('end', () => finish());
      });
      deadline.addEventListener('abort', late);
      signal?.addEventListener('abort', aborted);
      if (signal?.aborted) return aborted();
      if (deadline.aborted) return late();
      outgoing.end(body);
    });
  }
}

function failureOf(error: NodeJS.ErrnoException): OutgoingFailure {
  if (error instanceof AddressRefused) return 'INSIDE';
  return TLS_CODE.test(error.code ?? '') ? 'TLS' : 'UNREACHABLE';
}
