import type { InspectionReason } from '@alataw/contracts';
import { hsChapter, Timetable } from '@alataw/values';

/** A list that a physical examination has to answer, and the parcels that it is for. */
interface Checklist {
  /** HS chapters; null: all. */
  readonly chapters: ReadonlySet<string> | null;
  /** Why the parcel is examined; null: whatever the reason. */
  readonly reasons: ReadonlySet<InspectionReason> | null;
  /** Codes, in the order in which they are answered. */
  readonly items: readonly string[];
}

const of = (
  chapters: readonly string[] | null,
  reasons: readonly InspectionReason[] | null,
  items: readonly string[],
) => ({ chapters: chapters && new Set(chapters), reasons: reasons && new Set(reasons), items }) satisfies Checklist;

const SOURCE = 'Assumption: what an officer would look at, to be replaced by the port’s own lists.';

const checklists = new Timetable<readonly Checklist[]>([
  {
    from: '2020-01-21',
    value: [
      of(null, null, ['PACKAGING', 'QUANTITY', 'DESCRIPTION']),
      of(['85'], null, ['BATTERY_MARKS', 'MODEL']),
      of(['30'], null, ['LABEL', 'EXPIRY_DATE']),
      of(['04', '15', '19', '20', '21', '22'], null, ['LABEL', 'EXPIRY_DATE']),
      of(['82', '93'], null, ['BLADE_LENGTH']),
      of(['88'], null, ['MODEL']),
      of(null, ['WEIGHT'], ['WEIGHT']),
      of(null, ['VALUE'], ['PRICE_TAG']),
    ],
    source: SOURCE,
  },
]);

/**
 * The items that a physical examination has to answer.
 * @param hsCodes of the declared lines
 * @param at epoch ms UTC
 */
export function checklistFor(hsCodes: readonly string[], reason: InspectionReason, at: number): readonly string[] {
  const chapters = hsCodes.map(hsChapter);
  const items = (checklists.at(at).at(-1) ?? [])
    .filter((list) => list.chapters === null || chapters.some((chapter) => list.chapters?.has(chapter)))
    .filter((list) => list.reasons === null || list.reasons.has(reason))
    .flatMap((list) => list.items);
  return [...new Set(items)];
}
