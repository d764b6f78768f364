import { Codec, topicsOf, type EventMeta } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { CommandError, type Command } from '../command';
import { withLog, withRedis } from '../connection';
import { moment } from '../dead-letters/letters';
import { placeText, readEntity, topicsOfAll, type EntityLog } from '../entity/entity-log';
import { stageDefinitions } from '../entity/stage-definitions';
import { decodedOrNull, fieldsOf, type OutputEvent } from '../log/stage-output';
import { compareProjection, readProjection, type ProjectionView } from './projection-view';

interface EventView {
  readonly stage: string;
  readonly type: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** False: not appended by the owner of the lane. */
  readonly counts: boolean;
  readonly schemaId: number;
  /** The record that led to it; null when retention has removed it, or when its bytes are no record. */
  readonly causedBy: string | null;
  readonly meta: EventMeta;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Shows everything that the log says of one parcel or load unit, and whether Redis says the same. */
export const trace: Command = {
  name: 'trace',
  summary: 'shows all events of a parcel or load unit, and whether Redis agrees',
  usage: [
    'PARCEL               or a load unit or document: truck:KZ-123ABC02, order:SILKROAD:PO-1',
    '--json               one JSON object',
  ],
  options: {},
  async run(options, [id = ''], terminal) {
    if (id === '') throw new CommandError('Say which: alataw trace PARCEL.');
    const codec = Codec.embedded();
    const definitions = stageDefinitions(options, terminal.environment);
    await withLog(options, terminal, topicsOfAll(definitions, codec), async (log) => {
      // Redis first: by the time the log is read it says at least as much.
      const stored = await withRedis(options, terminal, (redis) => readProjection(redis, log, definitions, id));
      const stages = await readEntity(log, codec, definitions, id);
      const events = (await Promise.all(stages.map((stage) => eventsOf(stage, log, codec)))).flat();
      events.sort((a, b) => a.meta.recordedAt - b.meta.recordedAt);
      const projections = compareProjection(stages, stored, codec);
      if (options['json'] === true) terminal.print(JSON.stringify({ id, events, projections }));
      else [...events.flatMap(eventLines), ...projections.flatMap(projectionLines)].forEach((l) => terminal.print(l));
    });
  },
};

async function eventsOf({ events }: EntityLog, log: KafkaLog, codec: Codec): Promise<EventView[]> {
  return Promise.all(
    events.map(async ({ stage, partition, record, decoded, meta, counts }: OutputEvent) => {
      const { cause } = meta;
      const input = await log.readAt(cause.topic, cause.partition, cause.offset);
      return {
        ...{
          stage,
          type: decoded.contract.name,
          topic: topicsOf(stage).events,
          partition,
          offset: record.offset,
          counts,
        },
        schemaId: record.value?.readInt32BE(1) ?? -1,
        causedBy: decodedOrNull(codec, input?.value ?? null)?.contract.name ?? null,
        meta,
        data: fieldsOf(decoded),
      };
    }),
  );
}

function eventLines(event: EventView): string[] {
  const { meta } = event;
  const { cause } = meta;
  const origin = cause.originOffset < 0 ? '' : `, forwarded from ${cause.originPartition}@${cause.originOffset}`;
  return [
    `${moment(meta.recordedAt)}  ${event.type}${event.counts ? '' : '  DOES NOT COUNT: not written by the owner of the lane'}`,
    `  at       ${placeText(event)}, schema ${event.schemaId}, sequence ${meta.sequence}, id ${meta.eventId}`,
    `  by       ${meta.actor}, occurred ${moment(meta.occurredAt)}, correlation ${meta.correlationId}`,
    `  cause    ${event.causedBy ?? 'unreadable or gone'} ${placeText(cause)}, id ${meta.causeId}${origin}`,
    `  data     ${JSON.stringify(event.data)}`,
  ];
}

function projectionLines(view: ProjectionView): string[] {
  const { stage, mark, sequence, eventOffsets, state, isEqual } = view;
  const verdict = isEqual ? 'equals the fold of these events' : 'DIFFERS from the fold of these events';
  const head = `Redis, ${stage} at mark ${mark ?? 'none'}: ${verdict}`;
  if (sequence === null) return [head, '  nothing is stored'];
  return [head, `  sequence ${sequence}, events at ${eventOffsets.join(', ')}`, `  ${JSON.stringify(state)}`];
}
