import { Codec, type MilestoneReached, type Recorded } from '@alataw/contracts';
import { SchemaSet } from '@alataw/http';
import { cloudEventOf } from '@alataw/milestones';
import {
  bodyOf,
  ID_HEADER,
  messageOf,
  newSecret,
  readSigningKey,
  SIGNATURE_HEADER,
  signedHeaders,
  TIMESTAMP_HEADER,
  type FeedEvent,
} from '@alataw/webhooks';
import { recorded } from '../../../../libs/milestones/src/milestone.fixture';
import { carrierEventSchemas } from './answers/carrier-events';
import { webhooks } from './webhooks';

const set = new SchemaSet(carrierEventSchemas(Codec.embedded().registry));
const faults = (name: string, body: Buffer): unknown => {
  const validation = set.validator(name)(JSON.parse(body.toString()));
  return validation.ok ? [] : validation.faults;
};

/** As the sender makes it of a feed's event. */
function feedEvent(n: number, of: Partial<MilestoneReached> = {}): FeedEvent {
  const milestone: Recorded<MilestoneReached> = { ...recorded, ...of };
  const event = cloudEventOf(milestone, n);
  return { n, key: event.subject, id: event.id, type: event.type, at: milestone.happenedAt, data: event };
}
const message = (events: readonly FeedEvent[]) => messageOf(events, events.map(bodyOf));

describe('The webhooks of the OpenAPI document', () => {
  const events = [
    feedEvent(1),
    feedEvent(2, { piece: null, unitId: null, milestone: 'HELD', reason: 'LATE_INSTRUCTION' }),
  ];

  it('describe the body of one event as it is sent', () => {
    for (const event of events) expect(faults('WebhookMessage', message([event]).body)).toEqual([]);
  });
  it('describe the body of a batch as it is sent, and tell the two apart', () => {
    const { body } = message(events);
    expect(faults('WebhookBatch', body)).toEqual([]);
    expect(faults('WebhookMessage', body)).not.toEqual([]);
    expect(faults('WebhookBatch', message(events.slice(1)).body)).not.toEqual([]);
  });
  it('name the headers that are sent', () => {
    const { id, body } = message(events);
    const sent = signedHeaders(id, 1_790_000_000_000, body, [readSigningKey(newSecret())]);
    expect(Object.keys(sent)).toEqual([ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER]);
    expect(webhooks['milestones']?.['post']?.['parameters']).toMatchObject(
      Object.keys(sent).map((name) => ({ name, in: 'header' })),
    );
  });
});
