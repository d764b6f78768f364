import settings from '../../../infra/kafka/topics.json';
import { topicSettings } from './generated';
import { isTopicName, stages, topicNames, topicsOf } from './topics';

describe('topicsOf', () => {
  const named = stages.map(topicsOf).flatMap(({ commands, events, deadLetters, transfer }) => {
    return [commands, events, deadLetters, ...(transfer === null ? [] : [transfer])];
  });

  it('names topics that exist', () => {
    expect(named.filter((topic) => !isTopicName(topic))).toEqual([]);
  });

  it('leaves no topic of a stage out', () => {
    expect(topicNames.filter((topic) => !named.includes(topic))).toEqual(['intake.events', 'access.events']);
  });
});

describe('topicSettings', () => {
  it('is what infra/kafka/topics.json says', () => {
    const { partitions, defaults, topics } = settings;
    expect(topicSettings).toEqual({ partitions, defaults, topics });
  });
});
