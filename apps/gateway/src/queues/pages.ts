import { decodeCursor, encodeCursor, nextLink, readLimit } from '@alataw/http';
import type { FastifyReply } from 'fastify';
import { MAX_PAGE_ROWS, PAGE_ROWS } from '../api/limits';
import type { Query } from '../api/query';
import type { Projections, RowPlace } from '../parcels/projections';

/** A page of a list. */
export interface Page {
  readonly rows: readonly RowPlace[];
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * Reads a page of a sorted set, oldest first, and answers with a `Link` to the next.
 * @param query `limit` and `cursor`
 * @throws {Problem} 400 when either cannot be read
 */
export async function readPage(
  projections: Projections,
  set: string,
  query: Query<'limit' | 'cursor'>,
  url: string,
  reply: FastifyReply,
): Promise<Page> {
  const limit = readLimit(query.limit, PAGE_ROWS, MAX_PAGE_ROWS);
  const cursor = query.cursor;
  const after = cursor === undefined ? undefined : decodeCursor(set, cursor, isPlace);
  const rows = await projections.rows(set, {
    limit: limit + 1,
    ...(after === undefined ? {} : { after: { since: after[0], id: after[1] } }),
  });
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { rows, next: null };
  const next = encodeCursor(set, [last.since, last.id]);
  reply.header('link', nextLink(url, next));
  return { rows: rows.slice(0, limit), next };
}

/** Rows with how long they have stood there, ms. @param now epoch ms UTC */
export const aged = (rows: readonly RowPlace[], now: number): readonly (RowPlace & { readonly ageMs: number })[] =>
  rows.map(({ id, since }) => ({ id, since, ageMs: ageOf(since, now) }));

/** A clock that lags behind the one that wrote a time makes no age negative. */
export const ageOf = (since: number, now: number): number => Math.max(0, now - since);

function isPlace(value: unknown): value is [number, string] {
  return Array.isArray(value) && value.length === 2 && Number.isFinite(value[0]) && typeof value[1] === 'string';
}
