import { json, operation, parameter, schema, type Paths } from './parts';

const TAG = 'Subscriptions';
const NO_KAFKA = 'This centre does not let carriers read Kafka.';

export const kafkaPaths: Paths = {
  '/v1/subscriptions/{subscriptionId}/kafka': {
    get: operation({
      ...{ id: 'readKafkaFeed', tag: TAG, roles: ['carrier'], summary: 'Where the feed is in Kafka' },
      parameters: [parameter('subscriptionId')],
      responses: { 200: json('Its topic, and how it is reached.', schema('KafkaFeed')) },
      problems: { 404: 'No such subscription, or one of another carrier.', 501: NO_KAFKA },
    }),
  },
  '/v1/kafka-credentials': {
    get: operation({
      ...{ id: 'listKafkaCredentials', tag: TAG, roles: ['carrier', 'operator'], summary: 'Who may read from Kafka' },
      description: 'A carrier sees its own; an operator says whose.',
      parameters: [
        {
          ...{ name: 'carrier', in: 'query', description: 'Whose, for an operator.', schema: { type: 'string' } },
          example: 'KAZPOST',
        },
      ],
      responses: { 200: json('Users, without their passwords.', schema('KafkaCredentialList')) },
      problems: { 400: 'No carrier is named, or one by whom none may be.', 501: NO_KAFKA },
    }),
    post: operation({
      ...{ id: 'makeKafkaCredentials', tag: TAG, roles: ['carrier'], summary: 'Make a user and a password for Kafka' },
      description:
        'They read all feeds of the carrier, and nothing else. The password is shown now and never again. A carrier has two at most, so that one is replaced while the other serves.',
      responses: { 201: json('They can be used at once.', schema('KafkaCredentials')) },
      problems: { 409: 'There are two.', 501: NO_KAFKA },
    }),
  },
  '/v1/kafka-credentials/{user}': {
    delete: operation({
      ...{ id: 'endKafkaCredentials', tag: TAG, roles: ['carrier', 'operator'], summary: 'End a user of Kafka' },
      description: 'Nothing is read by it any more, also by connections that are open.',
      parameters: [parameter('user')],
      responses: { 204: { description: 'It is ended.' } },
      problems: { 404: 'No such user, or one of another carrier.', 501: NO_KAFKA },
    }),
  },
};
