import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kafkaJars } from '../../infra/local/kafka-jars';
import { requireProgram } from '../../infra/local/programs';

/** A record as a client of another make has read it. */
export interface ForeignRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
}

/** What only a reader that understands the values can tell. */
export interface DecodedForeignRecord extends ForeignRecord {
  readonly type: string;
  readonly eventId: string | null;
}

const run = promisify(execFile);
const quiet = (): void => undefined;
const MAX_OUTPUT = 256 * 1024 * 1024;

/** Kafka's own console consumer: reads a topic from its start. @param count after so many records it ends */
export async function readWithJava(brokers: string, topic: string, count: number): Promise<ForeignRecord[]> {
  const jars = await kafkaJars(quiet);
  const shown = ['print.partition=true', 'print.offset=true', 'print.key=true', 'print.value=false'];
  const args = [
    ...['-cp', join(jars, '*'), 'org.apache.kafka.tools.consumer.ConsoleConsumer'],
    ...['--bootstrap-server', brokers, '--topic', topic, '--from-beginning'],
    // It ends with the last of them; how long it needs to begin depends on what else the machine does.
    ...['--max-messages', String(count), '--timeout-ms', '60000'],
    ...shown.flatMap((property) => ['--formatter-property', property]),
  ];
  const { stdout } = await run('java', args, { maxBuffer: MAX_OUTPUT });
  return stdout
    .split('\n')
    .map((line) => /^Partition:(\d+)\tOffset:(\d+)\t(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, partition, offset, key = '']) => ({ partition: Number(partition), offset: Number(offset), key }));
}

/** librdkafka and Apache Avro in Python: reads a topic to its end, with schemas from the registry's read routes. */
export async function readWithPython(
  brokers: string,
  topic: string,
  registry: string,
): Promise<DecodedForeignRecord[]> {
  await requireProgram('python-readers', quiet);
  const script = join(__dirname, 'read_events.py');
  const { stdout } = await run('/usr/bin/python3', [script, brokers, topic, registry], { maxBuffer: MAX_OUTPUT });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DecodedForeignRecord);
}
