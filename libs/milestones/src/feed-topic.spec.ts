import { feedCursor, readFeedCursor } from './feed-topic';

describe(feedCursor.name, () => {
  it.each([0, 1, 2 ** 52 - 1])('leads back to offset %d', (offset) => {
    const place = { subscriptionId: 'KAZPOST.releases-kz', offset };
    expect(readFeedCursor(feedCursor(place))).toEqual(place);
  });
  it.each([
    '',
    'x',
    feedCursor({ subscriptionId: 'A.b', offset: 7 }) + '=',
    Buffer.from('2:7:A.b').toString('base64url'),
    Buffer.from('1:07:A.b').toString('base64url'),
    Buffer.from('1:-7:A.b').toString('base64url'),
    Buffer.from('1:7:').toString('base64url'),
    'A'.repeat(100_000),
  ])('is not %s', (text) => expect(readFeedCursor(text)).toBeNull());
});
