import { ClaimRule, NOBODY } from '../../libs/lane/src/claim-rule';
import { LaneWatch } from './lane-watch';

const watch = (): LaneWatch => new LaneWatch('release/0', 'release', new ClaimRule(NOBODY, () => null));

describe(LaneWatch.name, () => {
  it('knows what waits: all up to the cause of a decision has been decided', () => {
    const lane = watch();
    [0, 1, 2].forEach((offset) => lane.arrived('release.commands', offset, 100 + offset));
    lane.arrived('declaration.events', 5, 90);
    expect([lane.waiting, lane.oldestWaiting]).toEqual([4, 90]);
    lane.committed({ topic: 'release.commands', offset: 1 }, 200);
    expect([lane.waiting, lane.oldestWaiting]).toEqual([2, 90]);
  });

  it('does not wait for an input that it sees after the decision', () => {
    const lane = watch();
    lane.committed({ topic: 'release.commands', offset: 4 }, 100);
    lane.arrived('release.commands', 4, 110);
    lane.arrived('release.commands', 5, 110);
    expect(lane.waiting).toBe(1);
  });

  it('stalls while something waits and nothing is decided', () => {
    const lane = watch();
    lane.committed(undefined, 1_000);
    lane.committed(undefined, 9_000); // nothing waited meanwhile
    lane.arrived('release.commands', 0, 10_000);
    lane.committed({ topic: 'release.commands', offset: 0 }, 14_500);
    const first = { lane: 'release/0', from: 10_000, ms: 4_500 };
    expect(lane.stallsUntil(20_000)).toEqual([first]);
    lane.arrived('release.commands', 1, 18_000);
    expect(lane.stallsUntil(20_000)).toEqual([first, { lane: 'release/0', from: 18_000, ms: 2_000 }]);
  });

  it('remembers the first decision of each owner', () => {
    const lane = watch();
    lane.claimed('release-1', 10);
    lane.committed(undefined, 20);
    lane.committed(undefined, 30);
    expect([lane.instance, lane.firstCommitAt, lane.lastCommitAt]).toEqual(['release-1', 20, 30]);
    lane.claimed('release-2', 40);
    expect([lane.instance, lane.firstCommitAt, lane.claims]).toEqual(['release-2', 0, 2]);
  });
});
