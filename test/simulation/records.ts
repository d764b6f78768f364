import { StageRecords } from '@alataw/lane';
import type { StageDefinition } from '@alataw/stage';
import { dockCodec } from './dock.stage';
import './gate.stage'; // declares its contracts, which the codec has to know

/** Compiling its schemas takes longer than a schedule. */
export const codec = dockCodec();

const known = new Map<StageDefinition, Map<number, StageRecords>>();

/** A stage's records hold no state but the number of partitions: all processes of all schedules share them, and the audit. */
export function recordsOf(stage: StageDefinition, partitions: number): StageRecords {
  const ofStage = known.get(stage) ?? new Map<number, StageRecords>();
  known.set(stage, ofStage);
  let records = ofStage.get(partitions);
  if (!records) {
    records = new StageRecords(stage, codec);
    records.open(partitions);
    ofStage.set(partitions, records);
  }
  return records;
}
