import { departurePace } from './departure-pace';

describe(departurePace.name, () => {
  it.each([
    [undefined, 100, 1],
    ['250', 1_000, 1],
    ['1000', 250, 1],
    ['10000', 100, 4],
  ])('at %s parcels a second looks every %i ms for %i chunks', (perSecond, everyMs, most) => {
    expect(departurePace({ DEPARTED_PARCELS_PER_SECOND: perSecond })).toMatchObject({ everyMs, most });
  });
  it('waits when two looks have had no effect', () => {
    expect(departurePace({})).toMatchObject({ most: 1, mostUnderWay: 2 });
  });
  it('is no pace when nothing would ever leave', () => {
    expect(() => departurePace({ DEPARTED_PARCELS_PER_SECOND: '0' })).toThrow('DEPARTED_PARCELS_PER_SECOND');
  });
});
