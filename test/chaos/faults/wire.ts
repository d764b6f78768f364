import { setTimeout as delay } from 'node:timers/promises';
import { STAGE_INSTANCES } from '../lanes';
import type { Wire } from '../wire/wire';
import { NothingToStrike, STRIKE_WITHIN_MS, type FaultKind, type Scene } from './fault';

const common = { victims: STAGE_INSTANCES, recovered: 'each of its lanes has decided something' } as const;

/** Waits for the next append of an instance. @throws {NothingToStrike} */
export function nextAppend<T>(armed: (signal: AbortSignal) => Promise<T>, instance: string): Promise<T> {
  return armed(AbortSignal.timeout(STRIKE_WITHIN_MS)).catch((error: unknown) => {
    throw new NothingToStrike(`${instance} has appended nothing in ${STRIKE_WITHIN_MS / 1_000} s`, { cause: error });
  });
}

/** Something befalls the next append of an instance. */
const strikesAppend = (arm: (wire: Wire, victim: string, signal: AbortSignal) => Promise<unknown>) =>
  async function (scene: Scene, { victim }: { readonly victim: string }) {
    const { wire, monitor } = scene.centre;
    await nextAppend((signal) => arm(wire, victim, signal), victim);
    return scene.lanesRecover(monitor.lanesOf(victim));
  };

export const answerDropped: FaultKind = {
  ...common,
  name: 'answer-dropped',
  does: 'an append reaches the broker, its answer does not come back, and the connection breaks',
  undone: 'the append is sent again, and the broker answers with its first offset',
  lastsMs: [0, 0],
  overheadMs: 2_000,
  company: 'guest',
  strike: strikesAppend((wire, victim, signal) => wire.dropNextAnswer(victim, signal)),
};

export const requestDropped: FaultKind = {
  ...common,
  name: 'request-dropped',
  does: 'the connection breaks before an append reaches the broker',
  undone: 'the append is sent again',
  lastsMs: [0, 0],
  overheadMs: 2_000,
  company: 'guest',
  strike: strikesAppend((wire, victim, signal) => wire.dropNextRequest(victim, signal)),
};

export const connectionsCut: FaultKind = {
  ...common,
  name: 'connections-cut',
  does: 'all connections of an instance with the brokers are cut',
  undone: 'it connects again',
  lastsMs: [0, 0],
  overheadMs: 2_000,
  company: 'guest',
  strike(scene, { victim }) {
    const { wire, monitor } = scene.centre;
    if (wire.cut(victim) === 0) throw new NothingToStrike(`${victim} has no connection`);
    return Promise.resolve(scene.lanesRecover(monitor.lanesOf(victim)));
  },
};

/** Of everything that passes, ms. */
const SLOWER_MS = 300;

export const clientDelayed: FaultKind = {
  ...common,
  name: 'client-delayed',
  does: `everything that an instance asks of the brokers takes ${SLOWER_MS} ms longer`,
  undone: 'the delay ends',
  lastsMs: [4_000, 8_000],
  overheadMs: 1_000,
  company: 'host',
  async strike(scene, { victim, lastsMs }) {
    const { wire, monitor } = scene.centre;
    const end = wire.delay(victim, SLOWER_MS);
    const recovery = scene.lanesRecover(monitor.lanesOf(victim));
    await delay(lastsMs);
    end();
    return recovery;
  },
};
