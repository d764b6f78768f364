import {
  InspectionAbandoned,
  InspectionOpened,
  InspectionState,
  ParcelCancelled,
  ParcelDeclared,
  ParcelInspected,
  ParcelReturned,
  RecordVerdict,
  VerdictRefused,
} from '@alataw/contracts';
import { on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import { inspectionDecider, type InspectionCommand, type InspectionEvent } from './domain/inspection.decider';
import type { Ruleset } from './domain/ruleset';

/** A parcel whose inspection is open waits here and nowhere else, even if the release stage holds it meanwhile. */
function memberships({ status, since }: InspectionState): readonly Membership[] {
  return status === 'documents' || status === 'examination' ? [{ set: `queue:${status}`, since }] : [];
}

export function inspectionStage(ruleset: Ruleset): StageDefinition {
  const parcel: Entity<InspectionState, InspectionCommand, InspectionEvent> = {
    kind: 'parcel',
    decider: inspectionDecider(ruleset),
    state: InspectionState,
    events: [ParcelInspected, InspectionOpened, VerdictRefused, InspectionAbandoned],
    status: ({ status }) => (status === 'absent' ? null : status),
    memberships,
  };
  return {
    name: 'inspection',
    output: 'inspection.events',
    entities: [parcel],
    consumes: [
      on(ParcelDeclared, 'parcel', ({ parcelId }) => parcelId),
      on(RecordVerdict, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelCancelled, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
    ],
  };
}
