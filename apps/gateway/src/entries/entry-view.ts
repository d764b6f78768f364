import { EntryApplicationState, isOf, type EntryStatus } from '@alataw/contracts';
import { inEachLanguage, sentenceOf, type Words } from '@alataw/values';
import type { Projections, StageEntry } from '../parcels/projections';

/** An application as the gate knows it. */
export interface KnownEntry extends Omit<StageEntry, 'state'> {
  readonly state: EntryApplicationState;
}

/** What the gate remembers of an application. */
export async function knownEntry(projections: Projections, applicationId: string): Promise<KnownEntry | undefined> {
  const [found] = await projections.entities('entry-application', [applicationId]);
  const entry = found?.gate;
  if (entry === undefined || !isOf(EntryApplicationState, entry.state)) return undefined;
  return { ...entry, state: entry.state.value };
}

const FINAL: ReadonlySet<EntryStatus> = new Set(['completed', 'refused', 'cancelled', 'expired', 'turnedAway']);

/** Where an application is read. */
export const linkToEntry = (applicationId: string): string => `/v1/entry-applications/${applicationId}`;

/** Where an application stands, with the reason if there is one. */
export function entryInWords({ status, reason }: EntryApplicationState): Words {
  const where = sentenceOf('EntryStatus', status);
  const why = status === 'refused' || status === 'turnedAway' ? sentenceOf(LISTS[status], reason) : null;
  return inEachLanguage((language) => (why === null ? where[language] : `${where[language]} ${why[language]}`));
}

/** An application as the API shows it: what it is, and its status in words, with the reason if there is one. */
export function entryView(applicationId: string, state: EntryApplicationState): Readonly<Record<string, unknown>> {
  const { status } = state;
  const truck = state.truckId === '' ? {} : { truck: `/v1/trucks/${state.truckId}` };
  return {
    applicationId,
    ...state,
    text: entryInWords(state),
    final: FINAL.has(status),
    links: { self: linkToEntry(applicationId), ...truck },
  };
}

const LISTS = { refused: 'EntryRefusalReason', turnedAway: 'TurnAwayReason' } as const;
