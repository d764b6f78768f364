import { usualBehaviour } from '../behaviour/behaviour';
import type { Declaration } from './declaration';
import { planParcel, type ParcelPlan, type Sending } from './parcel-plan';
import { Redeclaring } from './redeclaring';

const shares = { ...usualBehaviour.platforms, comesBack: 1, declaredAnew: 1, wrong: 0.5 };
const plans = Array.from({ length: 200 }, (_, index) => planParcel(7, index, ['SILKROAD'], shares));
const plan = (of: (plan: ParcelPlan) => boolean): ParcelPlan => plans.find(of)!;
const parsed = (sending: Sending | null): Declaration => JSON.parse(sending?.json ?? 'null') as Declaration;

function world(ends: Readonly<Record<string, string>>) {
  const sent: Sending[] = [];
  const redeclaring = new Redeclaring(
    { endOf: (id) => Promise.resolve(ends[id] ?? '') },
    {
      send: (sendings) => {
        sent.push(...sendings);
        return Promise.resolve();
      },
    },
  );
  return { sent, redeclaring };
}

describe('Redeclaring', () => {
  const right = plan(({ comesBack, declaredAnew }) => comesBack !== null && declaredAnew === null);
  const wrong = plan(({ declaredAnew }) => declaredAnew !== null);

  it('declares the return of what departed, once, under a number of its own', async () => {
    const { sent, redeclaring } = world({ [right.parcelId]: 'DEPARTED' });
    redeclaring.watch(right);
    expect(redeclaring.isIdle).toBe(false);
    await redeclaring.step();
    await redeclaring.step();
    expect(sent).toEqual([right.comesBack]);
    expect(parsed(right.comesBack)).toMatchObject({ returnOf: right.parcelId, destinationCountry: 'CN' });
    expect(`${parsed(right.comesBack).logisticsCode}.${parsed(right.comesBack).logisticsNo}`).not.toBe(right.parcelId);
    expect(redeclaring).toMatchObject({ declared: 1, isIdle: true });
  });
  it('declares what was rejected anew, with its predecessor', async () => {
    const { sent, redeclaring } = world({ [wrong.parcelId]: 'REJECTED' });
    redeclaring.watch(wrong);
    await redeclaring.step();
    expect(sent).toEqual([wrong.declaredAnew]);
    expect(parsed(wrong.declaredAnew).predecessorId).toBe(wrong.parcelId);
  });
  it('waits while the first stands, and forgets what stays where it is', async () => {
    const { sent, redeclaring } = world({ [wrong.parcelId]: 'OTHER' });
    for (const each of [right, wrong]) redeclaring.watch(each);
    await redeclaring.step();
    expect([sent, redeclaring.isIdle]).toEqual([[], false]);
  });
});
