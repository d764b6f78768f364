import type { Principal } from '@alataw/http';
import type { Projections } from '../parcels/projections';
import { searchedKinds, type Hit, type SearchedKind } from './hits';

/** The most that one search answers: who gets more has read too little of the number. */
export const MAX_HITS = 50;
/** Characters of the longest number, a document's id. */
export const MAX_SOUGHT = 120;

/** What is looked for. */
export interface Sought {
  /** As it was sent, without blanks around it. */
  readonly text: string;
  /** As numbers are compared. */
  readonly number: string;
}

export interface Hits {
  readonly hits: readonly Hit[];
  /** There is more than was answered. */
  readonly more: boolean;
}

/** Finds what the reader may see of everything that a number leads to. */
export async function search(
  projections: Projections,
  sought: Sought,
  reader: Principal,
  limit: number,
): Promise<Hits> {
  const searched = searchedKinds.filter(({ roles }) => roles.includes(reader.role));
  const found = await Promise.all(searched.map((kind) => hitsOf(kind, projections, sought, reader, limit + 1)));
  const hits = found.flat();
  return { hits: hits.slice(0, limit), more: hits.length > limit };
}

async function hitsOf(
  { kind, stage, idIn, read }: SearchedKind,
  projections: Projections,
  { text, number }: Sought,
  reader: Principal,
  limit: number,
): Promise<Hit[]> {
  // What others own is not even looked at: however much of it has the same number, it hides nothing.
  const ids = new Set(await projections.found(stage, kind, { number, owner: reader.tenant, limit }));
  const own = idIn(text);
  if (own !== null) ids.add(own);
  const hits = await read(projections, [...ids], reader);
  return hits.filter((hit) => hit !== undefined);
}
