import { audited } from './audited.fixture';
import { cleanLog } from './clean-log.fixture';

describe('the tally of a log', () => {
  const { tally } = audited(cleanLog());

  it('has each event that counts by its name, and by its reason where it gives one', () => {
    const departed = cleanLog().filter(({ type, kind }) => type === 'ParcelDeparted' && kind === 'event');
    expect(tally.counts['ParcelDeparted']).toBe(departed.length);
    const reasons = Object.entries(tally.counts).filter(([name]) => name.startsWith('ParcelReturned.'));
    expect(reasons.reduce((sum, [, count]) => sum + count, 0)).toBe(tally.counts['ParcelReturned']);
  });

  it('has no commands, and nothing of a lane', () => {
    expect(Object.keys(tally.counts).filter((name) => /^(Arrive|Declare|Lane)/.test(name))).toEqual([]);
  });
});
