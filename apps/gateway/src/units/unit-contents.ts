import type { LoadUnitState, ManifestEntry } from '@alataw/contracts';
import { decodeCursor, encodeCursor } from '@alataw/http';
import { parsePieceId, pieceIdOf, sentenceOf, unitKindOf, type Words } from '@alataw/values';
import { parcelStatus } from '../parcels/parcel-status';
import { knownParcels, knownUnits, type KnownUnit, type Projections } from '../parcels/projections';
import { transportsOf } from '../parcels/transports';
import { linkToUnit } from './unit-link';

/** Something in a load unit, with where it stands itself. */
export interface UnitContent {
  readonly contentId: string;
  readonly kind: 'parcel' | LoadUnitState['kind'];
  /** Reserved: scanned, and its own lane has not answered yet. */
  readonly standing: 'loaded' | 'reserved';
  /** Grams, pieces and parcels of it, whatever the depth; null until it is loaded. */
  readonly grossWeightGrams: number | null;
  readonly volumeCm3: number | null;
  readonly unmeasured: number | null;
  readonly pieces: number | null;
  readonly parcels: number | null;
  /** Pieces of a parcel that are not here and keep it from leaving, as `<parcel id>#<number>`. */
  readonly missing: readonly string[];
  /** Parcels that a hold keeps from leaving: itself, or those in it. */
  readonly held: readonly string[];
  /** A `ParcelStatus` or a `LoadUnitStatus`; null where no view knows it. */
  readonly status: string | null;
  readonly text: Words | null;
  readonly links: { readonly self: string };
}

/** Some of what is in a load unit. */
export interface ContentsPage {
  readonly contents: readonly UnitContent[];
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * A page of what is in a load unit, by id. Not in the order of loading: what is loaded or taken off between two pages would
 * shift that, and something would be shown twice or never.
 * @param cursor of the page before, in the same use of the unit: the contents of another use have nothing to do with it
 * @throws {Problem} 400 for a cursor of another unit, or of another use of it
 */
export async function readContents(
  projections: Projections,
  unitId: string,
  unit: KnownUnit,
  page: { readonly limit: number; readonly cursor: string | undefined },
): Promise<ContentsPage> {
  const { limit, cursor } = page;
  const list = `contents:${unitId}:${unit.state.visit}`;
  const after = cursor === undefined ? undefined : decodeCursor(list, cursor, isText);
  const { manifest, reserved } = unit.state;
  const entries = new Map<string, ManifestEntry | null>(reserved.map((id) => [id, null]));
  for (const entry of manifest) entries.set(entry.contentId, entry);
  const ids = [...entries.keys()].filter((id) => after === undefined || id > after).sort(byCodeUnits);
  const shown = ids.slice(0, limit);
  const standings = await standingsOf(projections, shown);
  const contents = shown.map((id) => contentOf(id, entries.get(id) ?? null, unit.state, standings.get(id)));
  const last = shown.at(-1);
  return { contents, next: last === undefined || ids.length <= limit ? null : encodeCursor(list, last) };
}

interface Standing {
  readonly status: string;
  readonly text: Words;
}

/** Where parcels and units stand, by their ids. */
async function standingsOf(projections: Projections, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const unitIds = ids.filter((id) => unitKindOf(id) !== null);
  const parcelIds = ids.filter((id) => unitKindOf(id) === null);
  const wholeIds = parcelIds.map((id) => parsePieceId(id).parcelId);
  const [units, parcels] = await Promise.all([knownUnits(projections, unitIds), knownParcels(projections, wholeIds)]);
  const transports = await transportsOf(projections, parcels);
  const standings = new Map<string, Standing>();
  units.forEach((unit, n) => {
    const status = unit?.state.status;
    if (status !== undefined) standings.set(unitIds[n]!, { status, text: sentenceOf('LoadUnitStatus', status) });
  });
  parcels.forEach((parcel, n) => {
    const found = parcel && parcelStatus(parcel.states, transports[n] ?? null);
    if (found !== undefined) standings.set(parcelIds[n]!, found);
  });
  return standings;
}

function contentOf(
  contentId: string,
  entry: ManifestEntry | null,
  unit: LoadUnitState,
  standing: Standing | undefined,
): UnitContent {
  const kind = unitKindOf(contentId) ?? 'parcel';
  return {
    contentId,
    kind,
    standing: entry === null ? 'reserved' : 'loaded',
    grossWeightGrams: entry?.grossWeightGrams ?? null,
    volumeCm3: entry?.volumeCm3 ?? null,
    unmeasured: entry?.unmeasured ?? null,
    pieces: entry?.pieces ?? null,
    parcels: entry?.parcels ?? null,
    missing: entry === null ? [] : missingIn(entry),
    held: unit.blocked.filter((held) => held.contentId === contentId).map(({ parcelId }) => parcelId),
    status: standing?.status ?? null,
    text: standing?.text ?? null,
    links: { self: kind === 'parcel' ? `/v1/parcels/${parsePieceId(contentId).parcelId}` : linkToUnit(contentId) },
  };
}

/** A parcel that was split may be in parts. */
function missingIn({ contentId, part }: ManifestEntry): string[] {
  if (part === null || part.isSplit) return [];
  const numbers = Array.from({ length: part.ofPieces }, (_, n) => n + 1).filter((n) => !part.numbers.includes(n));
  return numbers.map((n) => pieceIdOf(contentId, n));
}

/** The same order on every machine, whatever its language. */
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isText = (value: unknown): value is string => typeof value === 'string';
