import type { JsonSchema } from '@alataw/http';
import { list, object, text } from './terms';

const access = {
  brokers: list(text('`host:port`'), 'Where Kafka is, as seen from outside.'),
  securityProtocol: {
    type: 'string',
    enum: ['SASL_SSL', 'SASL_PLAINTEXT'],
    description: 'Without TLS (SASL_PLAINTEXT) only for a demonstration.',
  },
  mechanism: { type: 'string', const: 'SCRAM-SHA-512', description: 'Of SASL.' },
  groupPrefix: text('What the names of your consumer groups have to begin with.'),
} as const;

export const kafkaSchemas: Readonly<Record<string, JsonSchema>> = {
  KafkaFeed: object('A feed as a topic of Kafka.', {
    subscriptionId: text('The subscription.'),
    format: { type: 'string', enum: ['JSON', 'AVRO'], description: 'Of the values.' },
    topic: text('Of one partition.'),
    ...access,
  }),
  KafkaCredentials: object('A user of Kafka, with its password.', {
    user: text('Its name.'),
    password: text('Shown this once.'),
    ...access,
  }),
  KafkaCredentialList: object('Users of Kafka.', {
    credentials: list(object('A user.', { user: text('Its name.') }), 'By their names.'),
  }),
};
