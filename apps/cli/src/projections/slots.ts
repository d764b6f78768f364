import { stages, topicsOf, type StageName } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { foldOf, slotOf, type Fold, type SlotLane } from '@alataw/projection';
import { CommandError } from '../command';

/** A slot as operators name it: the fold is always said, so that nobody drops `release` who means `release@2`. */
export const slotText = ({ stage, fold }: Fold): string => `${stage}@${fold}`;

/** Reads `STAGE@FOLD`. @throws {CommandError} */
export function readSlot(text: string): Fold & { readonly stage: StageName } {
  const [name = '', number = ''] = text.split('@');
  const stage = stages.find((known) => known === name);
  const fold = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0;
  const of = stage && fold > 0 ? foldOf(slotOf(stage, fold)) : null;
  if (stage && of && text === slotText(of)) return { stage, fold };
  throw new CommandError('Say which: alataw projections drop STAGE@FOLD, as release@2 (see projections list).');
}

/** How many lanes a stage has. */
export const lanesOf = (log: KafkaLog, stage: StageName): number => log.partitions(topicsOf(stage).events);

/** Who needs the slot, each in a sentence; empty: it can be dropped. */
export function needsOf(lanes: readonly SlotLane[]): string[] {
  const listed = (fits: (lane: SlotLane) => boolean): string =>
    lanes
      .filter(fits)
      .map(({ partition }) => partition)
      .join(', ');
  const followed = listed(({ isFollowed }) => isFollowed);
  const taken = listed(({ isFollowed, isTaken }) => isTaken && !isFollowed);
  const built = listed(({ isBuilding }) => isBuilding);
  return [
    ...(followed === '' ? [] : [`readers follow it on lanes ${followed}`]),
    ...(taken === '' ? [] : [`an instance of this fold has taken lanes ${taken}`]),
    ...(built === '' ? [] : [`a process with BUILD_AHEAD builds lanes ${built}`]),
  ];
}
