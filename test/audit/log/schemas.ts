import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ByteReader, FormatError } from '../wire/bytes';
import { avroReader, type AvroRecord, type AvroValue } from './avro';

/** What a schema is for: told by the attributes of its newest file. */
export interface Contract {
  /** Without its namespace, e.g. `ParcelReleased`. */
  readonly name: string;
  readonly fullName: string;
  /** `event`, `command`, `state`, `lane`, or `record` for what stands in a topic and is none of these. */
  readonly kind: string;
  /** The topic that it belongs to; null for states, and for what every stage writes. */
  readonly topic: string | null;
  /** The field that is the record's key; null where there is none. */
  readonly key: string | null;
}

export interface DecodedValue {
  readonly contract: Contract;
  readonly schemaId: number;
  readonly fields: AvroRecord;
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Every schema version ever released, by the id that records carry. Read from the repository's files, not from its code. */
export class Schemas {
  private readonly byId = new Map<number, { contract: Contract; read: (reader: ByteReader) => AvroValue }>();

  /** @param folder the repository's `schemas` */
  static load(folder: string): Schemas {
    const schemas = new Schemas();
    const contracts = new Map<string, Contract>();
    for (const area of readdirSync(folder, { withFileTypes: true })) {
      if (!area.isDirectory() || area.name === 'history') continue;
      for (const file of readdirSync(join(folder, area.name))) {
        const schema = json(join(folder, area.name, file)) as Record<string, unknown>;
        const fullName = `${String(schema['namespace'])}.${String(schema['name'])}`;
        const contract = {
          name: String(schema['name']),
          fullName,
          kind: text(schema['kind']) ?? 'record',
          topic: text(schema['topic']),
          key: text(schema['key']),
        };
        contracts.set(fullName, contract);
      }
    }
    const lock = json(join(folder, 'ids.lock.json')) as Record<string, readonly { version: number; id: number }[]>;
    for (const [fullName, versions] of Object.entries(lock)) {
      const name = fullName.slice(fullName.lastIndexOf('.') + 1);
      const contract = contracts.get(fullName) ?? { name, fullName, kind: 'record', topic: null, key: null };
      for (const { version, id } of versions) {
        schemas.add(id, contract, json(join(folder, 'history', fullName, `${version}.avsc`)));
      }
    }
    return schemas;
  }

  add(id: number, contract: Contract, schema: unknown): void {
    this.byId.set(id, { contract, read: avroReader(schema) });
  }

  /** Reads what stands in a topic or in Redis: byte 0, the schema's id, Avro. @throws {FormatError} */
  decode(bytes: Buffer): DecodedValue {
    const reader = new ByteReader(bytes);
    if (reader.int8() !== 0) throw new FormatError('it does not begin with byte 0');
    const schemaId = reader.int32();
    const known = this.byId.get(schemaId);
    if (!known) throw new FormatError(`there is no schema ${schemaId}`);
    const fields = known.read(reader);
    if (reader.left > 0) throw new FormatError(`${reader.left} bytes are left over`);
    if (fields === null || typeof fields !== 'object' || Array.isArray(fields))
      throw new FormatError('it is no record');
    return { contract: known.contract, schemaId, fields: fields as AvroRecord };
  }
}
