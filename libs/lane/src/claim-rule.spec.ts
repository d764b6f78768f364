import type { LaneClaimed } from '@alataw/contracts';
import type { LogRecord, Producer } from '@alataw/log';
import { ClaimRule, NOBODY } from './claim-rule';

const claims = new Map<LogRecord, LaneClaimed>();
const record = (): LogRecord => ({ offset: 0, timestamp: 0, key: null, value: null, headers: null });
const batch = (producerId: number, producerEpoch: number) => ({ producerId, producerEpoch, records: [record()] });

/** A batch that holds a claim: of its writer, unless said otherwise. */
const claim = (producerId: number, producerEpoch: number, of: Producer = { producerId, producerEpoch }) => {
  const made = batch(producerId, producerEpoch);
  const claimed = {
    type: 'LaneClaimed',
    stage: 'release',
    partition: 0,
    instance: 'one',
    claimedAt: 0,
    ...of,
  } as const;
  claims.set(made.records[0]!, claimed);
  return made;
};
const ruleFrom = (inForce: Producer): ClaimRule => new ClaimRule(inForce, (r) => claims.get(r) ?? null);

describe(ClaimRule.name, () => {
  it('counts what the last claim before it has written, and nothing else', () => {
    const rule = ruleFrom(NOBODY);
    expect(rule.counts(batch(7, 0))).toBe(false); // before any claim
    expect(rule.counts(claim(7, 0))).toBe(true);
    expect(rule.counts(batch(7, 0))).toBe(true);
    expect(rule.counts(claim(7, 1))).toBe(true);
    expect(rule.counts(batch(7, 0))).toBe(false); // the broker had forgotten the epochs
    expect(rule.counts(batch(7, 2))).toBe(false); // has not said that it claims
    expect(rule.counts(batch(8, 0))).toBe(false);
    expect(rule.counts(batch(7, 1))).toBe(true);
  });

  it('lets a claim that was delayed past a later one change nothing', () => {
    const rule = ruleFrom({ producerId: 7, producerEpoch: 3 });
    expect(rule.counts(claim(7, 2))).toBe(false);
    expect(rule.counts(batch(7, 2))).toBe(false);
    expect(rule.counts(batch(7, 3))).toBe(true);
    expect(rule.isInForce({ producerId: 7, producerEpoch: 2 })).toBe(false);
  });

  it('takes over from a producer that the broker has forgotten', () => {
    const rule = ruleFrom({ producerId: 7, producerEpoch: 3 });
    expect(rule.counts(claim(9, 0))).toBe(true);
    expect(rule.counts(batch(7, 3))).toBe(false);
  });

  it('believes no claim but of its own writer', () => {
    const rule = ruleFrom({ producerId: 7, producerEpoch: 3 });
    expect(rule.counts(claim(8, 0, { producerId: 7, producerEpoch: 4 }))).toBe(false);
    expect(rule.counts(claim(-1, -1, { producerId: 7, producerEpoch: 4 }))).toBe(false);
    expect(rule.inForce).toEqual({ producerId: 7, producerEpoch: 3 });
  });

  it('counts nothing without a producer, even where nobody has claimed', () => {
    expect(ruleFrom(NOBODY).counts(batch(-1, -1))).toBe(false);
  });
});
