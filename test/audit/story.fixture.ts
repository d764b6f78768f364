import type { AvroRecord } from './log/avro';
import { isUnit } from './fold/unit-rules';
import type { AuditRecord, EventMeta } from './log/record';
import { TRANSFERRED } from './log/stages';
import { commandsOf, deadLettersOf, eventsOf, INTAKE, STAGES, transferOf, type Stage } from './log/topics';
import { ToldCarriers } from './told.fixture';
import { crc32c } from './wire/crc32c';
import { partitionOfKey } from './wire/murmur2';

export const PARTITIONS = 2;

/** An event as a test tells it: its name and its fields, the key's field left out; its key, if it is not the decision's. */
export type Told = readonly [type: string, fields?: AvroRecord, key?: string];

/** What every stage writes of its dead letters. */
/** Answers that are no event of what they are about. */
const OF_NOBODY: ReadonlySet<string> = new Set([
  'ParkedCommandRefused UNKNOWN_DEAD_LETTER',
  'DeclarationConflicted NUMBER_TAKEN',
  'RetirementRefused NOT_DUE',
  'SubscriptionCommandRefused UNKNOWN_SUBSCRIPTION',
]);
/** With these a life ends; numbers begin again. */
const LAST = /Retired$/;
const LETTERS = /^(RecordParked|Parked\w+|RetryParked|DiscardParked)$/;

const producerOf = (stage: Stage, partition: number): number => 100 + STAGES.indexOf(stage) * 10 + partition;
const isDocument = (key: string): boolean => /^(order|waybill|payment):/.test(key);
/** A truck is a load unit in one stage, and something that is booked in another. */
function keyField(stage: Stage, key: string): string {
  if (stage === 'gate' && key.startsWith('EA-')) return 'applicationId';
  if (stage === 'gate' && /^(truck|trailer|driver|slot):/.test(key)) return 'bookingId';
  if (isDocument(key)) return 'documentId';
  if (/^[A-Z0-9-]+\.[a-z0-9-]+$/.test(key)) return 'subscriptionId';
  return isUnit(key) ? 'unitId' : key.includes(':') ? 'deadLetterId' : 'parcelId';
}

/** Tells a log by hand, as the stages' lanes would have written it: who causes what, in which partition, under which number. */
export class Story {
  readonly records: AuditRecord[] = [];
  private readonly ends = new Map<string, number>();
  private readonly sequences = new Map<string, number>();
  private readonly carriers = new ToldCarriers();
  private clock = 1_000;

  /** @param tellsCarriers whether what carriers are told follows by itself */
  constructor(private readonly tellsCarriers = true) {
    for (const stage of STAGES) for (let p = 0; p < PARTITIONS; p++) this.claim(stage, p, 0);
  }

  /** When the next event occurs. */
  get now(): number {
    return this.clock;
  }

  /** A process takes over a lane. */
  claim(stage: Stage, partition: number, producerEpoch: number): AuditRecord {
    const producerId = producerOf(stage, partition);
    const fields = { stage, partition, producerId, producerEpoch, instance: 'test', claimedAt: this.clock++ };
    return this.append(eventsOf(stage), partition, '#lane', {
      type: 'LaneClaimed',
      kind: 'lane',
      fields,
      producerEpoch,
    });
  }

  command(stage: Stage, key: string, [type, fields = {}]: Told, correlationId = `r${this.clock}`): AuditRecord {
    const meta = { commandId: `c${this.clock}`, correlationId, actor: 'staff:test', issuedAt: this.clock++ };
    const all = { meta, [keyField(stage, key)]: key, ...fields };
    const topic = commandsOf(stage);
    const of = LETTERS.test(type) ? { kind: 'lane', homeTopic: null } : { kind: 'command', homeTopic: topic };
    return this.append(topic, this.lane(key), key, { type, fields: all, ...of });
  }

  /** Bytes that are no record of any schema. */
  poison(stage: Stage, key: string): AuditRecord {
    return this.append(commandsOf(stage), this.lane(key), key, { type: null, kind: 'none', fault: 'it is cut off' });
  }

