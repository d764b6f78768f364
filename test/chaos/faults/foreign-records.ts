import {
  ApproveEntry,
  DeclareParcel,
  DockTruck,
  HoldParcel,
  OpenSubscription,
  ParcelDeparted,
  partitionOf,
  RecordReceipt,
  RecordVerdict,
  stages,
  topicsOf,
  type Contract,
  type StageName,
} from '@alataw/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#local/prepare';
import { releases } from '../../../libs/contracts/src/generated/releases';
import { ALL_LANES, PARTITIONS, partitionOfLane, stageOf, type LaneName } from '../lanes';
import { placeOf } from '../monitor';
import { elapsed, RECOVERY_MS } from '../recovery';
import type { FaultKind } from './fault';

type Named = Pick<Contract<unknown>, 'name' | 'fullName'>;

/** The key of every golden example that names a parcel, a load unit or an application. */
const keyOf = ({ name }: Named): string => `${KEYS[name] ?? 'parcelId'} 包裹 📦`;
const KEYS: Readonly<Record<string, string>> = {
  DockTruck: 'unitId',
  ApproveEntry: 'applicationId',
  OpenSubscription: 'subscriptionId',
};

/** A record as its schema's golden example has it, framed as in the log. */
function golden({ fullName }: Named): Buffer {
  const file = join(ROOT, 'schemas', 'history', fullName, '1.golden.json');
  const [full] = JSON.parse(readFileSync(file, 'utf8')) as { readonly hex: string }[];
  const release = releases.find(({ subject, version }) => subject === fullName && version === 1);
  return framed(release!.id, Buffer.from(full!.hex, 'hex'));
}

/** Confluent's framing: a zero and the schema's id in four bytes. */
function framed(schemaId: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(schemaId, 1);
  return Buffer.concat([head, rest]);
}

const NO_SCHEMA = 2_000_000_000;
const COMMANDS: Readonly<Record<StageName, Named>> = {
  declaration: DeclareParcel,
  inspection: RecordVerdict,
  release: HoldParcel,
  loading: DockTruck,
  gate: ApproveEntry,
  customs: RecordReceipt,
  carriers: OpenSubscription,
};

/** What must not stop a lane, one of each sort. */
function poisons(stage: StageName): { readonly partition: number; readonly key: string; readonly value: Buffer }[] {
  const command = COMMANDS[stage];
  const home = partitionOf(keyOf(command), PARTITIONS);
  const parcels = partitionOf(keyOf(ParcelDeparted), PARTITIONS);
  return [
    { partition: home, key: 'bytes of nobody', value: Buffer.from('this is no record') },
    { partition: home, key: 'an unknown schema', value: framed(NO_SCHEMA, Buffer.from('whatever')) },
    { partition: (home + 1) % PARTITIONS, key: keyOf(command), value: golden(command) },
    { partition: parcels, key: keyOf(ParcelDeparted), value: golden(ParcelDeparted) },
  ];
}

export const poison: FaultKind = {
  name: 'poison',
  does: "puts into a stage's commands: bytes that are no record, an unknown schema, a command in another's partition, an event",
  undone: 'each is parked once and stands among the dead letters',
  recovered: 'all are parked and the lanes have gone on',
  victims: stages,
  lastsMs: [0, 0],
  overheadMs: 2_000,
  company: 'guest',
  async strike({ centre }, { victim }) {
    const { monitor, log } = centre;
    const since = Date.now();
    const topic = topicsOf(victim as StageName).commands;
    const published = await log.publish(
      poisons(victim as StageName).map(({ key, ...rest }) => ({ topic, key: Buffer.from(key), ...rest })),
    );
    const places = published.map(({ partition, offset }) => placeOf(topic, partition, offset));
    centre.poisoned.push(...places);
    const isParked = (place: string): boolean => monitor.parked.has(place) && monitor.deadLetters.has(place);
    return {
      ms: elapsed(
        since,
        monitor.until(() => places.every(isParked), AbortSignal.timeout(RECOVERY_MS)),
      ),
    };
  },
};

export const alien: FaultKind = {
  name: 'alien',
  does: "puts into a stage's events, where lanes alone write: bytes that are no record, and an event without a producer",
  undone: 'they stay, and count for nothing',
  recovered: 'the lane, which notices at its next append and is claimed anew, has decided something',
  victims: ALL_LANES,
  lastsMs: [0, 0],
  overheadMs: 3_000,
  company: 'guest',
  async strike(scene, { victim }) {
    const { centre } = scene;
    const lane = victim as LaneName;
    const kafka = new Kafka({ brokers: [...centre.brokers.direct], clientId: 'alien', logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ idempotent: false, allowAutoTopicCreation: false });
    await producer.connect();
    try {
      const partition = partitionOfLane(lane);
      const messages = [{ value: Buffer.from('this is no record') }, { value: golden(ParcelDeparted) }];
      await producer.send({
        topic: topicsOf(stageOf(lane)).events,
        messages: messages.map((message) => ({ key: keyOf(ParcelDeparted), partition, ...message })),
      });
    } finally {
      await producer.disconnect();
    }
    return scene.lanesRecover([lane]);
  },
};
