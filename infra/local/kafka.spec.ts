import { carrierSettings } from './carrier-listener';
import { brokerSettings, clusterId, jvmOptions, serverProperties } from './kafka';

const settingsOf = (properties: string): Record<string, string> =>
  Object.fromEntries(
    properties
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

describe('jvmOptions', () => {
  it('are what is usual, but for what the variables of Kafka say', () => {
    expect(jvmOptions({})).toEqual({
      heap: ['-Xms256m', '-Xmx512m'],
      performance: ['-Djava.awt.headless=true', '-XX:+UseG1GC', '-XX:MaxGCPauseMillis=20'],
    });
    const own = { KAFKA_HEAP_OPTS: '-Xmx1g', KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseZGC -Xss1m' };
    expect(jvmOptions(own)).toEqual({
      heap: ['-Xmx1g'],
      performance: ['-Djava.awt.headless=true', '-XX:+UseZGC', '-Xss1m'],
    });
  });
});

describe('serverProperties', () => {
  const alone = { dir: '/data/kafka', port: 20_001, controllerPort: 20_002 };

  it('makes a single node when nothing else is said', () => {
    expect(settingsOf(serverProperties(alone))).toMatchObject({
      ...brokerSettings(),
      'node.id': '1',
      'controller.quorum.voters': '1@127.0.0.1:20002',
      listeners: 'PLAINTEXT://127.0.0.1:20001,CONTROLLER://127.0.0.1:20002',
      'advertised.listeners': 'PLAINTEXT://127.0.0.1:20001',
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    });
  });

  it('names all controllers of a cluster, and a proxy in front of a listener of its own', () => {
    const cluster = { id: clusterId(), nodeId: 2, voters: { 1: 20_012, 2: 20_002, 3: 20_022 } };
    const proxied = { port: 20_003, advertised: 40_003 };
    expect(settingsOf(serverProperties({ ...alone, cluster, proxied }))).toMatchObject({
      'node.id': '2',
      'controller.quorum.voters': '1@127.0.0.1:20012,2@127.0.0.1:20002,3@127.0.0.1:20022',
      listeners: 'PLAINTEXT://127.0.0.1:20001,PROXIED://127.0.0.1:20003,CONTROLLER://127.0.0.1:20002',
      'advertised.listeners': 'PLAINTEXT://127.0.0.1:20001,PROXIED://127.0.0.1:40003',
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT',
      'inter.broker.listener.name': 'PLAINTEXT',
    });
  });

  it('lets carriers in by a listener of their own, and asks nobody for rights without one', () => {
    const settings = settingsOf(serverProperties({ ...alone, carriersPort: 20_004 }));
    expect(settings).toMatchObject({
      ...carrierSettings(),
      'advertised.listeners': 'PLAINTEXT://127.0.0.1:20001,CARRIERS://127.0.0.1:20004',
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,CARRIERS:SASL_PLAINTEXT',
    });
    expect(settingsOf(serverProperties(alone))).not.toHaveProperty(['authorizer.class.name']);
  });

  it('lets settings win over its own', () => {
    const settings = { 'offsets.topic.replication.factor': '3', 'min.insync.replicas': '2' };
    expect(settingsOf(serverProperties({ ...alone, settings }))).toMatchObject(settings);
  });
});
