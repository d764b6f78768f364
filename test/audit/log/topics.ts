import { originOf, type AuditRecord, type Place } from './record';

/** The audit's own knowledge of what stands where. */
export const STAGES = ['declaration', 'inspection', 'release', 'loading', 'gate', 'customs', 'carriers'] as const;
export type Stage = (typeof STAGES)[number];

export const INTAKE = 'intake.events';
export const commandsOf = (stage: Stage): string => `${stage}.commands`;
export const eventsOf = (stage: Stage): string => `${stage}.events`;
export const deadLettersOf = (stage: Stage): string => `${stage}.dead-letters`;

/** The stages whose lanes talk to each other, by the topic in which they do. */
const TRANSFERS = new Map<string, Stage>([
  ['declaration.transfer', 'declaration'],
  ['loading.transfer', 'loading'],
  ['gate.transfer', 'gate'],
]);
export const transferOf = (stage: Stage): string => `${stage}.transfer`;
/** The stage between whose lanes this topic lies, if it is one of those. */
export const transferStage = (topic: string): Stage | undefined => TRANSFERS.get(topic);
export const isTransfer = (topic: string): boolean => TRANSFERS.has(topic);

/** Every topic that the audit reads, in the order in which records flow. */
export const TOPICS: readonly string[] = [
  ...STAGES.map(commandsOf),
  INTAKE,
  ...STAGES.map(eventsOf),
  ...TRANSFERS.keys(),
  ...STAGES.map(deadLettersOf),
  'access.events',
];

/**
 * The order in which ends are taken: what follows from something before what it follows from, so that few ends have to move
 * afterwards. Batches end after their commands have been written, and the commands come last.
 */
export const ENDS_ORDER: readonly string[] = [
  ...['access.events', ...STAGES.map(deadLettersOf)],
  ...TRANSFERS.keys(),
  ...STAGES.map(eventsOf).reverse(),
  INTAKE,
  ...STAGES.map(commandsOf).reverse(),
];

/** Topics keyed by parcel, unit, application or booking, all with the same number of partitions. */
export const ENTITY_TOPICS: ReadonlySet<string> = new Set([...STAGES.map(commandsOf), ...STAGES.map(eventsOf)]);

const OUTPUTS = new Map<string, Stage>(STAGES.map((stage) => [eventsOf(stage), stage]));
const DEAD_LETTERS = new Map<string, Stage>(STAGES.map((stage) => [deadLettersOf(stage), stage]));

/** The stage whose lanes alone write this topic, if there is one. */
export const ownerOf = (topic: string): Stage | undefined => OUTPUTS.get(topic);

/** The stage whose dead letters these are, if they are. */
export const deadLettersOwner = (topic: string): Stage | undefined => DEAD_LETTERS.get(topic);

/** What has to stand before this record: an event's input, or the output that a forwarded record is a copy of. */
export function causeOf(record: AuditRecord): Place | null {
  if (record.meta && ownerOf(record.topic)) return record.meta.cause;
  const sender = TRANSFERS.get(record.topic) ?? DEAD_LETTERS.get(record.topic);
  const origin = sender === undefined ? null : originOf(record);
  return sender && origin ? { topic: eventsOf(sender), ...origin } : null;
}
