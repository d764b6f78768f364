import type { Logger } from '@alataw/operations';
import { Agent, request as sendHttp, type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { stringIn } from './json';

/** What is asked of the centre. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly key: string;
  /** JSON, unless another type is given; what is long comes piece by piece, from its beginning whenever it is asked for. */
  readonly body?: string | (() => Iterable<string>);
  readonly contentType?: string;
  /** How long the centre may wait for the decision, s. */
  readonly waitSeconds?: number;
}

/** What the centre says: 2xx with what was asked for, or 4xx with a problem; never that it could not answer. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Thrown by everything that waits when the simulator is asked to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

const REQUEST_TIMEOUT_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 3000;
/**
 * Somebody else's fault, and soon mended: a gateway that restarts and has not read this run's keys yet, a stage that is
 * away, too many requests.
 */
const TRY_AGAIN = new Set([401, 408, 425, 429, 502, 503, 504]);

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Speaks to the gateway, and keeps asking until it answers. What was asked may so be asked twice: every request bears it. */
export class GatewayClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(
    private readonly baseUrl: string,
    private readonly logger: Logger,
    private readonly stopping: AbortSignal,
    /** Hears of each command that the centre has taken. */
    private readonly onAcknowledged: (commandId: string) => void = () => undefined,
  ) {}

  /** @throws {Stopped} when the simulator is asked to stop meanwhile */
  async ask(request: Request): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      if (this.stopping.aborted) throw new Stopped();
      const reply = await this.send(request).catch((error: unknown) => String(error));
      if (typeof reply !== 'string' && !TRY_AGAIN.has(reply.status)) {
        const answer = { status: reply.status, body: parseJson(reply.text) };
        const commandId = answer.status < 300 ? stringIn(answer.body, 'commandId') : '';
        if (commandId !== '') this.onAcknowledged(commandId);
        return answer;
      }
      const reason = typeof reply === 'string' ? reply : `status ${reply.status}`;
      this.logger.debug({ path: request.path, attempt, reason }, 'the centre did not answer');
      await this.pause(typeof reply === 'string' ? undefined : reply.headers['retry-after'], attempt);
    }
  }

  /** Ends idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private async pause(retryAfter: string | undefined, attempt: number): Promise<void> {
    const asked = retryAfter === undefined ? 0 : Number(retryAfter) * 1000;
    const backoff = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10), LONGEST_PAUSE_MS);
    const pauseMs = Number.isFinite(asked) ? Math.min(Math.max(asked, backoff), LONGEST_PAUSE_MS) : backoff;
    await delay(pauseMs, undefined, { signal: this.stopping }).catch(() => undefined);
  }

  private send({ method, path, key, body, contentType, waitSeconds }: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const outgoing = sendHttp(`${this.baseUrl}${path}`, {
        method,
        agent: this.agent,
        timeout: REQUEST_TIMEOUT_MS,
        signal: this.stopping,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
          ...(typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {}),
          ...(waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` }),
        },
      });
      outgoing.once('error', reject);
      outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${REQUEST_TIMEOUT_MS} ms`)));
      outgoing.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      if (typeof body === 'function') pipeline(Readable.from(body()), outgoing).catch(reject);
      else outgoing.end(body);
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
