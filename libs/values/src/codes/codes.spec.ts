import { countries, countryOfCustomsCode, customsCountryCode, eaeu, isCountry } from './countries';
import { currencyAt, currencyCodes, currencyOfCustomsCode } from './currencies';
import { hsChapter, hsHeading, hsSubheading, isHsCode } from './hs-code';
import { customsUnitCode, isUnit, unitOfCustomsCode } from './units';

const today = Date.parse('2026-11-24T00:00:00Z');

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each once', () => {
    expect(new Set(countries).size).toBe(249);
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(countries.filter((code) => names.of(code) === undefined)).toEqual([]);
  });
  it.each([
    ['KZ', '145'],
    ['RU', '344'],
    ['DE', '304'],
    ['JP', '116'],
    ['AQ', null],
  ])('%s is %s to customs', (alpha2, code) => {
    expect(customsCountryCode(alpha2)).toBe(code);
  });
  it('do not share a customs code', () => {
    const codes = countries.map(customsCountryCode).filter((code) => code !== null);
    expect(new Set(codes).size).toBe(codes.length);
  });
  it('include the Eurasian Economic Union and no small letters', () => {
    expect([...eaeu].every(isCountry)).toBe(true);
    expect(isCountry('kz')).toBe(false);
    expect(isCountry('XX')).toBe(false);
  });
});

describe('currencyAt', () => {
  it.each([
    ['CNY', 2, '142'],
    ['USD', 2, '502'],
    ['EUR', 2, '300'],
    ['JPY', 0, '116'],
    ['KWD', 3, '118'],
    ['KZT', 2, null],
  ])('%s has %d digits and is %s to customs', (code, exponent, customsCode) => {
    expect(currencyAt(code, today)).toMatchObject({ code, exponent, customsCode });
  });
  it('does not know a currency after its last day', () => {
    expect(currencyAt('BGN', Date.parse('2026-01-31T15:59:59.999Z'))).not.toBeNull();
    expect(currencyAt('BGN', Date.parse('2026-01-31T16:00:00Z'))).toBeNull();
  });
  it('does not know what is no currency', () => {
    expect([currencyAt('XYZ', today), currencyAt('cny', today)]).toEqual([null, null]);
  });
  it('has codes that exist', () => {
    const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
    const younger = ['XCG', 'ZWG']; // than the tables of older Node releases
    expect(currencyCodes.filter((code) => names.of(code) === undefined && !younger.includes(code))).toEqual([]);
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
  });
});

describe('isHsCode', () => {
  it.each([
    ['8517', true],
    ['851713', true],
    ['85171300', true],
    ['8517130000', true],
    ['85171', false],
    ['8517.13', false],
    ['851713000012', false],
    ['', false],
  ])('judges %s', (code, verdict) => {
    expect(isHsCode(code)).toBe(verdict);
  });
  it('has parts', () => {
    expect([hsChapter('8517130000'), hsHeading('8517130000'), hsSubheading('8517130000')]).toEqual([
      '85',
      '8517',
      '851713',
    ]);
  });
});

describe('units', () => {
  it('are those of UN/ECE Recommendation 20 with a customs code', () => {
    expect([isUnit('H87'), customsUnitCode('H87'), isUnit('PCS'), customsUnitCode('PCS')]).toEqual([
      true,
      '011',
      false,
      null,
    ]);
  });
});

describe("customs' own codes", () => {
  it('lead back to where they come from', () => {
    const known = countries.filter((alpha2) => customsCountryCode(alpha2) !== null);
    expect(known.map((alpha2) => countryOfCustomsCode(customsCountryCode(alpha2) ?? ''))).toEqual(known);
    expect(['142', '502', '116'].map((digits) => currencyOfCustomsCode(digits)?.code)).toEqual(['CNY', 'USD', 'JPY']);
    expect(['011', '035', '008', '026'].map(unitOfCustomsCode)).toEqual(['H87', 'KGM', 'H87', 'PR']);
  });
  it('that are not known lead nowhere', () => {
    expect([countryOfCustomsCode('KZ'), currencyOfCustomsCode('CNY'), unitOfCustomsCode('999')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
