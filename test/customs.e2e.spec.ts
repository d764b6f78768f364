import { main as audit } from './audit/main';
import { TestCentre, type Summary } from './support/centre';

const PARCELS = 120;
const START = ['--customs', '--parcels', String(PARCELS), '--rate', '20', '--seed', '5'];

type Counts = Summary & { readonly byStage: Readonly<Record<'release' | 'customs', Readonly<Record<string, number>>>> };
interface Readiness {
  readonly status: string;
  readonly notes?: Readonly<Record<string, string>>;
}

describe('a centre that stands behind customs', () => {
  let centre: TestCentre;
  const port = (name: string): number => centre.state().ports[name] ?? 0;
  const counts = (wanted: (body: Counts) => boolean): Promise<Counts> =>
    centre.until<Counts>(`${centre.url}/v1/counts`, centre.operatorKey(), wanted);
  const away = async (isAway: boolean): Promise<void> => {
    const url = `http://127.0.0.1:${port('simulator')}/customs/away`;
    await fetch(url, { method: 'POST', body: String(isAway) });
  };

  beforeAll(async () => {
    centre = await TestCentre.start(START);
  }, 240_000);
  afterAll(() => centre.remove(), 60_000);

  it('goes on while customs is away, and says so', async () => {
    await centre.saying(/Demo keys/);
    await centre.until<object>(`http://127.0.0.1:${port('simulator')}/status`, null, () => true);
    await away(true);
    const { byStage } = await counts(({ declared }) => declared === PARCELS);
    expect(byStage.customs['reporting']).toBeGreaterThan(0);
    const health = `http://127.0.0.1:${port('customs')}/health/ready`;
    const told = await centre.until<Readiness>(
      health,
      null,
      ({ notes }) => notes?.['customs']?.startsWith('away') === true,
    );
    expect(told.status).toBe('ready');
    await counts((body) => (body.byStage.release['awaitingCustoms'] ?? 0) > PARCELS / 2);
  }, 240_000);

  it('brings every parcel to its end when customs is back, and lets none go that customs did not release', async () => {
    await away(false);
    const isDrained = ({ declared, inQueues, byStage }: Counts): boolean =>
      declared === PARCELS && inQueues === 0 && byStage.customs['reporting'] === 0;
    const end = await counts(isDrained);
    expect(end.departed).toBeGreaterThan(PARCELS / 2);
    await centre.until<{ phase: string }>(
      `http://127.0.0.1:${port('simulator')}/status`,
      null,
      ({ phase }) => phase === 'finished',
    );
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await audit(['--data', centre.dir, '--no-java', '--drained'])).toBe(0);
    jest.restoreAllMocks();
  }, 240_000);
});
