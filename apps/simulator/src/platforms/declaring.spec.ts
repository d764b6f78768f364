import { createLogger } from '@alataw/operations';
import { usualBehaviour } from '../behaviour/behaviour';
import { Declaring } from './declaring';
import { planParcel, type Sending } from './parcel-plan';

const PLATFORMS: [string, ...string[]] = ['SILKROAD', 'TIANSHAN'];
const PARCELS = 500;
const planOf = (index: number) => planParcel(1, index, PLATFORMS, usualBehaviour.platforms);
const logger = createLogger({ service: 'simulator', instance: 'test', level: 'fatal' });

/** Platforms that declare 500 parcels to a centre which knows the first `known` of them. */
async function declare(known: number, rate = 5000) {
  const sent: Sending[] = [];
  const cancelled: string[] = [];
  const ids = Array.from({ length: PARCELS }, (_, index) => planOf(index).parcelId);
  const sender = {
    isBulk: true,
    send: (sendings: readonly Sending[]) => {
      sent.push(...sendings);
      return Promise.resolve();
    },
    cancel: (_: string, parcelId: string) => {
      cancelled.push(parcelId);
      return Promise.resolve();
    },
  };
  const centre = { knowsParcel: (parcelId: string) => Promise.resolve(ids.indexOf(parcelId) < known) };
  const declaring = new Declaring(sender, centre, {
    seed: 1,
    rate,
    parcels: PARCELS,
    platforms: PLATFORMS,
    behaviour: usualBehaviour,
    now: Date.now,
    stopping: new AbortController().signal,
    logger,
  });
  await declaring.run();
  return { sent, cancelled, declaring, ids };
}

describe('Declaring', () => {
  it('declares every parcel once, in order, and then says that it has finished', async () => {
    const { sent, declaring } = await declare(0);
    const firsts = Array.from({ length: PARCELS }, (_, index) => planOf(index).first[0]?.json);
    expect(
      sent
        .map(({ json }) => json)
        .filter((json) => firsts.includes(json))
        .slice(0, 50),
    ).toEqual(firsts.slice(0, 50));
    for (const json of firsts) expect(sent.some((sending) => sending.json === json)).toBe(true);
    expect(declaring).toMatchObject({ isFinished: true, next: PARCELS });
  });

  it('sends what follows a declaration after it', async () => {
    const { sent } = await declare(0);
    for (let index = 0; index < PARCELS; index += 1) {
      const { first, later } = planOf(index);
      const declaredAt = sent.findIndex(({ json }) => json === first[0]?.json);
      for (const { platform, json } of later) {
        expect(sent.findLastIndex((each) => each.platform === platform && each.json === json)).toBeGreaterThan(
          declaredAt,
        );
      }
    }
  });

  it('cancels only delicate parcels, whose inspection takes a while', async () => {
    const { cancelled, ids } = await declare(0);
    expect(cancelled.length).toBeGreaterThan(0);
    for (const parcelId of cancelled) expect(planOf(ids.indexOf(parcelId)).isDelicate).toBe(true);
  });

  it('declares nothing twice but the last parcels, when the centre knows them all', async () => {
    const { sent } = await declare(PARCELS, 200);
    const again = (index: number) => sent.some(({ json }) => json === planOf(index).first[0]?.json);
    expect(again(0)).toBe(false);
    expect(again(PARCELS - 201)).toBe(false);
    expect(again(PARCELS - 1)).toBe(true);
  });
});
