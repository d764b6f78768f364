import { deciderSpec } from '@alataw/stage';
import fc from 'fast-check';
import { customsDecider } from './customs.decider';
import { inForce } from './customs.rules';
import { NOW, opened, receipt, rules, sent } from './customs.fixture';

const table = inForce(rules.receipts, NOW);
const CODES = [-1, 1, 2, 3, 4, 100, 120, 300, 399, 400, 500, 501, 502, 503, 599, 600, 700, 800];
const decider = customsDecider(rules);
const start = deciderSpec(decider).given(opened(), sent('LIST')).state;

/** What stands after receipts that arrive in this order. */
function standing(receipts: readonly { readonly code: number; readonly at: number }[]): unknown {
  const end = receipts.reduce((state, { code, at }) => {
    const command = receipt(code, { returnTime: NOW + at });
    const events = decider.decide(command, state, { at: NOW, actor: 'customs:1' });
    expect(events.length).toBeGreaterThan(0);
    return events.reduce((folded, event) => decider.evolve(folded, event, NOW), state);
  }, start);
  return { code: end.code, standing: end.standing };
}

describe('the shipped table', () => {
  it('lets the usual way go on', () => {
    const path = [2, 3, 120, 300, 399, 400, 500, 800, 899];
    path.reduce((from, to) => {
      expect([from, to, table.rank({ code: from, at: 0 }, { code: to, at: 1 })]).toEqual([from, to, 'moves']);
      return to;
    }, 0);
  });
  it('lets customs change its mind, by when it decided, and not by when that is heard', () => {
    expect(table.rank({ code: 800, at: 5 }, { code: 600, at: 6 })).toBe('moves');
    expect(table.rank({ code: 800, at: 5 }, { code: 600, at: 4 })).toBe('stale');
    expect(table.rank({ code: 600, at: 5 }, { code: 800, at: 6 })).toBe('moves');
    expect(table.rank({ code: 600, at: 5 }, { code: 399, at: 6 })).toBe('moves');
  });
  it('remembers when customs last said the same: what it decided before that is behind it', () => {
    const heldAgain = [
      { code: 600, at: 1 },
      { code: 600, at: 3 },
      { code: 800, at: 2 },
    ];
    expect(standing(heldAgain)).toEqual({ code: 600, standing: 'HELD' });
  });
  it('lets the hold stand of two that were decided at the same moment', () => {
    expect(
      standing([
        { code: 800, at: 1 },
        { code: 600, at: 1 },
      ]),
    ).toEqual({ code: 600, standing: 'HELD' });
    expect(
      standing([
        { code: 600, at: 1 },
        { code: 800, at: 1 },
      ]),
    ).toEqual({ code: 600, standing: 'HELD' });
  });
  it('gives the same end whatever the order in which receipts arrive, and however often', () => {
    const step = fc.record({ code: fc.constantFrom(...CODES), at: fc.integer({ min: 1, max: 6 }) });
    const heard = fc.array(step, { minLength: 1, maxLength: 7 }).chain((receipts) =>
      fc.record({
        once: fc.shuffledSubarray(receipts, { minLength: receipts.length }),
        repeated: fc.shuffledSubarray([...receipts, ...receipts], { minLength: 2 * receipts.length }),
      }),
    );
    fc.assert(
      fc.property(heard, ({ once, repeated }) => {
        expect(standing(repeated)).toEqual(standing(once));
      }),
      { numRuns: 3_000, seed: 7 },
    );
  });
});
