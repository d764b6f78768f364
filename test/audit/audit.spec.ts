import { audited, complaints } from './audited.fixture';
import { cleanLog } from './clean-log.fixture';

describe('an audit of a clean log', () => {
  it('finds nothing, and has looked at every invariant', () => {
    const audit = audited(cleanLog());
    expect(complaints(audit)).toEqual([]);
    const { findings, balances } = audit;
    for (const invariant of [1, 2, 3, 4, 5, 6, 7] as const) {
      expect(findings.of.get(invariant)?.checked).toBeGreaterThan(0);
    }
    expect(balances.total).toEqual({
      declared: 6,
      rejected: 1,
      cancelled: 1,
      returned: 1,
      detained: 0,
      departed: 2,
      'in a queue': 1,
      retired: 0,
      'on the way': 0,
    });
    expect([...balances.queues]).toEqual([['release.held', 1]]);
  });
});
