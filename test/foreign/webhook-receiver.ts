import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

// An endpoint as a carrier may write it, out of what Node has: it knows nothing of our code, and may be copied. `alataw carrier-test` finds no fault
// in it. Use: createServer(webhookReceiver({ secrets: ['whsec_…'], take: async (event) => … })).listen(8090)

export interface WebhookEvent {
  /** The same for each repeat. */
  readonly id: string;
  readonly type: string;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ReceiverOptions {
  /** `whsec_…` or `whpk_…`; two while one is replaced. */
  readonly secrets: readonly string[];
  /** Keeps an event, and returns as soon as it is kept: work on it comes later. Is called once for each id, unless it throws. */
  readonly take: (event: WebhookEvent) => Promise<void>;
  /** Epoch ms. */
  readonly now?: () => number;
}

const TOLERANCE_MS = 5 * 60_000;
const MAX_BODY_BYTES = 512 * 1024;
/** Events are repeated for three days. A service that is restarted keeps ids in its database, in the transaction that keeps the event. */
const REMEMBERED_MS = 4 * 24 * 3_600_000;

export function webhookReceiver({ secrets, take, now = Date.now }: ReceiverOptions): RequestListener {
  const kept = new Map<string, { readonly at: number; readonly done: Promise<void> }>();

  /** Repeats wait for the first, so that two at once do the work once. */
  const takeOnce = async (event: WebhookEvent): Promise<void> => {
    for (const [id, { at }] of kept) {
      if (now() - at < REMEMBERED_MS) break;
      kept.delete(id);
    }
    const before = kept.get(event.id);
    if (before) return before.done;
    const done = take(event);
    kept.set(event.id, { at: now(), done });
    await done.catch((error: unknown) => {
      kept.delete(event.id); // it is sent again
      throw error;
    });
  };

  const statusFor = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    const body = await bytesOf(request);
    if (body === null) return 413;
    if (!isGenuine(request, body, secrets, now())) return 401;
    for (const event of eventsIn(request, body)) await takeOnce(event);
    return 204;
  };

  return (request, response) => {
    statusFor(request).then(
      (status) => response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end(),
      () => response.writeHead(500).end(), // it is sent again
    );
  };
}

/** The body as it came: what is signed are its bytes. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isGenuine({ headers }: IncomingMessage, body: Buffer, secrets: readonly string[], now: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof seconds !== 'string' || typeof signatures !== 'string') return false;
  if (!/^\d+$/.test(seconds) || Math.abs(now - Number(seconds) * 1000) > TOLERANCE_MS) return false;
  const content = Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]);
  return signatures.split(' ').some((signature) => {
    const [version, base64 = ''] = signature.split(',');
    const bytes = Buffer.from(base64, 'base64');
    return secrets.some((secret) => {
      const key = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
      if (secret.startsWith('whsec_') && version === 'v1') {
        const own = createHmac('sha256', key).update(content).digest();
        return own.length === bytes.length && timingSafeEqual(own, bytes);
      }
      return secret.startsWith('whpk_') && version === 'v1a' && verify(null, content, publicKey(key), bytes);
    });
  });
}

function publicKey(key: Buffer): ReturnType<typeof createPublicKey> {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

/** One event, or those of a batch, in their order. */
function eventsIn(request: IncomingMessage, body: Buffer): WebhookEvent[] {
  const message = JSON.parse(body.toString()) as Omit<WebhookEvent, 'id'>;
  if (message.type === 'batch') return message.data['events'] as WebhookEvent[];
  return [{ ...message, id: String(request.headers['webhook-id']) }];
}
