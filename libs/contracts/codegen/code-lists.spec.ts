import { ScratchRepository } from './scratch-repository';

const words = (en: string) => ({ en, zh: '中文。', ru: 'По-русски.', kk: 'Қазақша.' });
const title = words('Why it is refused');
const path = 'libs/values/src/code-lists/release.json';

describe('The code lists', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = new ScratchRepository();
    repository.put('schemas/release/Refusal.avsc', {
      type: 'enum',
      name: 'Refusal',
      namespace: 'alataw.release',
      doc: 'Why it is refused.',
      symbols: ['HELD', 'OTHER'],
      default: 'OTHER',
    });
  });
  afterEach(() => repository.remove());

  const lists = (codes: Readonly<Record<string, object>>, more: object = {}) =>
    repository.put(path, { Refusal: { title, codes }, ...more });
  const whole = { HELD: words('It is held.'), OTHER: words('It is held.') };

  it('become a page with a table each, and say which list the reason of an event is from', () => {
    lists({ ...whole, LATE: { ...words('It is | late.'), zh: '晚。', saidBy: 'gateway' } });
    repository.event('Refused', [{ name: 'reason', type: 'alataw.release.Refusal' }]);
    const outputs = repository.plan();
    expect(outputs.get('docs/codes.md')).toContain('| `HELD` | It is held. | 中文。 | По-русски. | Қазақша. |');
    expect(outputs.get('docs/codes.md')).toContain('| `LATE` (API) | It is \\| late. | 晚。 |');
    expect(outputs.get('libs/values/src/generated/event-reasons.ts')).toContain("{Refused: 'Refusal',}");
  });

  it('have a list for every enum', () => {
    expect(() => repository.plan()).toThrow(
      `${path}: add the list "Refusal" for schemas/release/Refusal.avsc, with a title and a line for each symbol`,
    );
  });

  it('have a line for every symbol, and the refusal of a missing one is that line', () => {
    lists({ OTHER: words('It is held.') });
    expect(() => repository.plan()).toThrow(
      `${path}: add to Refusal what schemas/release/Refusal.avsc has: "HELD": { "en": "…", "zh": "…", "ru": "…", "kk": "…" }`,
    );
  });

  it('have no line for what is no symbol', () => {
    lists({ ...whole, GONE: words('It is gone.') });
    expect(() => repository.plan()).toThrow(`${path}: remove Refusal.GONE, or add it to schemas/release/Refusal.avsc`);
  });

  it('have no list without an enum', () => {
    lists(whole, { Refusals: { title, codes: {} } });
    expect(() => repository.plan()).toThrow(
      `${path}: remove the list "Refusals": there is no schemas/release/Refusals.avsc`,
    );
  });

  it.each([
    [{ kk: '' }, 'add "kk" to Refusal.HELD'],
    [{ en: 'held' }, 'make "en" of Refusal.HELD a whole sentence of its language: "held"'],
    [{ zh: 'It is held.' }, 'make "zh" of Refusal.HELD a whole sentence of its language: "It is held."'],
    [{ ru: 'It is held.' }, 'make "ru" of Refusal.HELD a whole sentence of its language: "It is held."'],
    [{ kk: 'қазақша' }, 'make "kk" of Refusal.HELD a whole sentence of its language: "қазақша"'],
  ])('have whole sentences in every language: not %j', (change, fault) => {
    lists({ OTHER: words('It is something else.'), HELD: { ...words('It is held.'), ...change } });
    expect(() => repository.plan()).toThrow(`${path}: ${fault}`);
  });

  it('have a title in every language', () => {
    repository.put(path, { Refusal: { title: { ...title, ru: '' }, codes: whole } });
    expect(() => repository.plan()).toThrow(`${path}: add "ru" to the title of Refusal`);
  });

  it('say the same thing in the same words', () => {
    lists({ ...whole, OTHER: { ...words('It is held.'), ru: 'Иначе.' } });
    expect(() => repository.plan()).toThrow(
      `${path}: "ru" of Refusal.OTHER differs from Refusal.HELD; in English they are the same`,
    );
  });

  it('have each name once', () => {
    repository.put(path, JSON.stringify({ Refusal: { title, codes: whole } }).replace('"HELD"', '"OTHER":{},"HELD"'));
    expect(() => repository.plan()).toThrow(`${path}: a name stands there twice in one object`);
  });
});
