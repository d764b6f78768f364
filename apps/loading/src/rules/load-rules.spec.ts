import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAsked } from '../domain/loading.rules';
import { loadLoadingRules, LoadingRulesError } from './load-rules';

const SHIPPED = join(__dirname, '..', '..', 'rules', '2026-12.json');
const DAY = Date.parse('2026-12-01T00:00:00+08:00');

describe('loadLoadingRules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alataw-rules-'));
  const file = join(folder, 'rules.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The shipped rules, but for some. */
  const written = (of: object): string => {
    const shipped = JSON.parse(readFileSync(SHIPPED, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...shipped, ...of }));
    return file;
  };

  it('asks nothing of trucks as it is shipped', () => {
    const { entryApplicationRequired, weighingRequired, gatePassRequired, massTolerance } = loadLoadingRules(SHIPPED);
    const { sealVerificationRequired, sealRegisterRequired, sealsToLeave, axleLoadGrams } = loadLoadingRules(SHIPPED);
    for (const rule of [
      ...[entryApplicationRequired, weighingRequired, gatePassRequired],
      ...[sealVerificationRequired, sealRegisterRequired],
    ]) {
      expect(isAsked(rule, DAY)).toBe(false);
    }
    expect(massTolerance.at(DAY)).toEqual([{ grams: 50_000, perTenThousand: 200 }]);
    expect([sealsToLeave.at(DAY), axleLoadGrams.at(DAY)]).toEqual([[1], [23_500_000]]);
  });
  it('takes what a site asks from a day on', () => {
    const gatePassRequired = [{ from: '2026-12-01', value: true, source: 'The port authority.' }];
    const rules = loadLoadingRules(written({ gatePassRequired }));
    expect([DAY - 1, DAY].map((at) => isAsked(rules.gatePassRequired, at))).toEqual([false, true]);
  });
  it('names every fault with the file and the place', () => {
    const wrong = { weighingRequired: [{ from: 'today', value: true, source: '' }], massTolerance: 7, speed: [] };
    const none = { sealsToLeave: [{ from: '2026-12-01', value: 0, source: '' }] };
    expect(() => loadLoadingRules(written(none))).toThrow(/sealsToLeave\[0\]: needs from.*from 1 to 8/);
    const load = (): unknown => loadLoadingRules(written(wrong));
    expect(load).toThrow(LoadingRulesError);
    expect(load).toThrow(
      /weighingRequired\[0\]: needs from, a day[^]*massTolerance: must be a list[^]*speed: there is no/,
    );
    expect(() => loadLoadingRules(join(folder, 'none.json'))).toThrow(LoadingRulesError);
  });
});
