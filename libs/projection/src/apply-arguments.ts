import { encodeRemains } from './entry';
import { keys, laneFields, numberMember, numberSet, type FoundBy } from './keys';
import type { EntryChange, LaneChange } from './lane-change';

export const QUEUE = 'queue:';

/** A part of a change, complete in itself: should it be the last before a crash, entries and counts agree. */
export interface ChangePart {
  /** From 1. */
  readonly number: number;
  readonly isLast: boolean;
  readonly entries: readonly EntryChange[];
  /** As they are with this part. */
  readonly counts: ReadonlyMap<string, number>;
  /** Queues that this process names for the first time. */
  readonly newQueues: readonly string[];
}

/** What an entity's change means for the sorted sets, those of its numbers included. */
function setsOf({ kind, id, leave, enter, lose, gain }: EntryChange): {
  readonly leaving: readonly { readonly set: string; readonly member: string }[];
  readonly entering: readonly { readonly set: string; readonly member: string; readonly score: number }[];
} {
  const place = (by: FoundBy) => ({ set: numberSet(kind, by.number), member: numberMember(by, id), score: 0 });
  return {
    leaving: [...leave.map((set) => ({ set, member: id })), ...lose.map(place)],
    entering: [...enter.map(({ set, since }) => ({ set, member: id, score: since })), ...gain.map(place)],
  };
}

/** The keys of the script that applies a part of a change, and its arguments behind the owner. */
export function applyArguments(
  partition: number,
  slot: string,
  change: LaneChange,
  part: ChangePart,
): { readonly names: readonly string[]; readonly args: readonly (string | Buffer)[] } {
  const names = [keys.lane(partition, slot), keys.counts(partition, slot), keys.queues(partition)];
  const laneArgs: string[] = [];
  if (part.isLast) {
    for (const [topic, offset] of change.next) laneArgs.push(laneFields.nextPrefix + topic, String(offset));
    for (const [lane, offset] of change.origins) laneArgs.push(laneFields.originPrefix + lane, String(offset));
    laneArgs.push(laneFields.forwarded, String(change.forwarded));
    laneArgs.push(laneFields.producerId, String(change.producerId));
    laneArgs.push(laneFields.producerEpoch, String(change.producerEpoch));
  }
  const countArgs = [...part.counts].flatMap(([status, count]) => [status, String(count)]);
  const queueNames = part.newQueues.map((set) => `${slot}.${set.slice(QUEUE.length)}`);
  const entries = entryArguments(partition, slot, part.entries);
  const args = [
    String(change.from),
    String(change.to),
    String(part.number),
    part.isLast ? '1' : '',
    slot,
    String(laneArgs.length / 2),
    String(countArgs.length / 2),
    String(queueNames.length),
    String(part.entries.length),
    ...laneArgs,
    ...countArgs,
    ...queueNames,
    ...entries.args,
  ];
  return { names: [...names, ...entries.names], args };
}

function entryArguments(partition: number, slot: string, entries: readonly EntryChange[]) {
  const names: string[] = [];
  const args: (string | Buffer)[] = [];
  for (const entry of entries) {
    const { leaving, entering } = setsOf(entry);
    names.push(keys.entity(partition, entry.kind, entry.id));
    args.push(entry.bytes ?? '', String(leaving.length), String(entering.length), entry.left ? '1' : '');
    for (const { set } of [...leaving, ...entering]) names.push(keys.set(partition, slot, set));
    for (const { member } of leaving) args.push(member);
    for (const { score, member } of entering) args.push(String(score), member);
    if (!entry.left) continue;
    const { remains, today } = entry.left;
    names.push(keys.left(partition, slot, entry.kind, entry.id));
    args.push(entry.id, remains === null ? '' : encodeRemains(remains), String(today));
  }
  return { names, args };
}
