import { setTimeout as delay } from 'node:timers/promises';
import { ALL_LANES } from '../lanes';
import type { FaultKind } from './fault';

const common = {
  recovered: 'every lane has decided something',
  victims: ['redis'],
  company: 'host',
} as const;

/** SIGKILL, and after a while it comes back with this or that. */
const cameBack = (data: 'own' | 'none' | 'kept'): FaultKind['strike'] =>
  async function (scene, { lastsMs }) {
    const { redis } = scene.centre;
    await redis.kill();
    const recovery = scene.lanesRecover(ALL_LANES);
    await delay(lastsMs);
    await redis.comeBack(data);
    return recovery;
  };

export const redisKilled: FaultKind = {
  ...common,
  name: 'redis-killed',
  does: 'SIGKILL to Redis: up to a second of its writes is lost',
  undone: 'it is started again with its append-only file',
  lastsMs: [500, 3_000],
  overheadMs: 3_000,
  strike: cameBack('own'),
};

export const redisEmptied: FaultKind = {
  ...common,
  name: 'redis-emptied',
  does: 'SIGKILL to Redis and removal of its data',
  undone: 'it is started again empty, and the lanes rebuild it from the log',
  lastsMs: [500, 3_000],
  overheadMs: 6_000,
  strike: cameBack('none'),
};

export const redisSetBack: FaultKind = {
  ...common,
  name: 'redis-set-back',
  does: 'SIGKILL to Redis, whose data are replaced by an older copy of themselves',
  undone: 'it is started again with that copy, and the lanes catch up from its marks',
  lastsMs: [500, 3_000],
  overheadMs: 6_000,
  strike: cameBack('kept'),
};

export const redisFlushed: FaultKind = {
  ...common,
  name: 'redis-flushed',
  does: 'FLUSHALL',
  undone: 'the lanes rebuild it from the log',
  lastsMs: [0, 0],
  overheadMs: 5_000,
  async strike(scene) {
    await scene.centre.redis.flush();
    return scene.lanesRecover(ALL_LANES);
  },
};
