import {
  CustomsState,
  DeclarationState,
  InspectionState,
  isOf,
  LoadingParcelState,
  LoadUnitState,
  ReleaseState,
  stages,
  type Decoded,
  type StageName,
} from '@alataw/contracts';
import type { ParcelStates } from './parcel-status';

/** One stage's entry of an entity. */
export interface StageEntry {
  readonly sequence: number;
  readonly eventOffsets: readonly number[];
  readonly state: Decoded;
}

/** A page's place in a sorted set. */
export interface RowPlace {
  readonly id: string;
  /** Time of entry, epoch ms UTC. */
  readonly since: number;
}

/** A number that is looked for. */
export interface NumberSought {
  readonly number: string;
  readonly owner?: string | undefined;
  readonly limit: number;
}

/** What the gateway reads of the projections. */
export interface Projections {
  entities(kind: string, ids: readonly string[]): Promise<Partial<Record<StageName, StageEntry>>[]>;
  queues(): Promise<{ readonly queue: string; readonly count: number; readonly oldestSince: number | null }[]>;
  queue(name: string): Promise<{ readonly count: number; readonly oldestSince: number | null }>;
  rows(set: string, page: { readonly after?: RowPlace; readonly limit: number }): Promise<RowPlace[]>;
  /** @param by `number` as `comparableNumber` has it; with `owner`, what that one may find alone */
  found(stage: StageName, kind: string, by: NumberSought): Promise<string[]>;
  /** What a stage remembers of what it has forgotten but for a few bytes; null: nothing. */
  left(
    stage: StageName,
    kind: string,
    id: string,
  ): Promise<{ readonly owner: string; readonly untilDay: number } | null>;
  counts(): Promise<Record<StageName, Record<string, number>>>;
  marks(): Promise<Record<StageName, number[]>>;
}

/** A parcel as all stages together know it. */
export interface KnownParcel {
  readonly parcelId: string;
  readonly entries: Partial<Record<StageName, StageEntry>>;
  readonly states: ParcelStates;
  /** The platform that owns it; empty when no stage knows. */
  readonly platform: string;
}

/** @returns in the order asked for; undefined where no stage knows the id */
export async function knownParcels(
  projections: Projections,
  ids: readonly string[],
): Promise<(KnownParcel | undefined)[]> {
  const found = await projections.entities('parcel', ids);
  return ids.map((parcelId, n) => {
    const entries = found[n] ?? {};
    const states = statesOf(entries);
    const platform = states.declaration?.platform ?? states.release?.platform ?? '';
    return Object.keys(entries).length === 0 ? undefined : { parcelId, entries, states, platform };
  });
}

/** A load unit as the loading stage knows it. */
export interface KnownUnit extends Omit<StageEntry, 'state'> {
  readonly state: LoadUnitState;
}

/** What the loading stage remembers of a load unit. */
export async function knownUnit(projections: Projections, unitId: string): Promise<KnownUnit | undefined> {
  return (await knownUnits(projections, [unitId]))[0];
}

/** @returns in the order asked for; undefined where the loading stage does not know the id */
export async function knownUnits(
  projections: Projections,
  unitIds: readonly string[],
): Promise<(KnownUnit | undefined)[]> {
  const found = await projections.entities('unit', unitIds);
  return unitIds.map((_, n) => {
    const entry = found[n]?.loading;
    if (entry === undefined || !isOf(LoadUnitState, entry.state)) return undefined;
    return { ...entry, state: entry.state.value };
  });
}

/**
 * Changes whenever any stage has decided something about the entity.
 * @param more of what is shown besides
 */
export function etagOf(entries: Partial<Record<StageName, { readonly sequence: number }>>, more = ''): string {
  return `W/"${stages.map((stage) => entries[stage]?.sequence ?? 0).join('.')}${more}"`;
}

function statesOf(entries: Partial<Record<StageName, StageEntry>>): ParcelStates {
  const { declaration, inspection, release, loading, customs } = entries;
  return {
    ...(declaration && isOf(DeclarationState, declaration.state) ? { declaration: declaration.state.value } : {}),
    ...(inspection && isOf(InspectionState, inspection.state) ? { inspection: inspection.state.value } : {}),
    ...(release && isOf(ReleaseState, release.state) ? { release: release.state.value } : {}),
    ...(loading && isOf(LoadingParcelState, loading.state) ? { loading: loading.state.value } : {}),
    ...(customs && isOf(CustomsState, customs.state) ? { customs: customs.state.value } : {}),
  };
}
