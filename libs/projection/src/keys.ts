/** The fold that readers follow where nobody has pointed them to another. */
export const FIRST_FOLD = 1;

/**
 * The name under which one fold of a stage's output stands in Redis, `release` or `release@2`: several stand side by side,
 * and the pointer of each lane names the one that readers follow.
 */
export const slotOf = (stage: string, fold: number): string => (fold === FIRST_FOLD ? stage : `${stage}@${fold}`);

const SLOT = /^(\w+)(?:@([2-9]|[1-9]\d+))?$/;

/** The inverse of {@link slotOf}; null for what names no slot. */
export function foldOf(slot: string): { readonly stage: string; readonly fold: number } | null {
  const [, stage, fold] = SLOT.exec(slot) ?? [];
  return stage === undefined ? null : { stage, fold: fold === undefined ? FIRST_FOLD : Number(fold) };
}

/**
 * Every Redis key that Alataw uses. The braces keep all keys of a partition in one cluster slot, so that one script may
 * touch them together.
 */
export const keys = {
  /** Hash: one field per slot, written by that stage alone. */
  entity: (partition: number, kind: string, id: string): string => `{${partition}}:${kind}:${id}`,
  /** Hash: how far a stage's output is projected in a slot, and what the lane must know to go on. */
  lane: (partition: number, slot: string): string => `{${partition}}:${slot}:lane`,
  /** Hash: status → number of entities. */
  counts: (partition: number, slot: string): string => `{${partition}}:${slot}:counts`,
  /** Sorted set by time of entry, or of numbers. @param set `queue:<name>`, `index:<name>` or as {@link numberSet} names it */
  set: (partition: number, slot: string, set: string): string => {
    const colon = set.indexOf(':');
    return `{${partition}}:${set.slice(0, colon)}:${slot}.${set.slice(colon + 1)}`;
  },
  /** Hash: id → what is left of an entity that has no entry any more. One of many, so that each stays small. */
  left: (partition: number, slot: string, kind: string, id: string): string =>
    keys.set(partition, slot, `left:${kind}.${(hashOf(id) % LEFT_HASHES).toString(16)}`),
  /** Set: the names `<slot>.<queue>` of all queues that ever held something here. */
  queues: (partition: number): string => `{${partition}}:queues`,
  /** Hash: per stage, which fold readers follow and who owns the lane; see {@link foldFields}. */
  folds: (partition: number): string => `{${partition}}:folds`,
  /** Stream: the last entries of a list, see `RecentEntries`. Of no partition. */
  recent: (list: string): string => `recent:${list}`,
  /** Matches everything of a partition. */
  allOf: (partition: number): string => `{${partition}}:*`,
} as const;

const NO_ENTITY = /^\{\d+\}:(queues$|folds$|queue:|index:|number:|left:|[\w@]+:(lane|counts)$)/;

/** Whether a key of a partition is the hash of an entity. */
export const isEntityKey = (key: string): boolean => !NO_ENTITY.test(key);

/** The slot that alone owns a key of a partition; null for entities, and for what the slots share. */
export function slotOfKey(key: string): string | null {
  const [, area = '', name = ''] = key.split(':', 3);
  if (area === 'queue' || area === 'index' || area === 'number' || area === 'left')
    return name.slice(0, name.indexOf('.'));
  return isEntityKey(key) || name === '' ? null : area;
}

/** Whether a key of a partition holds something of this slot alone, its lane hash left aside. */
export const isOfSlot = (key: string, slot: string): boolean => slotOfKey(key) === slot && !key.endsWith(':lane');

/** Hashes among which what is left of a kind is spread in each lane: 229 in each where 24 lanes remember 180 million. */
const LEFT_HASHES = 32_768;
/** Sets among which the numbers of a kind are spread in each lane: small ones take Redis a third of the memory of a large one. */
const NUMBER_SETS = 4_096;

/** A number under which an entity is found, and who may find it so besides staff. */
export interface FoundBy {
  readonly number: string;
  /** Empty: staff alone. */
  readonly owner: string;
}

/** The set in which a number's entities stand, all at score 0. */
export function numberSet(kind: string, number: string): `number:${string}` {
  return `number:${kind}.${(hashOf(number) % NUMBER_SETS).toString(16)}`;
}

/** FNV-1a of the UTF-8 bytes, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The member by which an entity stands there. Neither number nor owner holds a NUL. */
export const numberMember = ({ number, owner }: FoundBy, id: string): string => `${number}\0${owner}\0${id}`;

/** The id in a member. */
export const idOfMember = (member: string): string => member.slice(member.indexOf('\0', member.indexOf('\0') + 1) + 1);

/** The members of a number, or those of one owner, as bounds of a range by bytes. */
export function membersOf(number: string, owner?: string): readonly [from: string, to: string] {
  const prefix = owner === undefined ? number : `${number}\0${owner}`;
  return [`[${prefix}\0`, `(${prefix}\x01`];
}

/** Fields of the folds hash. */
export const foldFields = {
  /** The pointer: the fold that readers follow. */
  followed: (stage: string): string => stage,
  /** The lane's last owner, whichever fold it has. */
  owner: (stage: string): string => `${stage}:owner`,
  /** The fold that this owner took. */
  taken: (stage: string): string => `${stage}:taken`,
  /** How often somebody has begun to build or to drop a slot of the lane: gives each of them a name. */
  builds: (stage: string): string => `${stage}:builds`,
  /** When somebody who builds this fold last said so, ms by Redis's own clock. */
  building: (stage: string, fold: number): string => `${stage}:building@${fold}`,
} as const;

/** Fields of the lane hash. */
export const laneFields = {
  mark: 'mark',
  /** `<mark after the change>/<number>` of the last part written of a change that is being written. */
  part: 'part',
  owner: 'owner',
  forwarded: 'forwarded',
  producerId: 'producerId',
  producerEpoch: 'producerEpoch',
  nextPrefix: 'next:',
  originPrefix: 'origin:',
} as const;
