import { INSTANCES } from '../lanes';
import { elapsed, RECOVERY_MS, type Recovery } from '../recovery';
import { setTimeout as delay } from 'node:timers/promises';
import { NothingToStrike, STRIKE_WITHIN_MS, type FaultKind, type Scene } from './fault';

/** Longer than the lease of the feeds' writer, which is 5 s: another one writes when it wakes up. */
const FREEZE_MS = [7_000, 10_000] as const;
const CARRIERS = Array.from({ length: INSTANCES }, (_, i) => `carriers-${i + 1}`);
const common = { victims: ['feeds'] } as const;

/** The instance that writes the feeds now, as its claims in the feeds say. @throws {NothingToStrike} */
async function writerOf({ centre: { feeds } }: Scene): Promise<string> {
  await feeds
    .until(() => CARRIERS.includes(feeds.writer), AbortSignal.timeout(STRIKE_WITHIN_MS))
    .catch(() => undefined);
  if (!CARRIERS.includes(feeds.writer)) throw new NothingToStrike('nobody writes the feeds');
  return feeds.writer;
}

/** The feeds are claimed anew, by others than these. It begins to count now. */
function feedsRecover({ centre: { feeds } }: Scene, isWriter: (instance: string) => boolean): Recovery {
  const since = Date.now();
  const before = feeds.claims;
  const isTaken = (): boolean => feeds.claims > before && isWriter(feeds.writer);
  return { ms: elapsed(since, feeds.until(isTaken, AbortSignal.timeout(RECOVERY_MS))) };
}

export const feedWriterKilled: FaultKind = {
  ...common,
  name: 'feed-writer-killed',
  does: 'SIGKILL to the instance of the stage carriers that writes the feeds',
  undone: 'its supervisor starts it again',
  recovered: 'the feeds have been claimed anew',
  lastsMs: [0, 0],
  overheadMs: 8_000,
  company: 'guest',
  async strike(scene) {
    const writer = await writerOf(scene);
    if (!scene.centre.signal(writer, 'SIGKILL')) throw new NothingToStrike(`${writer} does not run`);
    return feedsRecover(scene, () => true);
  },
};

export const feedWriterFrozen: FaultKind = {
  ...common,
  name: 'feed-writer-frozen',
  does: 'SIGSTOP to the instance that writes the feeds, for longer than its lease: two write them when it wakes up',
  undone: 'SIGCONT: the broker refuses what it appends',
  recovered: 'the feeds have been claimed by another instance',
  lastsMs: FREEZE_MS,
  overheadMs: 4_000,
  company: 'host',
  async strike(scene, { lastsMs }) {
    const { centre } = scene;
    const writer = await writerOf(scene);
    if (!centre.signal(writer, 'SIGSTOP')) throw new NothingToStrike(`${writer} does not run`);
    const recovery = feedsRecover(scene, (instance) => instance !== writer);
    await delay(lastsMs);
    centre.signal(writer, 'SIGCONT');
    return recovery;
  },
};
