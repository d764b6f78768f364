import { partitionOf } from '@alataw/contracts';
import fc from 'fast-check';
import { correlationOf, lineOf, newBatch, placeOf } from './batch-id';
import { DecidedLines } from './decided-lines';

describe(newBatch.name, () => {
  it('names a batch so that the name alone tells where it stands', () => {
    const ends = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ends, (offsets) => {
        const place = newBatch(offsets);
        expect(placeOf(place.batchId, offsets.length)).toEqual(place);
        expect(place.from).toBe(offsets[place.partition]);
        // The key's own partition, as any other writer of the topic would choose it.
        expect(partitionOf(place.batchId, offsets.length)).toBe(place.partition);
      }),
    );
  });

  it('never gives a name twice', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newBatch([0]).batchId)).size).toBe(1000);
  });
});

describe(lineOf.name, () => {
  it('reads what was written', () => {
    expect(lineOf('b1-00', correlationOf('b1-00', 17))).toBe(17);
  });

  it.each(['b1-000:17', 'b1-00', 'b1-00:', 'b1-00:x', 'b1-00:-1', 'b1-00:1.5', 'b2-00:1'])(
    'has no line for %s',
    (id) => {
      expect(lineOf('b1-00', id)).toBeUndefined();
    },
  );
});

describe(DecidedLines.name, () => {
  it('notes each line once', () => {
    const decided = new DecidedLines();
    for (const line of [1, 8, 7, 100_000, 999_999]) {
      expect([decided.note(line, null), decided.note(line, null)]).toEqual(['first', 'again']);
    }
    expect(decided.note(2, null)).toBe('first');
  });

  it('lets one decision take the place of a parking, and no parking the place of a decision', () => {
    const decided = new DecidedLines();
    const said = (['parked', 'parked', null, null, 'parked'] as const).map((each) => decided.note(70_000, each));
    expect(said).toEqual(['first', 'again', 'parked', 'again', 'again']);
    expect(decided.note(5, 'parked')).toBe('first');
    expect([5, 70_000, 6].map((line) => decided.provisionalNow().parked.has(line))).toEqual([true, false, false]);
  });

  it('lets a match take the place of a filing, and a filing that of a parking', () => {
    const decided = new DecidedLines();
    const said = (['parked', 'filed', 'filed', null, 'filed'] as const).map((each) => decided.note(3, each));
    expect(said).toEqual(['first', 'parked', 'again', 'filed', 'again']);
    decided.note(4, 'filed');
    expect([3, 4].map((line) => decided.provisionalNow().filed.has(line))).toEqual([false, true]);
  });
});
