import { stages, topicsOf, type StageName } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { surveySlots, type SlotLane, type SlotView } from '@alataw/projection';
import type { Command } from '../command';
import { withLog, withRedis } from '../connection';
import { lanesOf, slotText } from './slots';

/** A lane of a slot, and where its log ends. */
interface ListedLane extends SlotLane {
  /** The offset after the last record of the stage's output. */
  readonly end: number;
}

interface Listed extends Omit<SlotView, 'lanes'> {
  readonly stage: StageName;
  readonly lanes: readonly ListedLane[];
}

/** Shows which folds of the stages stand in Redis, how far each is, what it takes and who needs it. */
export const listProjections: Command = {
  name: 'projections list',
  summary: 'shows the folds of each stage that stand in Redis, and which readers follow',
  usage: ['--json               one JSON object per line'],
  options: {},
  async run(options, _operands, terminal) {
    const topics = stages.map((stage) => topicsOf(stage).events);
    const listed = await withLog(options, terminal, topics, (log) =>
      withRedis(options, terminal, async (redis) => {
        const slots = await surveySlots(redis, stages, Math.max(...stages.map((stage) => lanesOf(log, stage))));
        return withEnds(log, slots); // the log last: no mark is beyond its end
      }),
    );
    if (options['json'] === true) listed.forEach((slot) => terminal.print(JSON.stringify(viewOf(slot))));
    else linesOf(listed).forEach((line) => terminal.print(line));
  },
};

async function withEnds(log: KafkaLog, slots: readonly SlotView[]): Promise<Listed[]> {
  const ends = new Map<string, number[]>();
  for (const stage of stages) ends.set(stage, await log.endOffsets(topicsOf(stage).events));
  return slots.map((slot) => ({
    ...slot,
    stage: slot.stage as StageName,
    lanes: slot.lanes.map((lane) => ({ ...lane, end: ends.get(slot.stage)?.[lane.partition] ?? 0 })),
  }));
}

const built = ({ lanes }: Listed): ListedLane[] => lanes.filter(({ mark }) => mark !== null);
const behind = (slot: Listed): number => built(slot).reduce((sum, { mark, end }) => sum + end - (mark ?? 0), 0);

/** Who needs the slot; a slot that nobody needs can be dropped. */
function useOf({ lanes }: Listed): 'readers' | 'owner' | 'builder' | 'nobody' {
  if (lanes.some(({ isFollowed }) => isFollowed)) return 'readers';
  if (lanes.some(({ isTaken }) => isTaken)) return 'owner';
  return lanes.some(({ isBuilding }) => isBuilding) ? 'builder' : 'nobody';
}

function viewOf(slot: Listed): object {
  const { stage, fold, lanes, keys, entries, bytes } = slot;
  return {
    ...{ slot: slotText(slot), stage, fold, neededBy: useOf(slot) },
    lanesBuilt: built(slot).length,
    lanesFollowed: lanes.filter(({ isFollowed }) => isFollowed).length,
    ...{ recordsBehind: behind(slot), keys, entries, bytes },
    lanes: lanes.map(({ partition, mark, end, isFollowed, isTaken, isBuilding }) => {
      return { partition, mark, end, isFollowed, isTaken, isBuilding };
    }),
  };
}

function linesOf(listed: readonly Listed[]): string[] {
  const head = ['PROJECTION', 'BUILT', 'FOLLOWED', 'BEHIND', 'KEYS', 'ENTRIES', 'SIZE', 'NEEDED BY'];
  const rows = listed.map((slot) => {
    const of = (count: number): string => `${count}/${slot.lanes.length}`;
    const followed = slot.lanes.filter(({ isFollowed }) => isFollowed).length;
    return [
      ...[slotText(slot), of(built(slot).length), of(followed), String(behind(slot))],
      ...[String(slot.keys), String(slot.entries), sizeText(slot.bytes), useOf(slot)],
    ];
  });
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i > 0 && i < 7 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.flatMap((row, i) => [line(row), marksLine(listed[i]!)])];
}

/** Mark and end of each lane. */
function marksLine({ lanes }: Listed): string {
  const text = ({ partition, mark, exists, end }: ListedLane): string => {
    if (mark !== null) return `${partition}: ${mark}/${end}`;
    return `${partition}: ${exists ? 'incomplete' : 'none'}`;
  };
  return `  marks  ${lanes.map(text).join('  ')}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
