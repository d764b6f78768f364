import { preferredLanguage } from './language';

describe(preferredLanguage.name, () => {
  it.each([
    ['ru', 'ru'],
    ['RU', 'ru'],
    ['zh-Hans-CN', 'zh'],
    ['kk-Cyrl-KZ, ru;q=0.9, en;q=0.8', 'kk'],
    ['en;q=0.1, zh;q=0.7, ru;q=0.7', 'zh'],
    ['ru ; q = 0.5 , zh ; q = 0.9', 'zh'],
    ['de, fr;q=0.9, ru;q=0.1', 'ru'],
    ['*', 'en'],
    ['en;q=0, *', 'zh'],
    ['ru;q=0', 'en'],
    ['zhx', 'en'],
    ['de', 'en'],
    ['', 'en'],
    ['ru;q=2;;;, \u0000', 'en'],
    [undefined, 'en'],
  ])('answers %j in %s', (header, language) => {
    expect(preferredLanguage(header, ['en', 'zh', 'ru', 'kk'])).toBe(language);
  });

  it('does not take longer for a long header than its length explains', () => {
    expect(preferredLanguage(`${'a-'.repeat(20_000)},${' '.repeat(20_000)}ru`, ['en', 'ru'])).toBe('ru');
  });
});
