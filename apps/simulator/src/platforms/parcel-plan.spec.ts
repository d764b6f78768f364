import { usualBehaviour } from '../behaviour/behaviour';
import type { Declaration } from './declaration';
import { planParcel, type ParcelPlan } from './parcel-plan';

const PLATFORMS: [string, ...string[]] = ['DZUNGARIA', 'SILKROAD', 'TIANSHAN'];
const { platforms: shares } = usualBehaviour;
const PARCELS = 3000;

const plansOf = (seed: number) =>
  Array.from({ length: PARCELS }, (_, index) => planParcel(seed, index, PLATFORMS, shares));
const parsed = (json: string | undefined): Declaration => JSON.parse(json ?? '') as Declaration;
const firstOf = (plan: ParcelPlan) => parsed(plan.first[0]?.json);
const share = (plans: readonly ParcelPlan[], of: (plan: ParcelPlan) => boolean) =>
  plans.filter(of).length / plans.length;

describe('planParcel', () => {
  const plans = plansOf(1);

  it('makes the same plan for the same seed', () => {
    expect(plansOf(1)).toEqual(plans);
    expect(planParcel(2, 0, PLATFORMS, shares)).not.toEqual(plans[0]);
  });

  it('gives every parcel an id of its own, over seeds as well', () => {
    const ids = [1, 2, 3].flatMap((seed) => plansOf(seed).map((plan) => plan.parcelId));
    expect(new Set(ids).size).toBe(3 * PARCELS);
  });

  it('declares each parcel first, in a form that can be read', () => {
    for (const plan of plans) {
      const { logisticsCode, logisticsNo } = firstOf(plan);
      expect(`${logisticsCode}.${logisticsNo}`).toBe(plan.parcelId);
      expect(plan.first[0]?.platform).toBe(plan.platform);
    }
  });

  it('lets every platform declare', () => {
    for (const platform of PLATFORMS) expect(share(plans, (plan) => plan.platform === platform)).toBeGreaterThan(0.25);
  });

  it('sends a few broken texts along, and repeats, corrects and contradicts a few', () => {
    expect(share(plans, (plan) => plan.first.filter(({ path }) => path === undefined).length > 1)).toBeGreaterThan(
      0.003,
    );
    const laterOnes = plans
      .map((plan) => ({ ...plan, later: plan.later.filter(({ path }) => path === undefined) }))
      .filter((plan) => plan.later.length > 0);
    const again = laterOnes.filter((plan) => plan.later.some(({ json }) => json === plan.first[0]?.json));
    const byOthers = laterOnes.filter((plan) => plan.later.some(({ platform }) => platform !== plan.platform));
    const altered = laterOnes.filter((plan) => plan.later.some(({ json }) => parsed(json).orderNo.endsWith('-B')));
    for (const some of [again, byOthers, altered]) expect(some.length).toBeGreaterThan(0);
    expect(laterOnes.length / plans.length).toBeLessThan(0.1);
  });

  it('keeps the sums right in almost all declarations', () => {
    const right = share(plans, (plan) => {
      const declaration = firstOf(plan);
      const sum = (field: 'priceMinor' | 'netWeightGrams') =>
        declaration.items.reduce((total, item) => total + item[field], 0);
      return (
        declaration.declaredValueMinor === sum('priceMinor') && declaration.netWeightGrams === sum('netWeightGrams')
      );
    });
    expect(right).toBeGreaterThan(0.98);
    expect(right).toBeLessThan(1);
  });
});
