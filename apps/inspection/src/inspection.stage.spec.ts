import { InspectionQueue, InspectionStatus } from '@alataw/contracts';
import { Timetable } from '@alataw/values';
import { initialState } from './domain/file';
import { inspectionStage } from './inspection.stage';

const ruleset = { version: '1', arrivalRequired: new Timetable<boolean>([]), random: [], hits: () => [] };
const [parcel] = inspectionStage(ruleset).entities;

describe('inspectionStage', () => {
  it('lets a parcel wait in the queue that its file names, and in no other', () => {
    const sets = InspectionQueue.map((queue) => parcel?.memberships({ ...initialState, queue, since: 17 }));
    const named = InspectionQueue.map((queue) => (queue === 'none' ? [] : [{ set: `queue:${queue}`, since: 17 }]));
    expect(sets).toEqual(named);
  });
  it('lists what is due by the time that it may not pass, and what was escalated by the time of that', () => {
    const waiting = { ...initialState, queue: 'xray', since: 17 } as const;
    const queue = { set: 'queue:xray', since: 17 };
    expect(parcel?.memberships({ ...waiting, due: 99 })).toEqual([queue, { set: 'index:due', since: 99 }]);
    expect(parcel?.memberships({ ...waiting, escalatedAt: 100 })).toEqual([
      queue,
      { set: 'index:escalated', since: 100 },
    ]);
  });
  it('forgets a parcel that ended, unless its inspection is open', () => {
    const told = { type: 'ParcelRetired', parcelId: 'CNPOST.LX1' };
    const decided = (status: 'passed' | 'documents', queue: 'none' | 'documents') =>
      parcel?.decider.decide(told, { ...initialState, status, queue }, { at: 1, actor: 'system:spec' });
    expect(decided('passed', 'none')).toEqual([{ ...told, type: 'InspectionRetired' }]);
    expect(decided('documents', 'documents')).toEqual([]);
  });
  it('counts an open inspection under its queue, and others under how they ended', () => {
    const names = InspectionStatus.map((status) => parcel?.status({ ...initialState, status, queue: 'xray' }));
    expect(names).toEqual([null, 'xray', 'xray', 'passed', 'returned', 'detained', 'abandoned']);
  });
});