  /** A stage decides about an input: all these events have it as their cause. @returns the events */
  decide(stage: Stage, cause: AuditRecord, key: string, ...events: readonly Told[]): AuditRecord[] {
    const { partition } = cause;
    const origin = /^(\d+):(\d+)$/.exec(cause.headers?.get('origin') ?? '');
    const decided = events.map(([type, fields = {}, other = key], n) => {
      const eventId = `${stage}:${cause.topic}:${cause.partition}:${cause.offset}:${n}`;
      const own = type === 'RecordParked' ? eventId : other;
      const entity = `${stage}/${keyField(stage, own)}/${own}`;
      const { reason } = fields;
      const isOfNobody = typeof reason === 'string' && OF_NOBODY.has(`${type} ${reason}`);
      const sequence = isOfNobody ? 0 : (this.sequences.get(entity) ?? 0) + 1;
      if (!isOfNobody) this.sequences.set(entity, LAST.test(type) ? 0 : sequence);
      const meta: EventMeta = {
        eventId,
        sequence,
        occurredAt: this.clock++,
        cause: {
          topic: cause.topic,
          partition: cause.partition,
          offset: cause.offset,
          originPartition: origin ? Number(origin[1]) : -1,
          originOffset: origin ? Number(origin[2]) : -1,
        },
      };
      const isLetter = LETTERS.test(type);
      // Of other stages' envelopes the audit knows what stands in `meta`; what carriers are told says more of it.
      const envelope = { eventId, recordedAt: meta.occurredAt, causeId: `${stage}:cause`, correlationId: 'r1' };
      return this.append(eventsOf(stage), partition, own, {
        ...{ type, meta, kind: isLetter ? 'lane' : 'event', homeTopic: isLetter ? null : eventsOf(stage) },
        fields: { ...(stage === 'carriers' ? { meta: envelope } : {}), [keyField(stage, own)]: own, ...fields },
      });
    });
    for (const event of this.tellsCarriers ? decided : []) {
      const told = this.carriers.toldOf(event, this.clock);
      if (told) this.decide('carriers', event, event.key, ['MilestoneReached', told]);
    }
    return decided;
  }

  /** Forwards an event to the lanes that it is for. @returns the forwarded records, in the order of those lanes */
  transfer(event: AuditRecord): AuditRecord[] {
    const named = event.fields[TRANSFERRED[event.type ?? ''] ?? ''] ?? null;
    const ids = (Array.isArray(named) ? named : [named]).filter((id): id is string => typeof id === 'string');
    const lanes = [...new Set(ids.map((id) => this.lane(id)))].sort();
    return lanes.map((lane) => this.forward(event, transferOf(event.topic.split('.')[0] as Stage), lane));
  }

  deadLetter(stage: Stage, parked: AuditRecord, { fingerprint }: AuditRecord): AuditRecord {
    return this.forward({ ...parked, fingerprint }, deadLettersOf(stage), parked.partition);
  }

  intake(batchId: string, [type, fields = {}]: Told): AuditRecord {
    return this.append(INTAKE, 0, batchId, { type, kind: 'record', fields: { batchId, ...fields }, homeTopic: INTAKE });
  }

  lane(key: string): number {
    const [, letter] = /:(\d+):\d+:0$/.exec(key) ?? [];
    if (letter !== undefined) return Number(letter);
    return partitionOfKey(Buffer.from(key), PARTITIONS);
  }

  private forward(event: AuditRecord, topic: string, partition: number): AuditRecord {
    const headers = new Map([['origin', `${event.partition}:${event.offset}`]]);
    const { type, kind, fields, meta, homeTopic, fingerprint } = event;
    return this.append(topic, partition, event.key, { type, kind, fields, meta, homeTopic, headers, fingerprint });
  }

  private append(topic: string, partition: number, key: string, of: Partial<AuditRecord>): AuditRecord {
    const offset = this.ends.get(`${topic}/${partition}`) ?? 0;
    this.ends.set(`${topic}/${partition}`, offset + 1);
    const stage = STAGES.find((each) => eventsOf(each) === topic);
    const record: AuditRecord = {
      ...{
        topic,
        partition,
        offset,
        key,
        type: null,
        kind: 'none',
        homeTopic: null,
        fields: {},
        meta: null,
        fault: '',
      },
      producerId: stage ? producerOf(stage, partition) : 7,
      producerEpoch: 0,
      fingerprint: crc32c(Buffer.from(`${topic}/${partition}@${offset}`)),
      headers: null,
      ...of,
    };
    this.records.push(record);
    return record;
  }
}
