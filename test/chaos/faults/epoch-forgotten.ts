import type { StageName } from '@alataw/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { EXPIRATION_CHECK_MS, PRODUCER_EXPIRATION_MS, SIMULATOR_1 } from '../centre';
import { laneName, STAGE_INSTANCES, stageOf } from '../lanes';
import { RECOVERY_MS } from '../recovery';
import { NothingToStrike, type FaultKind } from './fault';
import { nextAppend } from './wire';

/** Beyond what the settings say: the broker looks for what has expired at intervals. */
const MARGIN_MS = 2 * EXPIRATION_CHECK_MS;
const POLL_MS = 200;
/** The others may append nothing for long, so that nothing could be kept back; carriers append to feeds as well, whose readers know no claims. */
const BUSY: readonly StageName[] = ['declaration', 'inspection', 'release', 'loading'];

export const epochForgotten: FaultKind = {
  name: 'epoch-forgotten',
  does:
    'an append is kept back on its way and its sender frozen; others take its lanes over; the lanes are left alone until the ' +
    'broker has forgotten their epochs; then the append arrives, and the broker takes it',
  undone: 'SIGCONT: the rule in the log passes over what was appended',
  recovered: 'each of its lanes has a new owner that has decided something since',
  victims: STAGE_INSTANCES.filter((instance) => BUSY.includes(stageOf(instance))),
  lastsMs: [0, 0],
  overheadMs: 40_000,
  company: 'alone',
  async strike(scene, { victim }) {
    const { centre, say } = scene;
    const { wire, monitor } = centre;
    const held = await nextAppend((signal) => wire.holdNextRequest(victim, signal), victim);
    const lanes = held.batches.map(({ partition }) => monitor.lane(laneName(stageOf(victim), partition)));
    if (!centre.signal(victim, 'SIGSTOP')) throw new NothingToStrike(`${victim} does not run`);
    try {
      const areTaken = (): boolean => lanes.every((lane) => lane.instance !== victim);
      await monitor.until(areTaken, AbortSignal.timeout(RECOVERY_MS));
      centre.signal(SIMULATOR_1, 'SIGSTOP');
      const quietMs = PRODUCER_EXPIRATION_MS + MARGIN_MS;
      const lastAt = (): number => Math.max(...lanes.map((lane) => Math.max(lane.lastCommitAt, lane.claimedAt)));
      while (Date.now() - lastAt() < quietMs) await delay(POLL_MS);
      const answers = await held.release();
      say(
        `the broker answered ${(answers ?? []).map(({ errorCode }) => errorCode).join()} to an append of a former owner`,
      );
    } finally {
      centre.signal(SIMULATOR_1, 'SIGCONT');
      centre.signal(victim, 'SIGCONT');
    }
    return scene.lanesRecover(lanes.map(({ name }) => name));
  },
};
