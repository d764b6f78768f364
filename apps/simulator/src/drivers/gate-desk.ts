import type { Centre } from '../api/centre';
import { inParallel, Recently } from '../api/pace';
import { Chance } from '../chance/chance';
import type { GateConfig } from './drivers';

const AT_ONCE = 4;
const IDLE_MS = 300;
/** What has been decided shows within a moment. */
const SETTLED_MS = 2_000;

/** The staff at the entry gate: they decide about applications, and examine drivers and vehicles. */
export class GateDesk {
  private readonly done: Recently;

  constructor(
    private readonly centre: Pick<Centre, 'entries' | 'entry' | 'orderEntry'>,
    private readonly config: GateConfig,
    now: () => number,
  ) {
    this.done = new Recently(now);
  }

  /** @returns how long to wait before the next look, ms */
  async step(): Promise<number> {
    this.done.prune();
    const applied = await this.fresh('applied');
    await inParallel(applied, AT_ONCE, (id) => this.decide(id));
    const waiting = await this.fresh('at-gate');
    await inParallel(waiting, AT_ONCE, (id) => this.examine(id));
    return applied.length + waiting.length > 0 ? 0 : IDLE_MS;
  }

  private async fresh(status: string): Promise<string[]> {
    const ids = (await this.centre.entries(status)).filter((id) => !this.done.has(`${status} ${id}`));
    for (const id of ids) this.done.add(`${status} ${id}`, SETTLED_MS);
    return ids;
  }

  private async decide(id: string): Promise<void> {
    const { permitNo } = await this.centre.entry(id);
    if (permitNo === '') await this.centre.orderEntry(id, 'refuse', { reason: 'PERMIT' });
    else await this.centre.orderEntry(id, 'approve', {});
  }

  private async examine(id: string): Promise<void> {
    const { seed, scenario } = this.config;
    const { turnedAway, deepCheck } = scenario.behaviour.gate;
    const chance = new Chance(seed, 'gate', id);
    const isDefect = chance.happens(turnedAway);
    const isDeep = chance.happens(deepCheck);
    const result = (subject: string, of: object): Promise<unknown> =>
      this.centre.orderEntry(id, 'examinations', { subject, ...of });
    await result('PERSON', { result: 'PASSED' });
    if (isDeep) await result('VEHICLE', { result: 'DEEP_CHECK' });
    await result('VEHICLE', isDefect ? { result: 'FAILED', reason: 'VEHICLE_DEFECT' } : { result: 'PASSED' });
  }
}
