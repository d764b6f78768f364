import { InspectionStatus } from '@alataw/contracts';
import { inspectionDecider } from './domain/inspection.decider';
import { inspectionStage } from './inspection.stage';

const ruleset = { version: '1', random: [], hits: () => [] };
const [parcel] = inspectionStage(ruleset).entities;
const { initialState } = inspectionDecider(ruleset);

describe('inspectionStage', () => {
  it('lets a parcel wait for its documents or its examination, and for nothing else', () => {
    const sets = InspectionStatus.map((status) => [
      status,
      parcel?.memberships({ ...initialState, status, since: 17 }),
    ]);
    expect(Object.fromEntries(sets)).toEqual({
      absent: [],
      documents: [{ set: 'queue:documents', since: 17 }],
      examination: [{ set: 'queue:examination', since: 17 }],
      passed: [],
      returned: [],
      detained: [],
      abandoned: [],
    });
  });
  it('does not count a parcel of which nothing is known but a refusal', () => {
    expect(parcel?.status(initialState)).toBeNull();
    expect(parcel?.status({ ...initialState, status: 'documents' })).toBe('documents');
  });
});
