import { ScratchRepository } from './scratch-repository';

describe('The generated types', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = new ScratchRepository();
  });
  afterEach(() => repository.remove());

  const generated = (name: string) => repository.plan().get(`libs/contracts/src/generated/${name}.ts`) ?? '';

  it('say where they come from', () => {
    expect(generated('common')).toMatch(
      /^\/\/ GENERATED from schemas\/common\/\*\.avsc by "npm run codegen". Do not edit.\n/,
    );
  });

  it('have an interface without the envelope and a contract of the same name', () => {
    repository.event('ParcelReleased', [
      { name: 'releasedAt', type: { type: 'long', logicalType: 'timestamp-millis' }, doc: 'Epoch ms UTC.' },
      { name: 'note', type: ['null', 'string'], default: null },
      { name: 'seals', type: { type: 'array', items: ['null', 'string'] }, doc: 'At most 3.' },
    ]);
    expect(generated('release')).toContain(
      [
        '/** A record. */',
        'export interface ParcelReleased {',
        "  readonly type: 'ParcelReleased';",
        '  readonly parcelId: string;',
        '  /** Epoch ms UTC. */',
        '  readonly releasedAt: number;',
        '  readonly note: string | null;',
        '  /** At most 3. */',
        '  readonly seals: readonly (string | null)[];',
        '}',
        '',
        'export const ParcelReleased: Contract<ParcelReleased> = {',
        "  name: 'ParcelReleased',",
        "  fullName: 'alataw.release.ParcelReleased',",
        "  kind: 'event',",
        "  topic: 'release.events',",
        '  keyOf: ({ parcelId }) => parcelId,',
        '};',
      ].join('\n'),
    );
  });

  it('give a state neither a type nor a key', () => {
    repository.schema('release', 'ReleaseState', { kind: 'state', fields: [{ name: 'held', type: 'boolean' }] });
    expect(generated('release')).toContain('export interface ReleaseState {\n  readonly held: boolean;\n}');
    expect(generated('release')).toContain('keyOf: keyless,');
  });

  it('make an enum a list and a union', () => {
    repository.put('schemas/release/Reason.avsc', {
      type: 'enum',
      name: 'Reason',
      namespace: 'alataw.release',
      doc: 'Why.',
      symbols: ['A', 'B'],
    });
    const words = { en: 'So.', zh: '如此。', ru: 'Так.', kk: 'Солай.' };
    repository.put('libs/values/src/code-lists/release.json', {
      Reason: { title: words, codes: { A: words, B: words } },
    });
    expect(generated('release')).toContain(
      "/** Why. */\nexport const Reason = ['A', 'B'] as const;\nexport type Reason = (typeof Reason)[number];",
    );
  });

  it('import from other areas what they use', () => {
    repository.schema('loading', 'Place', { fields: [{ name: 'row', type: 'int', doc: 'From 1.' }] });
    repository.event('ParcelReleased', [{ name: 'place', type: 'alataw.loading.Place' }]);
    expect(generated('release')).toContain("import type { Place } from './loading';");
    expect(generated('release')).not.toContain('EventMeta');
  });

  it('break long words of a schema into lines, and do not let them end the comment', () => {
    repository.schema('common', 'Cause', {
      doc: `${'word '.repeat(30)}*/ end`,
      fields: [{ name: 'a', type: 'string' }],
    });
    const lines = generated('common').split('\n');
    expect(lines.every((line) => line.length <= 120)).toBe(true);
    expect(generated('common')).toContain('*\\/ end\n */');
  });

  it('carry every released version with its id', () => {
    repository.event('ParcelReleased');
    repository.generate();
    repository.event('ParcelReleased', [{ name: 'note', type: ['null', 'string'], default: null }]);
    expect(generated('releases')).toContain("{ subject: 'alataw.release.ParcelReleased', version: 1, id: 1, schema: ");
    expect(generated('releases')).toContain("{ subject: 'alataw.release.ParcelReleased', version: 2, id: 2, schema: ");
    expect(generated('contracts')).toContain('[ParcelReleased]');
  });
});
