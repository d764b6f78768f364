import { setTimeout as delay } from 'node:timers/promises';
import { GATEWAY, SIMULATOR_1 } from '../centre';
import type { LaneWatch } from '../lane-watch';
import { STAGE_INSTANCES } from '../lanes';
import { elapsed, RECOVERY_MS } from '../recovery';
import { NothingToStrike, STRIKE_WITHIN_MS, type FaultKind, type Scene } from './fault';

/** Longer than the session of a group's member, which is 6 s: its lanes are given to others. */
const FREEZE_MS = [7_000, 10_000] as const;

async function signalWhenUp({ centre }: Scene, instance: string, signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
  await centre.answering(instance, '/health/live', AbortSignal.timeout(STRIKE_WITHIN_MS)).catch(() => undefined);
  if (!centre.signal(instance, signal)) throw new NothingToStrike(`${instance} does not run`);
}

export const stageKilled: FaultKind = {
  name: 'stage-killed',
  does: 'SIGKILL to an instance of a stage',
  undone: 'its supervisor starts it again',
  recovered: 'each of its lanes has a new owner that has decided something',
  victims: STAGE_INSTANCES,
  lastsMs: [0, 0],
  overheadMs: 4_000,
  company: 'guest',
  async strike(scene, { victim }) {
    const { monitor, journal } = scene.centre;
    await signalWhenUp(scene, victim, 'SIGKILL');
    const lanes = monitor.lanesOf(victim);
    const { ms } = scene.lanesRecover(lanes, { needsNew: true });
    const up = journal.next(victim, ({ msg }) => msg.endsWith('has started'), AbortSignal.timeout(RECOVERY_MS));
    const backMs = up.then(async ({ time }) => {
      // Not every lane has something to decide at that moment: one that is claimed again and that nothing waits for is at work, too.
      const isAtWork = ({ claimedAt, firstCommitAt, waiting }: LaneWatch): boolean =>
        firstCommitAt > time || (claimedAt > time && waiting === 0);
      const decides = (): boolean => monitor.lanesOf(victim).some((lane) => isAtWork(monitor.lane(lane)));
      return elapsed(time, monitor.until(decides, AbortSignal.timeout(RECOVERY_MS)));
    });
    return { ms, backMs: backMs.catch(() => null) };
  },
};

export const gatewayKilled: FaultKind = {
  name: 'gateway-killed',
  does: 'SIGKILL to the gateway',
  undone: 'its supervisor starts it again',
  recovered: 'it is ready',
  victims: [GATEWAY],
  lastsMs: [0, 0],
  overheadMs: 3_000,
  company: 'guest',
  async strike(scene, { victim }) {
    await signalWhenUp(scene, victim, 'SIGKILL');
    const ready = scene.centre.answering(victim, '/health/ready', AbortSignal.timeout(RECOVERY_MS));
    return { ms: elapsed(Date.now(), ready) };
  },
};

export const simulatorKilled: FaultKind = {
  name: 'simulator-killed',
  does: 'SIGKILL to the simulator: platforms and staff break off in the middle of everything',
  undone: 'its supervisor starts it again, and it goes on from what the centre knows',
  recovered: 'it runs',
  victims: [SIMULATOR_1],
  lastsMs: [0, 0],
  overheadMs: 3_000,
  company: 'guest',
  async strike(scene, { victim }) {
    await signalWhenUp(scene, victim, 'SIGKILL');
    const up = scene.centre.answering(victim, '/status', AbortSignal.timeout(RECOVERY_MS));
    return { ms: elapsed(Date.now(), up) };
  },
};

export const stageFrozen: FaultKind = {
  name: 'stage-frozen',
  does: 'SIGSTOP to an instance of a stage, for longer than its session',
  undone: 'SIGCONT: it goes on as if nothing had happened, while others own its lanes',
  recovered: 'each of its lanes has a new owner that has decided something',
  victims: STAGE_INSTANCES,
  lastsMs: FREEZE_MS,
  overheadMs: 2_000,
  company: 'host',
  async strike(scene, { victim, lastsMs }) {
    const { centre } = scene;
    await signalWhenUp(scene, victim, 'SIGSTOP');
    const recovery = scene.lanesRecover(centre.monitor.lanesOf(victim), { needsNew: true });
    await delay(lastsMs);
    centre.signal(victim, 'SIGCONT');
    return recovery;
  },
};
