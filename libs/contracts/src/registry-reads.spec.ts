import { RegistryReads } from './registry-reads';

const schemas = [
  { subject: 'a.B', version: 1, id: 7, schema: '"one"' },
  { subject: 'a.B', version: 2, id: 9, schema: '"two"' },
  { subject: 'a.A', version: 1, id: 8, schema: '"other"' },
];

describe('RegistryReads', () => {
  const reads = new RegistryReads(schemas);

  it('finds a schema by its id', () => {
    expect(reads.schemaById(9)).toBe('"two"');
    expect(reads.schemaById(1)).toBeNull();
  });

  it('lists subjects and versions', () => {
    expect(reads.subjects()).toEqual(['a.A', 'a.B']);
    expect(reads.versions('a.B')).toEqual([1, 2]);
    expect(reads.versions('a.C')).toBeNull();
  });

  it('finds a version by its number, and the latest', () => {
    expect(reads.version('a.B', 1)).toEqual(schemas[0]);
    expect(reads.version('a.B', 'latest')).toEqual(schemas[1]);
    expect(reads.version('a.B', 3)).toBeNull();
    expect(reads.version('a.C', 'latest')).toBeNull();
  });
});
