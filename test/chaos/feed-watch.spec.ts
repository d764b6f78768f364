import { behind } from './feed-watch';

const KAZPOST = 'carriers.feed.KAZPOST.demonstration';
const RUPOST = 'carriers.feed.RUPOST.departures';

describe(behind.name, () => {
  const told = new Map([
    ['KAZPOST RELEASED', 5],
    ['KAZPOST LOADED', 4],
    ['RUPOST RELEASED', 7],
    ['RUPOST DEPARTED', 2],
    ['RUPOST PIECES_DEPARTED', 1],
  ]);
  it.each([
    [9, 3, []],
    [8, 3, [KAZPOST]],
    [10, 2, [RUPOST]],
    [0, 0, [KAZPOST, RUPOST]],
  ])('knows what is missing of %i and %i events', (kazpost, rupost, topics) => {
    expect(
      behind(
        new Map([
          [KAZPOST, kazpost],
          [RUPOST, rupost],
        ]),
        told,
      ),
    ).toEqual(topics);
  });
});
