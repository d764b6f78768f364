import { EpochFilter } from './epoch-filter';

const batch = (producerId: number, producerEpoch: number) => ({ producerId, producerEpoch });

describe(EpochFilter.name, () => {
  it('passes over an epoch older than one it has seen, of the same producer', () => {
    const filter = new EpochFilter(true);
    expect(filter.accepts(batch(7, 3))).toBe(true);
    expect(filter.accepts(batch(7, 2))).toBe(false);
    expect(filter.accepts(batch(7, 3))).toBe(true);
    expect(filter.accepts(batch(7, 4))).toBe(true);
    expect(filter.accepts(batch(8, 0))).toBe(true);
  });

  it('takes records without a producer where anybody may write, and only there', () => {
    expect(new EpochFilter(false).accepts(batch(-1, -1))).toBe(true);
    expect(new EpochFilter(true).accepts(batch(-1, -1))).toBe(false);
  });
});
