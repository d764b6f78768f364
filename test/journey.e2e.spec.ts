import { TestCentre } from './support/centre';

describe('a centre on one machine', () => {
  it('brings every parcel of the simulator to its end, and goes on with the same data', async () => {
    const centre = await TestCentre.start([
      '--parcels',
      '300',
      '--rate',
      '100',
      '--seed',
      '5',
      '--until-drained',
      '--json',
    ]);
    try {
      const { code, summary } = await centre.ended();
      const { declared, rejected, returned, detained, cancelled, departed, inQueues, deadLetters } = summary;
      expect({ code, log: code === 0 ? '' : centre.log }).toEqual({ code: 0, log: '' });
      expect(declared).toBeGreaterThanOrEqual(280); // some lines of the simulator are malformed and never become parcels
      expect(rejected + returned + detained + cancelled + departed + inQueues).toBe(declared);
      expect(inQueues).toBe(0);
      expect(deadLetters).toBe(0);
      expect(departed).toBeGreaterThan(declared / 2);
      expect(rejected).toBeGreaterThan(0);
    } finally {
      await centre.remove();
    }
  }, 300_000);
});
