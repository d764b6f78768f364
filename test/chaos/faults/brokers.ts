import { setTimeout as delay } from 'node:timers/promises';
import { ALL_LANES } from '../lanes';
import type { FaultKind } from './fault';

const BROKERS = ['broker-0', 'broker-1', 'broker-2'];
const numberOf = (broker: string): number => BROKERS.indexOf(broker);

export const brokerKilled: FaultKind = {
  name: 'broker-killed',
  does: 'SIGKILL to one of the three brokers',
  undone: 'it is started again with its data',
  recovered: 'every lane has decided something, which does not wait for the broker to be back',
  victims: BROKERS,
  lastsMs: [1_000, 6_000],
  overheadMs: 9_000,
  company: 'host',
  async strike(scene, { victim, lastsMs }) {
    const { brokers } = scene.centre;
    await brokers.kill(numberOf(victim));
    const recovery = scene.lanesRecover(ALL_LANES);
    await delay(lastsMs);
    await brokers.start(numberOf(victim));
    await brokers.whole(); // before another one may fail
    return recovery;
  },
};

export const brokersRolled: FaultKind = {
  name: 'brokers-rolled',
  does: 'each broker in turn is stopped in order and started again',
  undone: 'all replicas are in sync before the next one is stopped',
  recovered: 'every lane has decided something after the last',
  victims: ['all brokers'],
  lastsMs: [0, 0],
  overheadMs: 35_000,
  company: 'host',
  async strike(scene) {
    const { brokers } = scene.centre;
    for (const broker of BROKERS) {
      await brokers.stop(numberOf(broker));
      await brokers.start(numberOf(broker));
      await brokers.whole();
    }
    return scene.lanesRecover(ALL_LANES);
  },
};
