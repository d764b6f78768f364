import type { Principal } from '@alataw/http';
import { customsMeaning } from '@alataw/values';
import { withoutStaffFields } from '../parcels/parcel-view';
import type { LiveEvent } from './live-event';

/** An event as the API shows it. A platform is told that staff acted, not who. */
export function eventView(event: LiveEvent, reader: Principal): Readonly<Record<string, unknown>> {
  const { type, stage, entityId, meta, fields } = event;
  const forPlatform = reader.role === 'platform';
  const isOwnAct = meta.actor === reader.actor;
  return {
    eventId: meta.eventId,
    type,
    stage,
    entityId,
    sequence: meta.sequence,
    occurredAt: meta.occurredAt,
    recordedAt: meta.recordedAt,
    actor: forPlatform && !isOwnAct ? 'centre' : meta.actor,
    ...(forPlatform && !isOwnAct ? {} : { causeId: meta.causeId, correlationId: meta.correlationId }),
    data: withoutSecret(forPlatform ? platformData(event) : fields),
    ...meaningOf(event),
  };
}

/** Customs speaks in codes. */
function meaningOf({ stage, fields: { code } }: LiveEvent): Readonly<Record<string, unknown>> {
  return stage === 'customs' && typeof code === 'number' ? { meaning: customsMeaning(code) } : {};
}

/** What webhooks are signed with. */
const SECRETS = new Set(['secret', 'formerSecret']);

/** What a webhook is signed with is nobody's to read, sealed or not. */
export function withoutSecret(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const shown = Object.entries(fields).filter(
    ([name, value]) => !SECRETS.has(name) || (value !== null && value !== undefined),
  );
  return Object.fromEntries(shown.map(([name, value]) => [name, SECRETS.has(name) ? 'sealed' : value]));
}

/** What officers mean to decide, and have not decided: a platform hears that something is under way, and no more. */
const UNDECIDED = new Set(['VerdictProposed', 'VerdictRejected']);

function platformData({ type, entityId, fields }: LiveEvent): Readonly<Record<string, unknown>> {
  return UNDECIDED.has(type) ? { parcelId: entityId } : withoutStaffFields(fields);
}

const texts = new WeakMap<LiveEvent, Map<string, string>>();

/** The view as JSON, made once for all who see the same. */
export function eventText(event: LiveEvent, reader: Principal): string {
  let own = texts.get(event);
  if (own === undefined) {
    own = new Map();
    texts.set(event, own);
  }
  const eyes = reader.role === 'platform' ? reader.actor : 'staff';
  const known = own.get(eyes);
  if (known !== undefined) return known;
  const text = JSON.stringify(eventView(event, reader));
  own.set(eyes, text);
  return text;
}

/** The platform that an event itself names; undefined when it names none. */
export function platformIn(event: LiveEvent): string | undefined {
  const platform = event.fields['platform'];
  return typeof platform === 'string' && platform !== '' ? platform : undefined;
}
