import {
  CarrierEvent,
  contracts,
  stages,
  topicNames,
  topicSettings,
  topicsOf,
  type Contract,
  type RegistryReads,
  type TopicName,
} from '@alataw/contracts';
import { feedTopicOf } from '@alataw/milestones';
import { latest } from '../api/bodies';
import { carrierEventSchemas } from '../openapi/answers/carrier-events';
import type { Part } from '../openapi/parts';

const VERSION = '1.0.0';
const AVRO = 'application/vnd.apache.avro+json;version=1.9.0';
const KAFKA = '0.5.0';
const CLOUD_EVENT = 'application/cloudevents+json';

const DESCRIPTION = `What a centre writes and reads besides its HTTP interface, which \`/openapi.json\` describes.

**Feeds** are for carriers: each subscription has one, as a Kafka topic, as a stream of server-sent events, and as webhooks, with the same events under the same ids.

**Topics** are what the centre's own parts say to each other. Values are Avro in Confluent's wire format, schemas are served at \`/schemas/ids/{id}\`. Partition p of all topics holds the same parcels. There are no transactions. Pass over types that you do not know.`;

const ref = (path: string): Part => ({ $ref: `#/${path}` });
const refs = (path: string, names: readonly string[]): Part =>
  Object.fromEntries(names.map((name) => [name, ref(`${path}/${name}`)]));

/** An AsyncAPI 3.1 document, made of the schemas and the settings of topics. @see https://www.asyncapi.com/docs/reference/specification/v3.1.0 */
export function asyncApiDocument(registry: RegistryReads): Readonly<Record<string, unknown>> {
  const inTopics = topicNames.map((topic) => ({ topic, messages: messagesOf(topic, registry) }));
  return {
    asyncapi: '3.1.0',
    info: { title: 'Alataw', version: VERSION, description: DESCRIPTION },
    servers: {
      kafka: {
        ...{ host: 'localhost:9092', protocol: 'kafka', description: 'The centre says where its own is.' },
        bindings: {
          kafka: {
            schemaRegistryUrl: 'http://localhost:8080',
            schemaRegistryVendor: 'confluent',
            bindingVersion: KAFKA,
          },
        },
      },
      gateway: { host: 'localhost:8080', protocol: 'http', description: 'The gateway, for streams.' },
    },
    channels: {
      ...Object.fromEntries(inTopics.map(({ topic, messages }) => [topic, topicChannel(topic, messages)])),
      ...feedChannels,
    },
    operations: {
      ...Object.fromEntries(inTopics.map(({ topic, messages }) => topicOperation(topic, messages))),
      ...feedOperations,
    },
    components: {
      messages: {
        ...Object.fromEntries(contracts.filter(isWritten).map((each) => [each.name, avroMessage(each, registry)])),
        ...OTHER_MESSAGES,
      },
      schemas: carrierEventSchemas(registry),
    },
  };
}

/** States stand in Redis alone. */
const isWritten = ({ kind }: Contract<unknown>): boolean => kind !== 'state';

function avroMessage(contract: Contract<unknown>, registry: RegistryReads): Part {
  const schema = JSON.parse(latest(registry, contract)) as { readonly doc?: string };
  return {
    ...{ name: contract.fullName, contentType: 'application/avro', summary: schema.doc ?? contract.name },
    payload: { schemaFormat: AVRO, schema },
    bindings: {
      kafka: {
        ...{ key: { type: 'string' }, bindingVersion: KAFKA },
        ...{ schemaIdLocation: 'payload', schemaIdPayloadEncoding: 'confluent' },
      },
    },
  };
}

/** Names of what may stand in a topic. */
function messagesOf(topic: TopicName, registry: RegistryReads): readonly string[] {
  const stage = stages.map(topicsOf).find((of) => Object.values(of).includes(topic));
  if (topic === stage?.deadLetters) return ['DeadLetter'];
  // From lane to lane go events of the stage.
  const home = topic === stage?.transfer ? stage.events : topic;
  const isOfLanes = ({ kind }: Contract<unknown>): boolean => kind === 'lane' && topic !== stage?.transfer && !!stage;
  return contracts
    .filter(
      (each) => each.topic === home || (isOfLanes(each) && isCommand(each, registry) === (home === stage?.commands)),
    )
    .map(({ name }) => name);
}

