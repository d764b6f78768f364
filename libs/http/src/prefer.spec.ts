import { preferredWaitSeconds } from './prefer';

describe(preferredWaitSeconds.name, () => {
  it.each([
    [undefined, 0],
    ['wait=5', 5],
    ['respond-async, wait=5', 5],
    ['wait="7"', 7],
    ['Wait = 3', 3],
    ['wait=99', 30],
    ['wait=5, wait=9', 5],
    ['wait=-1', 0],
    ['wait=x', 0],
    ['waiting=5', 0],
    [['respond-async', 'wait=2'], 2],
  ])('reads %j as %i seconds', (header, seconds) => {
    expect(preferredWaitSeconds(header, 30)).toBe(seconds);
  });
});
