import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { items, member, parseJson } from '../src/json';
import { leftOvers, outdated } from './outputs';
import { historyPaths, lockPath } from './releases';
import { ScratchRepository } from './scratch-repository';

const subject = 'alataw.release.ParcelReleased';
const note = { name: 'note', type: ['null', 'string'], default: null };
const pieces = { name: 'pieces', type: 'int', doc: 'Pieces.' };

describe('A release of schemas', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = new ScratchRepository();
    repository.event('ParcelReleased');
    repository.generate();
  });
  afterEach(() => repository.remove());

  const locked = (name: string): unknown[] => {
    const lock = parseJson(readFileSync(join(repository.root, lockPath), 'utf8'));
    return items(member(lock, name)).map((entry) => [member(entry, 'version'), member(entry, 'id')]);
  };

  it('changes nothing when it is run again', () => {
    expect(outdated(repository.root, repository.plan())).toEqual([]);
    expect(leftOvers(repository.root, repository.plan())).toEqual([]);
  });

  it('gives an id once: a new contract or version gets the next one', () => {
    repository.event('ParcelHeld');
    repository.generate();
    repository.event('ParcelReleased', [note]);
    repository.generate();
    expect(locked(subject)).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(locked('alataw.release.ParcelHeld')).toEqual([[1, 2]]);
  });

  it('makes no version for other words, and takes them into the types', () => {
    repository.event('ParcelReleased', [], { doc: 'Better words.' });
    const outputs = repository.generate();
    expect(locked(subject)).toEqual([[1, 1]]);
    expect(outputs.get('libs/contracts/src/generated/release.ts')).toContain('Better words.');
  });

  it('makes a version for a change in a type that the contract refers to', () => {
    repository.schema('common', 'EventMeta', { fields: [{ name: 'eventId', type: 'string' }, note] });
    repository.generate();
    expect(locked(subject)).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('refuses a version that cannot be read by an earlier one, and names subject, versions and field', () => {
    repository.event('ParcelReleased', [pieces]);
    expect(() => repository.plan()).toThrow(
      `schemas/release/ParcelReleased.avsc: ${subject} cannot become version 2, for against version 1 field pieces was added without a default`,
    );
  });

  it('compares with every earlier version, not only with the last', () => {
    repository.event('ParcelReleased', [{ ...pieces, default: 1 }]);
    repository.generate();
    repository.event('ParcelReleased', []);
    repository.generate();
    repository.event('ParcelReleased', [{ ...pieces, type: 'string', default: '' }]);
    expect(() => repository.plan()).toThrow(
      'cannot become version 4, for against version 2 field pieces changed its type from int to string',
    );
  });

  it('keeps a contract that was released', () => {
    repository.put('schemas/release/ParcelReleased.avsc', {
      type: 'enum',
      name: 'ParcelReleased',
      namespace: 'alataw.release',
      doc: 'x',
      symbols: ['A'],
    });
    expect(() => repository.plan()).toThrow(
      `${subject} was released, but no contract in schemas has this name any more`,
    );
  });

  it('notices a history that was changed or lost', () => {
    const { schema, golden } = historyPaths(subject, 1);
    const text = readFileSync(join(repository.root, schema), 'utf8');
    repository.put(schema, text.replace('parcelId', 'packetId'));
    expect(() => repository.plan()).toThrow(`${schema}: a released version has been changed; restore it`);
    repository.put(schema, text);
    repository.put(golden, readFileSync(join(repository.root, golden), 'utf8').replace('"hex": "', '"hex": "02'));
    expect(() => repository.plan()).toThrow(`${subject} version 1 does not read its own golden bytes`);
    repository.put(lockPath, { [subject]: [{ version: 1, id: 1 }] });
    expect(() => repository.plan()).toThrow('an entry of alataw.release.ParcelReleased is incomplete');
    repository.put(lockPath, { [subject]: [{ version: 9, id: 1, fingerprint: '' }] });
    expect(() => repository.plan()).toThrow(
      'schemas/history/alataw.release.ParcelReleased/9.avsc: a released version is missing',
    );
  });

  it('begins anew with redo: other fields, ids from 1, no history', () => {
    repository.event('ParcelHeld');
    repository.event('ParcelReleased', [note]);
    repository.generate();
    repository.event('ParcelReleased', [pieces]);
    repository.generate({ redo: true });
    expect(locked('alataw.release.ParcelHeld')).toEqual([[1, 1]]);
    expect(locked(subject)).toEqual([[1, 2]]);
    expect(leftOvers(repository.root, repository.plan())).toEqual([]);
  });

  it('names what is stale: changed by hand, missing, or left over', () => {
    const types = 'libs/contracts/src/generated/release.ts';
    repository.put(types, 'changed');
    repository.put('libs/contracts/src/generated/gone.ts', '');
    repository.put(`schemas/history/${subject}/7.avsc`, '');
    const outputs = repository.plan();
    expect(outdated(repository.root, outputs)).toEqual([types]);
    expect(leftOvers(repository.root, outputs)).toEqual([
      'libs/contracts/src/generated/gone.ts',
      `schemas/history/${subject}/7.avsc`,
    ]);
  });
});
