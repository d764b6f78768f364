import { partitionOf, stages, type StageName } from '@alataw/contracts';
import type { Principal } from '@alataw/http';
import { declarationFaults } from '../commands/declaration-answers';
import { parcelStatus, type ParcelStates } from './parcel-status';
import type { KnownParcel } from './projections';

/** How fresh an answer is. */
export interface Freshness {
  /** Per stage, the offset up to which its events were projected when this was read. */
  readonly asOf: Readonly<Record<StageName, number>>;
  /** Records that had been written but not projected, over all stages. They need not be about this parcel. */
  readonly behind: number;
}

/**
 * @param marks per stage and partition, how far Redis has come
 * @param positionOf how far the gateway itself has read a stage's output
 */
export function freshnessOf(
  id: string,
  marks: Readonly<Record<StageName, readonly number[]>>,
  positionOf: (stage: StageName, partition: number) => number,
): Freshness {
  const partition = partitionOf(id, marks.declaration.length);
  let behind = 0;
  const asOf = { declaration: -1, inspection: -1, release: -1, loading: -1 };
  for (const stage of stages) {
    asOf[stage] = marks[stage][partition] ?? -1;
    behind += Math.max(0, positionOf(stage, partition) - Math.max(0, asOf[stage]));
  }
  return { asOf, behind };
}

/** A parcel as the API shows it: one status in words, and what each stage knows. */
export function parcelView(parcel: KnownParcel, reader: Principal): Readonly<Record<string, unknown>> {
  const { parcelId, platform, states } = parcel;
  return {
    parcelId,
    platform,
    ...parcelStatus(states),
    ...factsOf(states),
    stages: stagesOf(states, reader.role === 'platform'),
    links: { self: `/v1/parcels/${parcelId}`, timeline: `/v1/parcels/${parcelId}/timeline` },
  };
}

/** A parcel as a line of a list. */
export function parcelRow(parcel: KnownParcel, since: number): Readonly<Record<string, unknown>> {
  const { parcelId, platform, states } = parcel;
  return {
    parcelId,
    platform,
    since,
    ...parcelStatus(states),
    ...factsOf(states),
    links: { self: `/v1/parcels/${parcelId}` },
  };
}

function factsOf({ declaration, loading }: ParcelStates): Readonly<Record<string, unknown>> {
  return {
    orderNo: declaration?.orderNo ?? null,
    destinationCountry: declaration?.destinationCountry ?? loading?.destinationCountry ?? null,
    carrier: declaration?.carrier ?? loading?.carrier ?? null,
    truckId: loading?.truckId ?? null,
  };
}

/** What a platform is not told: which rule chose its parcel, since that would teach how to avoid it, and what officers note. */
const FOR_STAFF = new Set(['rule', 'rulesetVersion', 'remark', 'holdRemark', 'contentHash']);

function stagesOf(states: ParcelStates, forPlatform: boolean): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const stage of stages) {
    const state = states[stage];
    if (state === undefined) continue;
    const fields = forPlatform ? withoutStaffFields({ ...state }) : { ...state };
    shown[stage] =
      stage === 'declaration' ? { ...fields, faults: declarationFaults(states.declaration?.faults ?? []) } : fields;
  }
  return shown;
}

/** The fields of an event or a state that a platform may see. */
export function withoutStaffFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !FOR_STAFF.has(name)));
}
