import { Outgoing, OutgoingError, type OutgoingFailure } from '@alataw/outbound';
import {
  bodyOf,
  messageOf,
  newSecret,
  readSigningKey,
  SIGNATURE_HEADER,
  signedHeaders,
  type SigningKey,
} from '@alataw/webhooks';
import { sampleEvent } from './sample-event';

/** What an endpoint did with one request. */
export interface Reply {
  /** Null: it did not answer. */
  readonly status: number | null;
  readonly failure: OutgoingFailure | null;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  readonly ms: number;
}

/** A request, before something is wrong with it. */
export interface Draft {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Changes to a good event, before or after it is signed. */
export interface Making {
  readonly number?: number;
  readonly parcel?: string;
  readonly type?: string;
  readonly filler?: string;
  /** The body as it is written; JSON without blanks unless said. */
  readonly write?: (body: string) => string;
  /** How much older the attempt says that it is, ms. */
  readonly ageMs?: number;
  readonly keys?: readonly SigningKey[];
}

/** As much as goes at once to one subscription. */
export const AT_ONCE = 16;
const MAX_ANSWER_BYTES = 1024;

/** Makes events as they come from a centre, and sends them, as they are or not. */
export class Probe {
  private readonly outgoing: Outgoing;
  private made = 0;
  /** In the names of all parcels of this run, so that another one is not taken for its repeat. */
  private readonly run: string;

  constructor(
    url: string,
    private readonly key: SigningKey,
    timeoutMs: number,
    private readonly now: () => number,
  ) {
    this.outgoing = new Outgoing(url, {
      timeoutMs,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      longAnswer: 'cut',
      maxConnections: AT_ONCE,
      allowsPrivateAddress: true, // it is the carrier's own machine that asks
    });
    this.run = now().toString(36).toUpperCase();
  }

  /** A key of which the endpoint knows nothing. */
  strangeKey(): SigningKey {
    return readSigningKey(newSecret());
  }

  get ownKey(): SigningKey {
    return this.key;
  }

  event(making: Making = {}): Draft {
    this.made += 1;
    const {
      number = 1,
      parcel = `TEST.${this.run}N${this.made}`,
      type,
      filler,
      write,
      ageMs = 0,
      keys = [this.key],
    } = making;
    const event = sampleEvent({
      parcel,
      number,
      at: this.now(),
      ...(type ? { type } : {}),
      ...(filler ? { filler } : {}),
    });
    const text = bodyOf(event);
    const body = Buffer.from(write?.(text) ?? text);
    return { body, headers: signedHeaders(event.id, this.now() - ageMs, body, keys) };
  }

  /** Events of as many parcels in one request. */
  batch(count: number): Draft {
    const events = Array.from({ length: count }, () =>
      sampleEvent({ parcel: this.newParcel(), number: 1, at: this.now() }),
    );
    const { id, body } = messageOf(events, events.map(bodyOf));
    return { body, headers: signedHeaders(id, this.now(), body, [this.key]) };
  }

  newParcel(): string {
    this.made += 1;
    return `TEST.${this.run}N${this.made}`;
  }

  /** The same event, tried again. */
  again({ headers, body }: Draft): Draft {
    return { body, headers: signedHeaders(headers['webhook-id'] ?? '', this.now(), body, [this.key]) };
  }

  with({ headers, body }: Draft, changed: Record<string, string>): Draft {
    return { body, headers: { ...headers, ...changed } };
  }

  without({ headers, body }: Draft, name = SIGNATURE_HEADER): Draft {
    return { body, headers: Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)) };
  }

  async send({ headers, body }: Draft): Promise<Reply> {
    const from = performance.now();
    const ms = (): number => Math.round(performance.now() - from);
    const all = { 'content-type': 'application/json', 'user-agent': 'Alataw-Webhooks/1 (test)', ...headers };
    try {
      const { status, headers: own } = await this.outgoing.request({ method: 'POST', headers: all, body });
      return { status, failure: null, location: own.location, retryAfter: own['retry-after'], ms: ms() };
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      return { status: null, failure: error.failure, location: undefined, retryAfter: undefined, ms: ms() };
    }
  }

  close(): void {
    this.outgoing.close();
  }
}
