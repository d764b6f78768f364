import type { DeclaredItem, ParcelDeclared } from '@alataw/contracts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRuleset } from './load-ruleset';
import { readRuleset } from './ruleset-document';
import { specimen } from './specimen';

describe('rules of 2026-12', () => {
  const ruleset = loadRuleset(join(__dirname, '../../rules/2026-12.json'));
  const [item] = specimen.items;
  const withItem = (changes: Partial<DeclaredItem>): ParcelDeclared => ({
    ...specimen,
    items: [{ ...item!, ...changes }],
  });

  it('bear the version of their file', () => {
    expect(ruleset.version).toBe('2026-12');
  });
  it('ask for no arrival yet', () => {
    expect(ruleset.arrivalRequired.at(Date.UTC(2026, 11, 1))).toEqual([false]);
  });
  it('let an ordinary parcel pass', () => {
    expect(ruleset.hits(specimen)).toEqual([]);
  });
  it.each([
    ['LITHIUM_BATTERY', withItem({ hsCode: '8507600090' })],
    ['DRONE', withItem({ hsCode: '8806221010' })],
    ['BLADES', withItem({ hsCode: '8211910000' })],
    ['OPTICS', withItem({ hsCode: '8525891900' })],
    ['FOOD_AND_MEDICINE', withItem({ hsCode: '2106909090' })],
    ['HIGH_VALUE', { ...specimen, declaredValueMinor: 450_001 }],
    ['NO_VALUE_LINE', withItem({ priceMinor: 0 })],
    ['PACKING_OUTWEIGHS_GOODS', { ...specimen, grossWeightGrams: 2_001, netWeightGrams: 1_000 }],
    ['HEAVY', { ...specimen, grossWeightGrams: 31_001, netWeightGrams: 31_000 }],
    ['FOREIGN_ORIGIN', withItem({ countryOfOrigin: 'VN' })],
    ['MANY_LINES', { ...specimen, items: Array.from({ length: 11 }, () => item!) }],
    ['DETOUR', { ...specimen, consigneeCountry: 'RU' }],
    ['VAGUE_DESCRIPTION', withItem({ description: 'Gift' })],
  ])('%s looks at its kind of parcel', (id, parcel) => {
    expect(ruleset.hits(parcel).map(({ rule }) => rule)).toEqual([id]);
  });
  it.each([
    ['4,500.00 CNY', { ...specimen, declaredValueMinor: 450_000 }],
    ['another currency', { ...specimen, declaredValueMinor: 450_001, currency: 'KZT' }],
    ['as much packing as goods', { ...specimen, grossWeightGrams: 2_002, netWeightGrams: 1_001 }],
    ['much packing in a light parcel', { ...specimen, grossWeightGrams: 2_000, netWeightGrams: 100 }],
    ['31 kg', { ...specimen, grossWeightGrams: 31_000, netWeightGrams: 31_000 }],
    ['a gift card holder', withItem({ description: 'Gift card holder' })],
  ])('let pass %s', (_, parcel) => {
    expect(ruleset.hits(parcel)).toEqual([]);
  });
});

describe('readRuleset', () => {
  const rule = { id: 'A', channel: 'RED', reason: 'GOODS', when: 'true' };
  const share = { channel: 'RED', perTenThousand: 50 };
  const document = (changes: object): unknown => ({ version: '1', random: [share], rules: [rule], ...changes });

  it('reads what a file may say, and comments beside it', () => {
    const json = document({ comment: 'x', rules: [{ ...rule, comment: 'y', source: 'z' }] });
    expect(readRuleset(json)).toEqual({
      version: '1',
      arrivalRequired: [],
      random: [share],
      rules: [{ ...rule, twoOfficers: false }],
    });
    const day = { from: '2026-12-01', value: true, source: 'x' };
    const dated = readRuleset(document({ arrivalRequired: [day], rules: [{ ...rule, twoOfficers: true }] }));
    expect(dated).toMatchObject({ arrivalRequired: [day], rules: [{ twoOfficers: true }] });
  });
  it.each([
    [{ version: '' }, 'version'],
    [{ random: {} }, 'random: must be a list'],
    [{ random: [{ ...share, channel: 'GREEN' }] }, 'random[0]'],
    [{ random: [{ ...share, perTenThousand: 0.5 }] }, 'random[0]'],
    [{ random: [share, { ...share, perTenThousand: 9_951 }] }, 'exceed the whole'],
    [{ rules: null }, 'rules: must be a list'],
    [{ rules: [rule, rule] }, 'A: the id is used twice'],
    [{ rules: [{ ...rule, id: 'RANDOM' }] }, 'rules[0]: id'],
    [{ rules: [{ ...rule, id: 'a' }] }, 'rules[0]: id'],
    [{ rules: [{ ...rule, channel: 'GREEN' }] }, 'A: channel'],
    [{ rules: [{ ...rule, reason: 'NONE' }] }, 'A: reason'],
    [{ rules: [{ ...rule, when: true }] }, 'A: when'],
    [{ rules: [{ ...rule, channel: 'YELLOW', twoOfficers: true }] }, 'A: twoOfficers'],
    [{ rules: [{ ...rule, twoOfficers: 'yes' }] }, 'A: twoOfficers'],
    [{ arrivalRequired: [{ from: '2026-12-01', value: 1, source: 'x' }] }, 'arrivalRequired[0]'],
    [{ arrivalRequired: [{ from: '2026-13-01', value: true, source: 'x' }] }, 'arrivalRequired[0]'],
    [{ arrivalRequired: [{ from: 'tomorrow', value: true, source: 'x' }] }, 'arrivalRequired[0]'],
  ])('refuses %j', (changes, message) => {
    expect(() => readRuleset(document(changes))).toThrow(message);
  });
  it('names all faults at once', () => {
    expect(() => readRuleset(null)).toThrow(/version[^]*random[^]*rules/);
  });
});

describe('loadRuleset', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-rules-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('names the file that it cannot read', () => {
    expect(() => loadRuleset(join(dir, 'none.json'))).toThrow('none.json');
  });
  it('names the file that is no JSON', () => {
    const path = join(dir, 'broken.json');
    writeFileSync(path, '{');
    expect(() => loadRuleset(path)).toThrow('broken.json');
  });
});
