import type { LaneName } from './lanes';
import type { LaneWatch } from './lane-watch';
import type { Monitor } from './monitor';

/** How a centre came back from a fault. */
export interface Recovery {
  /** From the fault until all is as before, ms; null: not within {@link RECOVERY_MS}. */
  readonly ms: Promise<number | null>;
  /** For a process that was killed: from its being up again until it decides, or has claimed a lane that nothing waits for, ms; null: neither came. */
  readonly backMs?: Promise<number | null>;
}

/** What has not recovered by then has not recovered. */
export const RECOVERY_MS = 90_000;
/** A decision seen sooner was under way when the fault struck. */
const UNDER_WAY_MS = 250;
/** A lane that decided nothing for so long has no traffic of its own: trucks come seldom to the gate, and not every centre stands behind customs. */
const BUSY_MS = 10_000;
/** A lane that nothing waits for, so long after the fault, has nothing to decide, even if it was busy before: trucks come in bursts. */
const IDLE_MS = 15_000;

/**
 * Recovery of lanes: each has decided something since the fault, or has nothing to decide: nothing waits for it, and either it was
 * idle before, or traffic has ended, or it has had time enough. It begins to count now.
 * @param isOwner who may have decided; by default whoever owns the lane
 * @param needsNew whether the owner at the fault does not count, since the fault befell it
 * @param hasTraffic asked for lanes that nothing waits for: without traffic they have nothing to decide
 */
export function lanesRecover(
  monitor: Monitor,
  lanes: readonly LaneName[],
  hasTraffic: () => boolean,
  { needsNew = false, isOwner = () => true }: { needsNew?: boolean; isOwner?: (instance: string) => boolean } = {},
): Recovery {
  const since = Date.now();
  const watched = lanes.map((name) => monitor.lane(name));
  const isExpected = (): boolean => hasTraffic() && Date.now() < since + IDLE_MS;
  const busy = new Set(watched.filter(({ lastCommitAt }) => lastCommitAt > since - BUSY_MS));
  const claimsBefore = new Map(watched.map((lane) => [lane.name, lane.claims]));
  const hasRecovered = (lane: LaneWatch): boolean => {
    if (!isOwner(lane.instance)) return false;
    if (needsNew && lane.claims === claimsBefore.get(lane.name)) return false;
    const decidedAt = needsNew ? lane.firstCommitAt : lane.lastCommitAt;
    return decidedAt > since + UNDER_WAY_MS || (lane.waiting === 0 && !(busy.has(lane) && isExpected()));
  };
  return {
    ms: elapsed(
      since,
      monitor.until(() => watched.every(hasRecovered), AbortSignal.timeout(RECOVERY_MS)),
    ),
  };
}

/** The time from a moment until a promise resolves, ms; null when it rejects. */
export function elapsed(since: number, until: Promise<unknown>): Promise<number | null> {
  return until.then(
    () => Date.now() - since,
    () => null,
  );
}
