// GENERATED from infra/kafka/topics.json by "npm run codegen". Do not edit.

/**
 * Every topic of Alataw. Partition counts are set once, by PARTITIONS at the first start, and never change: partition p
 * of every topic holds the same parcels. compression.type makes the broker store what it gets uncompressed, whatever a
 * foreign producer sends.
 */
export const topicSettings = {
  partitions: 6,
  defaults: {
    'cleanup.policy': 'delete',
    'retention.ms': '-1',
    'compression.type': 'uncompressed',
    'max.message.bytes': '1048588',
  },
  topics: {
    'declaration.commands': {},
    'declaration.events': {},
    'declaration.transfer': {},
    'declaration.dead-letters': {},
    'inspection.commands': {},
    'inspection.events': {},
    'inspection.dead-letters': {},
    'release.commands': {},
    'release.events': {},
    'release.dead-letters': {},
    'loading.commands': {},
    'loading.events': {},
    'loading.transfer': {},
    'loading.dead-letters': {},
    'gate.commands': {},
    'gate.events': {},
    'gate.transfer': {},
    'gate.dead-letters': {},
    'customs.commands': {},
    'customs.events': {},
    'customs.dead-letters': {},
    'carriers.commands': {},
    'carriers.events': {},
    'carriers.dead-letters': {},
    'intake.events': {},
    'access.events': {
      partitions: 1,
    },
  },
} as const;

export type TopicName = keyof typeof topicSettings.topics;
