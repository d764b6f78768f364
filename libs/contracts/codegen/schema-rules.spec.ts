import { ScratchRepository } from './scratch-repository';

describe('The schema rules', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = new ScratchRepository();
  });
  afterEach(() => repository.remove());

  /** Plans with one more event; gives the faults found in it. */
  const faults = (
    fields: readonly Readonly<Record<string, unknown>>[],
    changes: Readonly<Record<string, unknown>> = {},
  ): string[] => {
    repository.event('ParcelReleased', fields, changes);
    return planned();
  };
  const planned = (): string[] => {
    try {
      repository.plan();
      return [];
    } catch (error) {
      return String(error instanceof Error ? error.message : error)
        .split('\n')
        .map((line) => line.replace('schemas/release/ParcelReleased.avsc: ', ''));
    }
  };
  const number = { name: 'n', type: 'int', doc: 'Pieces.' };
  const array = (items: unknown) => ({ name: 'n', type: { type: 'array', items }, doc: 'At most 10.' });

  it('accept an event that keeps them', () => {
    expect(
      faults([number, { ...array('string'), name: 'm' }, { name: 'o', type: ['null', 'string'], default: null }]),
    ).toEqual([]);
  });

  it('demand a doc on each type, and on each field with a unit or a bound', () => {
    expect(faults([], { doc: undefined })).toEqual(['doc is missing']);
    const bare = { ...number, doc: '' };
    expect(faults([bare])).toEqual(['n: doc is missing; it has a unit or a bound to tell']);
    expect(faults([{ ...array('string'), doc: '' }])).toEqual(['n: doc is missing; it has a unit or a bound to tell']);
    expect(faults([{ ...bare, type: ['null', 'long'], default: null }])).toEqual([
      'n: doc is missing; it has a unit or a bound to tell',
    ]);
  });

  it('refuse arrays whose items may take no byte', () => {
    const message = 'n: the items of an array must take at least one byte';
    repository.schema('release', 'Nothing', { fields: [] });
    expect(faults([array('alataw.release.Nothing')])).toEqual([message]);
    repository.schema('release', 'NoBytes', { type: 'fixed', size: 0 });
    expect(faults([array('alataw.release.NoBytes')])).toEqual([message]);
    expect(faults([array('null')])).toEqual(['n: unknown type null']);
  });

  it('refuse unions other than ["null", X], and an optional without its default', () => {
    expect(faults([{ ...number, type: ['int', 'string'] }])).toEqual(['n: a union must be ["null", X]']);
    expect(faults([{ ...number, type: ['null', 'int', 'string'] }])).toEqual(['n: a union must be ["null", X]']);
    expect(faults([{ ...number, type: ['string', 'null'] }])).toEqual(['n: a union must be ["null", X]']);
    expect(faults([{ ...number, type: ['null', 'int'] }])).toEqual(['n: an optional field needs "default": null']);
  });

  it('refuse maps, floats and unknown logical types', () => {
    expect(faults([{ ...number, type: { type: 'map', values: 'int' } }])).toEqual(['n: "map" is not in use here']);
    expect(faults([{ ...number, type: 'float' }])).toEqual(['n: unknown type float']);
    expect(faults([{ ...number, type: { type: 'long', logicalType: 'time-micros' } }])).toEqual([
      'n: the only logical type in use is timestamp-millis',
    ]);
  });

  it('refuse a second type in one file', () => {
    const inner = { type: 'enum', name: 'Inner', namespace: 'alataw.release', doc: 'Inner.', symbols: ['A'] };
    expect(faults([{ name: 'n', type: inner }])).toEqual(['n: Inner needs a file of its own']);
    expect(faults([array(inner)])).toEqual(['n: Inner needs a file of its own']);
    expect(faults([{ name: 'n', type: ['null', inner], default: null }])).toEqual(['n: Inner needs a file of its own']);
  });

  it('refuse a type that contains itself', () => {
    repository.schema('release', 'Node', {
      fields: [{ name: 'next', type: ['null', 'alataw.release.Node'], default: null }],
    });
    expect(planned()).toEqual(['schemas/release/Node.avsc: next: alataw.release.Node contains itself']);
  });

  it('refuse unknown topics, types, kinds and attributes', () => {
    expect(faults([], { topic: 'release.evnets' })).toEqual([
      'unknown topic release.evnets; infra/kafka/topics.json has them all',
    ]);
    expect(faults([{ name: 'n', type: 'alataw.release.Nobody' }])).toEqual(['n: unknown type alataw.release.Nobody']);
    expect(faults([], { kind: 'evnet' })).toEqual([
      'kind must be one of event, command, record, feed, state, lane where kind, topic, key is given',
    ]);
    expect(faults([], { aliases: ['Old'] })).toEqual(['unknown attribute aliases']);
    expect(faults([{ ...number, defualt: 0 }])).toEqual(['n: unknown attribute defualt']);
  });

  it('refuse a key that is no string field', () => {
    expect(faults([], { key: 'unitId' })).toEqual(['key names unitId, which is no string field']);
    expect(faults([number], { key: 'n' })).toEqual(['key names n, which is no string field']);
    expect(faults([], { key: undefined })).toEqual(['key is missing']);
  });

  it('refuse an envelope that is missing, of another kind, or not in front', () => {
    const parcelId = { name: 'parcelId', type: 'string' };
    const meta = { name: 'meta', type: 'alataw.common.EventMeta' };
    const wanted = 'its first field must be meta, of type alataw.common.EventMeta';
    expect(faults([], { fields: [parcelId] })).toEqual([wanted]);
    expect(faults([], { fields: [{ ...meta, type: 'alataw.common.CommandMeta' }, parcelId] })).toEqual([wanted]);
    expect(faults([], { fields: [parcelId, meta] })).toEqual([
      'meta: an envelope is the first field and is named meta',
    ]);
    expect(faults([], { kind: 'state', topic: undefined })).toEqual(['a state has no meta']);
  });

  it('refuse a topic where there is none', () => {
    const fields = [{ name: 'parcelId', type: 'string' }];
    expect(faults([], { kind: 'state', fields })).toEqual(['a state has no topic']);
    expect(faults([], { kind: 'lane' })).toEqual([
      'a lane record has no topic of its own: each stage has it in its own topics',
    ]);
    expect(faults([], { kind: 'feed', fields })).toEqual([
      'what stands in feeds has no topic: each subscription has one',
    ]);
  });

  it('demand a key of what stands in feeds', () => {
    const fields = [{ name: 'parcelId', type: 'string' }];
    expect(faults([], { kind: 'feed', topic: undefined, fields })).toEqual([]);
    expect(faults([], { kind: 'feed', topic: undefined, key: undefined, fields })).toEqual(['key is missing']);
  });

  it('refuse names that do not fit the file, that occur twice, or that are reserved', () => {
    repository.put('schemas/release/ParcelGone.avsc', {
      type: 'enum',
      name: 'Gone',
      namespace: 'alataw.release',
      doc: 'x',
      symbols: ['A'],
    });
    expect(planned()).toEqual([
      'schemas/release/ParcelGone.avsc: its name must be alataw.release.ParcelGone, it is alataw.release.Gone',
    ]);
    repository.put('schemas/release/ParcelGone.avsc', {
      type: 'enum',
      name: 'ParcelGone',
      namespace: 'alataw.release',
      doc: 'x',
      symbols: ['A'],
    });
    repository.schema('loading', 'ParcelGone', { fields: [{ name: 'a', type: 'string' }] });
    expect(planned()).toEqual(['schemas/release/ParcelGone.avsc: schemas/loading/ParcelGone.avsc has the same name']);
    repository.put('schemas/loading/ParcelGone.avsc', {
      type: 'enum',
      name: 'Other',
      namespace: 'alataw.loading',
      doc: 'x',
      symbols: ['A'],
    });
    expect(faults([{ name: 'type', type: 'string' }])).toContain('type: the name is reserved');
  });

  it('refuse what avsc refuses: a default of another type, a file that is not JSON', () => {
    expect(faults([{ ...number, default: 'x' }])).toEqual([expect.stringContaining('incompatible field default "x"')]);
    repository.put('schemas/release/ParcelReleased.avsc', '{');
    expect(planned()).toEqual([expect.stringMatching(/JSON/)]);
  });

  it('are told all at once, each with its file', () => {
    repository.event('One', [], { doc: '' });
    repository.event('Two', [], { topic: 'x' });
    expect(planned()).toEqual([
      'schemas/release/One.avsc: doc is missing',
      'schemas/release/Two.avsc: unknown topic x; infra/kafka/topics.json has them all',
    ]);
  });
});
