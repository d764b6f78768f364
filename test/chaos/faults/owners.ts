import { stages, type StageName } from '@alataw/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { lanesOf } from '../lanes';
import { RECOVERY_MS } from '../recovery';
import type { FaultKind } from './fault';

const HELD_MS = [3_000, 6_000] as const;

export const lanesMoved: FaultKind = {
  name: 'lanes-moved',
  does: 'a third instance of a stage joins, takes its share of the lanes, and leaves again',
  undone: 'it is stopped in order',
  recovered: 'each lane of the stage is with one of the others and has decided something',
  victims: stages,
  lastsMs: HELD_MS,
  overheadMs: 6_000,
  company: 'host',
  async strike(scene, { victim, lastsMs }) {
    const { centre } = scene;
    const stage = victim as StageName;
    const third = await centre.extra(stage, {});
    await centre.answering(third, '/health/ready', AbortSignal.timeout(RECOVERY_MS));
    await delay(lastsMs);
    await centre.stop(third);
    return scene.lanesRecover(lanesOf(stage), { isOwner: (instance) => instance !== third });
  },
};

export const laneClaimedTwice: FaultKind = {
  name: 'lane-claimed-twice',
  does: 'a process that is in no group with the others claims all lanes of a stage, and so do the others, again and again',
  undone: 'SIGKILL',
  recovered: 'each lane of the stage is with one of the others and has decided something',
  victims: stages,
  lastsMs: HELD_MS,
  overheadMs: 5_000,
  company: 'host',
  async strike(scene, { victim, lastsMs }) {
    const { centre } = scene;
    const stage = victim as StageName;
    const rogue = await centre.extra(stage, { CONSUMER_GROUP: `${stage}-rogue` });
    const isOwner = (): boolean => centre.monitor.lanesOf(rogue).length > 0;
    await centre.monitor.until(isOwner, AbortSignal.timeout(RECOVERY_MS));
    await delay(lastsMs);
    await centre.killForGood(rogue);
    return scene.lanesRecover(lanesOf(stage), { isOwner: (instance) => instance !== rogue });
  },
};