const isCommand = (contract: Contract<unknown>, registry: RegistryReads): boolean =>
  latest(registry, contract).includes('"CommandMeta"');

function topicChannel(topic: TopicName, messages: readonly string[]): Part {
  const { defaults, topics, partitions } = topicSettings;
  const own: { readonly partitions?: number } = topics[topic];
  return {
    ...{ address: topic, servers: [ref('servers/kafka')], messages: refs('components/messages', messages) },
    bindings: {
      kafka: {
        ...{ topic, partitions: own.partitions ?? partitions, bindingVersion: KAFKA },
        topicConfiguration: {
          'cleanup.policy': [defaults['cleanup.policy']],
          'retention.ms': Number(defaults['retention.ms']),
          'max.message.bytes': Number(defaults['max.message.bytes']),
        },
      },
    },
  };
}

/** From the centre's point of view. */
function topicOperation(topic: TopicName, messages: readonly string[]): [string, Part] {
  const action = topic.endsWith('.commands') ? 'receive' : 'send';
  return [`${action}:${topic}`, operation(action, topic, messages)];
}

/** A channel's name in a JSON pointer. */
const operation = (action: 'send' | 'receive', channel: string, messages: readonly string[]): Part => ({
  ...{ action, channel: ref(`channels/${channel}`) },
  messages: messages.map((name) => ref(`channels/${channel}/messages/${name}`)),
});

const json = (name: string, schema: string, contentType: string, summary: string): Part => ({
  ...{ name, contentType, summary, payload: ref(`components/schemas/${schema}`) },
});

const OTHER_MESSAGES: Part = {
  Milestone: json('Milestone', 'MilestoneEvent', CLOUD_EVENT, 'A milestone of a parcel: `type` says which.'),
  WebhookMessage: json('WebhookMessage', 'WebhookMessage', 'application/json', 'One event in a webhook.'),
  WebhookBatch: json('WebhookBatch', 'WebhookBatch', 'application/json', 'Several events in a webhook, in order.'),
  FeedWord: {
    ...{ name: 'FeedWord', contentType: CLOUD_EVENT },
    summary:
      'What the writer of a feed says of it, with the header `feed-control`: it is no event, and is not counted.',
    payload: { type: 'object', properties: { type: { type: 'string' }, data: { type: 'object' } } },
  },
  DeadLetter: {
    ...{ name: 'DeadLetter', contentType: 'application/octet-stream' },
    summary: 'A record that could not be processed, byte by byte; the header `cause` says where it stood.',
    payload: { type: 'string' },
  },
};

const SUBSCRIPTION: Part = { subscription: { description: 'Id of the subscription, e.g. `KAZPOST.releases-kz`.' } };
const IN_FEED = ['Milestone', CarrierEvent.name, 'FeedWord'];
const IN_WEBHOOK = ['WebhookMessage', 'WebhookBatch'];

const feedChannels: Part = {
  feed: {
    ...{ address: feedTopicOf('{subscription}'), parameters: SUBSCRIPTION, servers: [ref('servers/kafka')] },
    description:
      'One partition: one cursor, one order. Each record says in `feed-count` and `feed-chain` how many events there are up to it, and the running hash over them.',
    messages: refs('components/messages', IN_FEED),
    bindings: { kafka: { partitions: 1, bindingVersion: KAFKA } },
  },
  stream: {
    address: '/v1/subscriptions/{subscription}/stream',
    ...{ parameters: SUBSCRIPTION, servers: [ref('servers/gateway')] },
    description: 'Server-sent events: `id` is the cursor to go on behind, `event` the type, `data` the event.',
    messages: refs('components/messages', ['Milestone']),
  },
  webhook: {
    // Where the carrier wants it.
    address: null,
    description:
      'POST to the `url` of the subscription, signed by Standard Webhooks 1.0: see `webhooks` of `/openapi.json`.',
    messages: refs('components/messages', IN_WEBHOOK),
  },
};

const feedOperations: Part = {
  'send:feed': operation('send', 'feed', IN_FEED),
  'send:stream': operation('send', 'stream', ['Milestone']),
  'send:webhook': operation('send', 'webhook', IN_WEBHOOK),
};
