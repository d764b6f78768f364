import { TestCentre } from './support/centre';
import { brokenPromises, type Played } from './support/played';

interface Readiness {
  readonly status: string;
  readonly notes?: Readonly<Record<string, string>>;
}

describe('a centre that stands behind customs', () => {
  let centre: TestCentre;
  afterAll(() => centre.remove(), 60_000);

  it('says that customs is away, stays ready, and brings every parcel to its end when customs is back', async () => {
    centre = await TestCentre.start(['--scenario', 'customs-away', '--until-drained', '--json']);
    await centre.saying(/Demo keys/);
    const health = `http://127.0.0.1:${centre.state().ports['customs']}/health/ready`;
    const isAway = ({ notes }: Readiness): boolean => notes?.['customs']?.startsWith('away') === true;
    expect((await centre.until<Readiness>(health, null, isAway)).status).toBe('ready');
    const { code, summary } = await centre.ended();
    expect({ broken: brokenPromises(summary as Played), code }).toEqual({ broken: [], code: 0 });
  }, 300_000);
});
