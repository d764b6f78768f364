import { ReleaseStatus } from '@alataw/contracts';
import { releaseDecider } from './domain/release.decider';
import { keptMsOf, releaseStage } from './release.stage';

const [parcel] = releaseStage.entities;
const inspectedAs = (inspection: string) => (status: ReleaseStatus) =>
  parcel?.memberships({ ...releaseDecider.initialState, status, inspection, since: 17 }).map(({ set }) => set);

describe('releaseStage', () => {
  it('lets a held or revoked parcel wait here once its inspection passed', () => {
    const waiting = ReleaseStatus.filter((status) => inspectedAs('PASSED')(status)?.includes('queue:held'));
    expect(waiting).toEqual(['held', 'revoked']);
  });
  it('leaves a held parcel in the queue of its open inspection', () => {
    expect(inspectedAs('PENDING')('held')).toEqual(['index:held']);
  });
  it('lets a parcel that customs has not released wait here, and lists it nowhere else', () => {
    expect(inspectedAs('PASSED')('awaitingCustoms')).toEqual(['queue:awaiting-customs']);
  });
  it('lets a parcel that customs has yet to let be cancelled wait here once its inspection passed', () => {
    expect(inspectedAs('PASSED')('cancelPending')).toEqual(['queue:cancel-pending', 'index:cancel-pending']);
    expect(inspectedAs('PENDING')('cancelPending')).toEqual(['index:cancel-pending']);
  });
  it('lists every held or revoked parcel', () => {
    expect(ReleaseStatus.filter((status) => inspectedAs('PASSED')(status)?.includes('index:held'))).toEqual([
      'held',
      'revoked',
    ]);
  });
  it('lists what has ended by the time at which it leaves', () => {
    const ended = { ...releaseDecider.initialState, status: 'returned', leavesAt: 99 };
    expect(parcel?.memberships(ended)).toEqual([{ set: 'index:ended', since: 99 }]);
  });
  it('keeps what has ended for seven days, or as many as it is told', () => {
    expect(keptMsOf({})).toBe(7 * 86_400_000);
    expect(keptMsOf({ ENDED_KEPT_DAYS: '30' })).toBe(30 * 86_400_000);
    expect(keptMsOf({ ENDED_KEPT_SECONDS: '3' })).toBe(3000);
    expect(() => keptMsOf({ ENDED_KEPT_DAYS: '0' })).toThrow('ENDED_KEPT_DAYS must be an integer from 1 to 365 days');
  });
  it('does not count a parcel that it has not opened', () => {
    expect(parcel?.status(releaseDecider.initialState)).toBeNull();
    expect(parcel?.status({ ...releaseDecider.initialState, status: 'held' })).toBe('held');
  });
});
