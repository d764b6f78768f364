import { usualBehaviour } from '../behaviour/behaviour';
import { Chance } from '../chance/chance';
import { documentsOf, needsDocuments } from './documents';
import { planParcel, type ParcelPlan, type Sending } from './parcel-plan';
import type { Declaration } from './declaration';

const PLATFORMS: [string, ...string[]] = ['SILKROAD', 'TIANSHAN'];
const PARCELS = 6000;
const { platforms: shares } = usualBehaviour;

const declarationOf = ({ first }: ParcelPlan): Declaration => JSON.parse(first[0]?.json ?? '') as Declaration;
const documentsIn = (sendings: readonly Sending[]): Sending[] => sendings.filter(({ path }) => path !== undefined);

describe('documentsOf', () => {
  const plans = Array.from({ length: PARCELS }, (_, index) => planParcel(1, index, PLATFORMS, shares));
  const needing = plans.filter((plan) => needsDocuments(plan.platform, declarationOf(plan)));

  it('goes with the business lists of one platform, and with no others', () => {
    expect(needing.length / PARCELS).toBeGreaterThan(0.02);
    for (const plan of plans) {
      const sent = documentsIn([...plan.first, ...plan.later]);
      if (plan.platform !== 'TIANSHAN') expect(sent).toEqual([]);
      for (const { path, platform } of sent)
        expect(platform).toBe(path === '/v1/orders' ? plan.platform : plan.parcelId.split('.')[0]);
    }
  });
  it('sends most of them in time, some late, and of a few lists one alone', () => {
    const late = needing.filter(({ later }) => documentsIn(later).length > 0);
    const alone = needing.filter(({ first, later }) => documentsIn([...first, ...later]).length === 1);
    expect(late.length / needing.length).toBeGreaterThan(0.2);
    expect(alone.length).toBeGreaterThan(0);
    expect(alone.length / needing.length).toBeLessThan(0.1);
  });
  it('makes the same for the same seed', () => {
    const [plan] = needing;
    const right = declarationOf(plan!);
    const make = () => documentsOf(new Chance(3, 'documents', 5), 'TIANSHAN', right, shares);
    expect(make()).toEqual(make());
  });
});
