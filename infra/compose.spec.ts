import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { carrierSettings } from './local/carrier-listener';
import { variableOf } from './local/docker';
import { brokerSettings } from './local/kafka';
import { SETTINGS } from './local/redis';
import { SERVICES, SIMULATOR } from './local/services';

/** The parts of the file that are looked at. */
interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly command?: readonly string[];
        readonly environment?: Readonly<Record<string, string>>;
        readonly ports?: readonly string[];
      }
    >
  >;
}

const read = (file: string): Compose => parse(readFileSync(join(__dirname, file), 'utf8'), { merge: true }) as Compose;

describe('compose.carriers.yaml', () => {
  const { services } = read('compose.carriers.yaml');

  it('lets carriers in as npm start does, over TLS', () => {
    const settings = Object.entries(carrierSettings()).map(([name, value]) => [variableOf(name), value]);
    for (const id of ['1', '2', '3']) {
      const { environment, ports } = services[`kafka-${id}`] ?? {};
      expect(environment).toMatchObject(Object.fromEntries(settings));
      expect(environment?.['KAFKA_LISTENER_SECURITY_PROTOCOL_MAP']).toContain('CARRIERS:SASL_SSL');
      expect(environment?.['KAFKA_ADVERTISED_LISTENERS']).toContain(`CARRIERS://\${CARRIERS_HOST:?}:9${id}94`);
      expect(ports).toEqual([`9${id}94:9094`]);
      expect(services['gateway']?.environment?.['CARRIERS_KAFKA_BROKERS']).toContain(`:9${id}94`);
    }
  });
});

describe('compose.yaml', () => {
  const compose = read('compose.yaml');

  it('runs every service that the launcher runs', () => {
    for (const { name } of [...SERVICES, SIMULATOR]) {
      expect(compose.services[name]?.command).toEqual(['node', `dist/apps/${name}/src/main.js`]);
    }
  });

  it('keeps every record on three brokers and acknowledges it on two', () => {
    for (const id of ['1', '2', '3']) {
      expect(compose.services[`kafka-${id}`]?.environment).toMatchObject({
        KAFKA_NODE_ID: id,
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://kafka-${id}:9092`,
        KAFKA_MIN_INSYNC_REPLICAS: '2',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: brokerSettings()['auto.create.topics.enable'],
        KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: brokerSettings()['group.min.session.timeout.ms'],
      });
    }
    expect(compose.services['setup']?.environment?.['KAFKA_REPLICATION']).toBe('3');
  });

  it('gives Redis the settings of a private one', () => {
    const words = compose.services['redis']?.command ?? [];
    for (const [name, value] of SETTINGS.filter(([key]) => key !== 'bind' && key !== 'databases')) {
      expect(words[words.indexOf(`--${name}`) + 1]).toBe(value);
    }
  });

  it('publishes the gateway to this machine alone, and nothing else', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(published).toEqual(['gateway 127.0.0.1:8080:8080']);
  });
});
