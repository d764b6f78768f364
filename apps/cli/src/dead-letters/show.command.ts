import { Codec } from '@alataw/contracts';
import type { LogRecord } from '@alataw/log';
import { CommandError, type Command } from '../command';
import { withLog } from '../connection';
import { decodedOrNull, fieldsOf, type OutputEvent } from '../log/stage-output';
import { letterTopics, moment, placeIn, readLetters, type Letter } from './letters';

/** Bytes of a record that are shown; enough to see what it was meant to be. */
const MAX_SHOWN_BYTES = 2_048;

/** Shows one dead letter: the record as it came, why it could not be processed, and what was done about it. */
export const showDeadLetter: Command = {
  name: 'dead-letters show',
  summary: 'shows one record that a stage could not process, and its history',
  usage: [
    'ID                   as dead-letters list shows it',
    `--json               one JSON object; of the record's bytes the first ${MAX_SHOWN_BYTES}, in hexadecimal`,
  ],
  options: {},
  async run(options, [id = ''], terminal) {
    const place = placeIn(id);
    const codec = Codec.embedded();
    await withLog(options, terminal, [...letterTopics([place.stage]), place.topic], async (log) => {
      const [letter] = await readLetters(log, codec, place.stage, id);
      if (letter === undefined) throw new CommandError(`There is no dead letter ${id}: see alataw dead-letters list.`);
      const original = await log.readAt(place.topic, place.partition, place.offset);
      if (options['json'] === true) terminal.print(JSON.stringify(viewOf(letter, original, codec)));
      else linesOf(letter, original, codec).forEach((line) => terminal.print(line));
    });
  },
};

function viewOf({ id, stage, state, history }: Letter, original: LogRecord | null, codec: Codec): object {
  const decoded = decodedOrNull(codec, original?.value ?? null);
  return {
    id,
    stage,
    ...state,
    original: original && {
      timestamp: original.timestamp,
      headers: original.headers ?? {},
      key: original.key?.toString() ?? null,
      record: decoded?.contract.fullName ?? null,
      value: decoded?.value ?? null,
      bytes: original.value?.subarray(0, MAX_SHOWN_BYTES).toString('hex') ?? null,
    },
    history: history.map(({ record, decoded: { contract }, meta, ...event }) => ({
      type: contract.name,
      partition: event.partition,
      offset: record.offset,
      ...{ eventId: meta.eventId, actor: meta.actor, recordedAt: meta.recordedAt },
      data: fieldsOf({ contract, value: codec.decode(record.value ?? Buffer.alloc(0)).value }),
    })),
  };
}

function linesOf({ id, state, history }: Letter, original: LogRecord | null, codec: Codec): string[] {
  const { topic, partition, offset, status, reason, detail, attempts } = state;
  return [
    `${id}: ${status}, ${attempts} in vain`,
    `reason   ${reason}: ${detail}`,
    `record   ${topic}/${partition}@${offset}`,
    ...(original === null ? ['         retention has removed it'] : recordLines(original, codec)),
    'history',
    ...history.map(eventLine),
  ];
}

function recordLines(original: LogRecord, codec: Codec): string[] {
  const headers = Object.entries(original.headers ?? {}).map(([name, value]) => `header   ${name}: ${value}`);
  const decoded = decodedOrNull(codec, original.value);
  const value = decoded
    ? [`value    ${decoded.contract.fullName}`, ...JSON.stringify(decoded.value, null, 2).split('\n')]
    : [`value    ${original.value?.length ?? 0} bytes that are no record`, ...dump(original.value)];
  return [`written  ${moment(original.timestamp)}`, ...headers, `key      ${String(original.key)}`, ...value];
}

function eventLine({ record, decoded, meta }: OutputEvent): string {
  return `  ${moment(meta.recordedAt)}  @${record.offset}  ${decoded.contract.name} by ${meta.actor || 'nobody'}  ${JSON.stringify({ ...fieldsOf(decoded), deadLetterId: undefined })}`;
}

/** Sixteen bytes a line: where, in hexadecimal, as text. */
function dump(bytes: Buffer | null): string[] {
  const shown = bytes?.subarray(0, MAX_SHOWN_BYTES) ?? Buffer.alloc(0);
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += 16) {
    const row = shown.subarray(at, at + 16);
    const hex = row.toString('hex').replace(/(..)(?=.)/g, '$1 ');
    const text = row.toString('latin1').replace(/[^ -~]/g, '.');
    lines.push(`  ${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text}`);
  }
  if (bytes && bytes.length > shown.length) lines.push(`  … ${bytes.length - shown.length} bytes more`);
  return lines;
}
