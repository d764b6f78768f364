import { join } from 'node:path';
import { DocumentRulesError, loadDocumentRules, readDocumentRules } from './load-document-rules';

const shipped = join(__dirname, '..', '..', 'rules', '2026-12.json');
const dated = (value: unknown) => [{ from: '2026-01-01', value, source: 'a test' }];
const right = {
  version: 'test',
  needs: dated({ document: 'order', platforms: ['*'], tradeModes: ['9610'] }),
  waitSeconds: dated(60),
  listsPerDocument: dated(1),
  massToleranceGrams: dated(0),
};

function faultsOf(json: unknown): readonly string[] {
  try {
    readDocumentRules(json);
    return [];
  } catch (error) {
    if (error instanceof DocumentRulesError) return error.faults;
    throw error;
  }
}

describe('loadDocumentRules', () => {
  it('reads the rules of this release: no payment since 15 December 2024', () => {
    const { needs, waitMs } = loadDocumentRules(shipped);
    const documentsOn = (day: string) => needs.at(Date.parse(`${day}T00:00:00+08:00`)).map(({ document }) => document);
    expect(documentsOn('2024-12-14')).toEqual(['order', 'waybill', 'payment']);
    expect(documentsOn('2024-12-15')).toEqual(['order', 'waybill']);
    expect(documentsOn('2020-01-20')).toEqual([]);
    expect(waitMs.at(Date.parse('2026-12-01'))).toEqual([86_400_000]);
  });
  it('says which file cannot be read', () => {
    expect(() => loadDocumentRules('/nowhere.json')).toThrow('/nowhere.json');
  });
});

describe('readDocumentRules', () => {
  it('takes what is right', () => {
    expect(faultsOf(right)).toEqual([]);
  });
  it.each([
    ['version', { ...right, version: '' }],
    ['needs: must be a list', { ...right, needs: {} }],
    ['needs[0]', { ...right, needs: dated({ document: 'invoice', platforms: ['*'], tradeModes: ['9610'] }) }],
    ['needs[0]', { ...right, needs: dated({ document: 'order', platforms: [], tradeModes: ['9610'] }) }],
    ['needs[0]', { ...right, needs: dated({ document: 'order', platforms: ['a'], tradeModes: ['9610'] }) }],
    ['needs[0]', { ...right, needs: dated({ document: 'order', platforms: ['*'], tradeModes: ['961'] }) }],
    ['waitSeconds[0]', { ...right, waitSeconds: dated(0) }],
    ['waitSeconds[0]', { ...right, waitSeconds: [{ from: '2026-13-01', value: 60, source: '' }] }],
    ['waitSeconds[0]', { ...right, waitSeconds: [{ from: '2026-01-01', until: 'soon', value: 60, source: '' }] }],
    ['waitSeconds[0]', { ...right, waitSeconds: [{ from: '2026-01-01', value: 60 }] }],
    ['listsPerDocument[0]', { ...right, listsPerDocument: dated(1.5) }],
    ['massToleranceGrams[0]', { ...right, massToleranceGrams: dated(-1) }],
  ])('says what is wrong with %s', (start, json) => {
    expect(faultsOf(json)).toEqual([expect.stringMatching(new RegExp(`^${start.replace('[', '\\[')}`))]);
  });
  it('names every fault', () => {
    expect(faultsOf({})).toHaveLength(5);
  });
});
