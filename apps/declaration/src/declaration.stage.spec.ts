import { declarationStage } from './declaration.stage';
import { declarationDecider } from './domain/declaration.decider';

const [parcel] = declarationStage.entities;
const accepted = {
  ...declarationDecider.initialState,
  status: 'accepted',
  platform: 'TEMU',
  firstSeenAt: 17,
  decidedAt: 23,
};

describe('declarationStage', () => {
  it("puts a parcel on its platform's list, by the time of the first decision", () => {
    expect(parcel?.memberships(accepted)).toEqual([{ set: 'index:platform:TEMU', since: 17 }]);
    expect(parcel?.memberships({ ...accepted, status: 'rejected' })).toEqual([
      { set: 'index:platform:TEMU', since: 17 },
    ]);
  });
  it('counts what is accepted or rejected, and nothing else', () => {
    expect(parcel?.status(accepted)).toBe('accepted');
    expect(parcel?.status(declarationDecider.initialState)).toBeNull();
    expect(parcel?.memberships(declarationDecider.initialState)).toEqual([]);
  });
  it('consumes declarations', () => {
    expect(declarationStage.consumes.map(({ contract }) => contract.name)).toEqual(['DeclareParcel']);
  });
});
