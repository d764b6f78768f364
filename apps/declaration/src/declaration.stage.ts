import {
  DeclarationConflicted,
  DeclarationRejected,
  DeclarationRepeated,
  DeclarationState,
  DeclareParcel,
  ParcelDeclared,
} from '@alataw/contracts';
import { on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import { declarationDecider, type DeclarationCommand, type DeclarationEvent } from './domain/declaration.decider';

/** A parcel waits for nothing here: it is accepted or rejected at once. Its platform's list has it from the first decision on. */
function memberships({ status, platform, firstSeenAt }: DeclarationState): readonly Membership[] {
  return status === 'absent' ? [] : [{ set: `index:platform:${platform}`, since: firstSeenAt }];
}

const parcel: Entity<DeclarationState, DeclarationCommand, DeclarationEvent> = {
  kind: 'parcel',
  decider: declarationDecider,
  state: DeclarationState,
  events: [ParcelDeclared, DeclarationRejected, DeclarationRepeated, DeclarationConflicted],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships,
};

export const declarationStage: StageDefinition = {
  name: 'declaration',
  output: 'declaration.events',
  entities: [parcel],
  consumes: [on(DeclareParcel, 'parcel', ({ parcelId }) => parcelId)],
};
