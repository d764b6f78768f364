import { createLogger } from '@alataw/operations';
import type { Request } from '../api/gateway-client';
import { behaviourWith } from '../behaviour/behaviour';
import { Lot } from './lot';
import { planParcel } from './parcel-plan';

const PARCELS = 1000;
const shares = behaviourWith({ platforms: { malformed: 0.1 } }).platforms;
const plan = (index: number) => planParcel(1, index, ['SILKROAD'], shares);

/** A centre that takes one file, and says of it what it is told to, in turn. */
function centreThatSays(...batches: object[]) {
  const files: string[] = [];
  const ask = ({ body, method }: Request) => {
    if (method === 'GET') return Promise.resolve({ status: 200, body: batches.shift() });
    files.push(typeof body === 'function' ? [...body()].join('') : '');
    return Promise.resolve({ status: 202, body: { batchId: 'b1' } });
  };
  return { files, ask };
}

const lotWith = (client: ReturnType<typeof centreThatSays>) =>
  new Lot(client, {
    ...{ parcels: PARCELS, key: 'k', plan, now: () => 0, stopping: new AbortController().signal },
    logger: createLogger({ service: 'simulator', instance: 'test', level: 'fatal' }),
  });

describe(Lot.name, () => {
  it('sends one file with a line for each parcel, unreadable ones in place of theirs', async () => {
    const centre = centreThatSays({ state: 'done', lines: PARCELS, accepted: 800, rejected: 50, invalid: 150 });
    const lot = lotWith(centre);
    await lot.run();
    const lines = centre.files[0]?.trimEnd().split('\n') ?? [];
    expect(lines).toHaveLength(PARCELS);
    const unread = Array.from({ length: PARCELS }, (_, index) => plan(index)).filter(
      ({ first }) => first.filter(({ path }) => path === undefined).length > 1,
    );
    expect(unread.length).toBeGreaterThan(50);
    for (const { first } of unread) expect(lines).not.toContain(first[0]?.json);
    expect(lot.next).toBe(PARCELS);
  });

  it('is finished when every line is decided, and then knows what to expect', async () => {
    const decided = { lines: PARCELS, accepted: 800, rejected: 50, invalid: 150 };
    const centre = centreThatSays({ ...decided, state: 'deciding', accepted: 1 }, { ...decided, state: 'done' });
    const lot = lotWith(centre);
    await lot.run();
    expect(lot).toMatchObject({ isFinished: true, expected: 850, lot: decided });
  });
});
