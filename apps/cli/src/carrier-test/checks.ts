import { BATCH_EVENTS, ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '@alataw/webhooks';
import { AT_ONCE, type Draft, type Probe, type Reply } from './probe';
import { faultInRefusing, faultInTaking } from './verdict';

/** One thing that an endpoint has to do. */
export interface Check {
  readonly name: string;
  /** What it is sent. */
  readonly what: string;
  /** Only for who asks for batches. */
  readonly isOfBatches?: true;
  /** Requests of a row are sent at once, rows one after the other. */
  readonly send: (probe: Probe) => readonly (readonly Draft[])[];
  /** What is wrong with an answer, null: nothing. */
  readonly judge: (reply: Reply) => string | null;
}

const HOUR_MS = 3_600_000;
const BURST = 64;
/** Bodies are below 20 kB. */
const FILLER = 'x'.repeat(18_000);

const takes =
  (hint: string) =>
  (reply: Reply): string | null => {
    const fault = faultInTaking(reply);
    // What there is to be said of no answer, or of a redirect, is said already.
    const isRefused = reply.status !== null && reply.status >= 400;
    return fault !== null && isRefused ? `${fault}. ${hint}` : fault;
  };
const refuses = (danger: string) => (reply: Reply) => faultInRefusing(reply, danger);
const rows = (count: number, draft: () => Draft): Draft[] => Array.from({ length: count }, draft);

const FORGED = 'anybody could tell you of releases that never were';
const REPLAYED =
  'whoever has recorded a request could send it again; the time is part of what is signed, compare it with your clock';

/** In a burst an endpoint may ask for patience, if it says for how long. */
const takesOrAsksForPatience = (reply: Reply): string | null => {
  if (reply.status !== 429 && reply.status !== 503) return takes('Sixteen requests come at once')(reply);
  return reply.retryAfter === undefined ? `answers ${reply.status} without Retry-After: say when to come again` : null;
};

/** In this order. Without the first, none of the others says anything. */
export const checks: readonly Check[] = [
  {
    name: 'good-event',
    what: 'an event, rightly signed',
    send: (probe) => [[probe.event()]],
    judge: takes(
      'Is the secret the one that you gave here? What is signed is webhook-id, webhook-timestamp and the body, joined by full stops; the secret is the base64 behind its prefix',
    ),
  },
  {
    name: 'raw-body',
    what: 'the same written with blanks and escapes',
    send: (probe) => [[probe.event({ write: rewritten })]],
    judge: takes('Verify the bytes of the body as they come, before they are parsed'),
  },
  {
    name: 'large-event',
    what: 'an event of 18 kB',
    send: (probe) => [[probe.event({ filler: FILLER })]],
    judge: takes('Events have up to 20 kB, batches up to 256 KiB'),
  },
  {
    name: 'unknown-type',
    what: 'an event of a type that you do not know',
    send: (probe) => [[probe.event({ type: 'parcel.something_new' })]],
    judge: takes('Pass over what you do not know: new types and fields come without notice'),
  },
  {
    name: 'repeat',
    what: 'an event once more, with the same id',
    send: (probe) => {
      const draft = probe.event();
      return [[draft], [probe.again(draft)]];
    },
    judge: takes('What you have already is a success: an answer of yours may have been lost'),
  },
  {
    name: 'repeats-at-once',
    what: 'an event four times at once',
    send: (probe) => {
      const draft = probe.event();
      return [rows(4, () => probe.again(draft))];
    },
    judge: takes('Let one of them do the work, by the id, and answer all with 2xx'),
  },
  {
    name: 'disorder',
    what: 'the second event of a parcel before the first',
    send: (probe) => {
      const parcel = probe.newParcel();
      return [[probe.event({ parcel, number: 2 })], [probe.event({ parcel, number: 1 })]];
    },
    judge: takes('Take both and go by `number`: after an answer that was lost, an old event may come again'),
  },
  {
    name: 'wrong-secret',
    what: 'an event signed with another secret',
    send: (probe) => [[probe.event({ keys: [probe.strangeKey()] })]],
    judge: refuses(`${FORGED}; verify the signature`),
  },
  {
    name: 'no-signature',
    what: 'an event without a signature',
    send: (probe) => [[probe.without(probe.event())]],
    judge: refuses(`${FORGED}; verify the signature, and refuse what has none`),
  },
  {
    name: 'empty-signature',
    what: 'an event with an empty signature',
    send: (probe) => [[probe.with(probe.event(), { [SIGNATURE_HEADER]: `${probe.ownKey.version},` })]],
    judge: refuses(`${FORGED}; compare all of the signature`),
  },
  {
    name: 'other-version',
    what: 'a right signature under a version that does not exist',
    send: (probe) => {
      const draft = probe.event();
      const signature = draft.headers[SIGNATURE_HEADER] ?? '';
      return [[probe.with(draft, { [SIGNATURE_HEADER]: signature.replace(/^v1a?,/, 'v9,') })]];
    },
    judge: refuses('pass over signatures of versions that you do not know'),
  },
  {
    name: 'altered-body',
    what: 'a body that was altered by one letter',
    send: (probe) => {
      const { headers, body } = probe.event();
      return [[{ headers, body: Buffer.from(body.toString().replace('"KZ"', '"KG"')) }]];
    },
    judge: refuses('whoever stands between us could alter events; the body is part of what is signed'),
  },
  {
    name: 'altered-id',
    what: 'an event under the id of another',
    send: (probe) => [[probe.with(probe.event(), { [ID_HEADER]: 'test:other:1' })]],
    judge: refuses('a recorded event could be sent as a new one; the id is part of what is signed'),
  },
  {
    name: 'old-timestamp',
    what: 'an event that was signed an hour ago',
    send: (probe) => [[probe.event({ ageMs: HOUR_MS })]],
    judge: refuses(`${REPLAYED}: five minutes are enough`),
  },
  {
    name: 'future-timestamp',
    what: 'an event that was signed in an hour',
    send: (probe) => [[probe.event({ ageMs: -HOUR_MS })]],
    judge: refuses(`${REPLAYED}, in both directions`),
  },
  {
    name: 'altered-timestamp',
    what: 'an old event with the time of now',
    send: (probe) => {
      const now = probe.event().headers[TIMESTAMP_HEADER] ?? '';
      return [[probe.with(probe.event({ ageMs: HOUR_MS }), { [TIMESTAMP_HEADER]: now })]];
    },
    judge: refuses(REPLAYED),
  },
  {
    name: 'rotation',
    what: 'events signed with two secrets, yours last and first',
    send: (probe) => {
      const [own, other] = [probe.ownKey, probe.strangeKey()];
      return [[probe.event({ keys: [other, own] }), probe.event({ keys: [own, other] })]];
    },
    judge: takes('While a secret is replaced there are several signatures, parted by blanks: one that fits is enough'),
  },
  {
    name: 'burst',
    what: `${BURST} events, ${AT_ONCE} at once`,
    send: (probe) => Array.from({ length: BURST / AT_ONCE }, () => rows(AT_ONCE, () => probe.event())),
    judge: takesOrAsksForPatience,
  },
  {
    name: 'batch',
    what: `${BATCH_EVENTS} events in one request`,
    isOfBatches: true,
    send: (probe) => [[probe.batch(BATCH_EVENTS)]],
    judge: takes(
      'Its type is "batch", and data.events has the events, each with its id, in order; a batch has up to 256 KiB',
    ),
  },
  {
    name: 'still-there',
    what: 'a good event after all that',
    send: (probe) => [[probe.event()]],
    judge: takes('Something of the former stopped it'),
  },
];

/** The same JSON in other bytes. */
function rewritten(body: string): string {
  const escaped = JSON.stringify(JSON.parse(body), null, 2);
  return escaped.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
