import { types, type Type } from 'avsc';
import type { Contract, Issued, Recorded } from './contract';
import { isOf, type Decoded } from './decoded';
import { EncodeError, UndecodableError, UnknownSchemaError } from './errors';
import { contracts } from './generated/contracts';
import { releases } from './generated/releases';
import { registered } from './registry-client';
import { RegistryReads, type RegisteredSchema } from './registry-reads';
import { strictType } from './strict-types';

/** What stands in a topic, frame included. */
export const MAX_RECORD_BYTES = 64 * 1024;
/** A state in Redis: a truck's holds its whole manifest. */
export const MAX_STATE_BYTES = 1024 * 1024;

/** Confluent's frame: byte 0, then the schema id as a big-endian 32-bit integer. */
const FRAME_BYTES = 5;
/** Records are written one behind the other into buffers of this size: what fits is not too large. */
const SLAB_BYTES = MAX_RECORD_BYTES;

/** What avsc makes of a record, once versionsOf has named its class. */
type Typed = { readonly type: string };
type Read = { readonly value: Typed; readonly offset: number };

interface Version {
  readonly contract: Contract<unknown>;
  readonly id: number;
  /** The latest version's, whose class all decoded values have. */
  readonly type: types.RecordType;
  /** Turns an earlier version's fields into the latest's; absent for the latest itself. */
  readonly resolver?: ReturnType<Type['createResolver']>;
  readonly maxBytes: number;
}

/** Records to bytes and back, without a promise. One for each process: it compiles every schema when it is made. */
export class Codec {
  readonly registry: RegistryReads;
  readonly #byId = new Map<number, Version>();
  readonly #latest = new Map<Contract<unknown>, Version>();
  #slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #used = 0;

  /** @param schemas every version of every contract, those of one contract in ascending order */
  constructor(known: readonly Contract<unknown>[], schemas: readonly RegisteredSchema[]) {
    this.registry = new RegistryReads(schemas);
    for (const contract of known) {
      const versions = versionsOf(contract, schemas);
      for (const version of versions) {
        this.#byId.set(version.id, version);
        this.#latest.set(contract, version);
      }
    }
  }

  /** With the ids of this repository's lock file. Reads nothing. */
  static embedded(): Codec {
    return new Codec(contracts, releases);
  }

  /**
   * With the ids of a Confluent-compatible registry, in which every version is registered first.
   * @throws {RegistryError}
   */
  static async fromRegistry(url: string): Promise<Codec> {
    return new Codec(contracts, await registered(url, releases));
  }

  /**
   * @returns a view of a larger buffer: copy it if it is to be kept for long
   * @throws {EncodeError} when the value does not fit its contract, is too large, or could not be decoded again
   */
  encode<T>(contract: Contract<T>, value: NoInfer<T> | Recorded<NoInfer<T>> | Issued<NoInfer<T>>): Buffer {
    const version = this.#latest.get(contract);
    if (!version) throw new EncodeError(contract.fullName, 'it is not a contract of this codec');
    let end = this.#write(version, value);
    if (end < 0) {
      const bytes = this.#slab.length - end - this.#used;
      if (bytes > version.maxBytes) throw tooLarge(version);
      this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, bytes));
      this.#used = 0;
      end = this.#write(version, value);
    }
    const record = this.#slab.subarray(this.#used, end);
    record[0] = 0;
    record.writeInt32BE(version.id, 1);
    this.#used = end;
    return record;
  }

  /**
   * Reads a record of any contract and version.
   * @throws {UndecodableError} for bytes that are no record
   * @throws {UnknownSchemaError} for a record of a schema that is not known here
   */
  decode(bytes: Buffer): Decoded {
    if (bytes.length < FRAME_BYTES || bytes[0] !== 0) throw new UndecodableError('NO_FRAME');
    const id = bytes.readInt32BE(1);
    const version = this.#byId.get(id);
    if (!version) throw new UnknownSchemaError(id);
    if (bytes.length > version.maxBytes) throw new UndecodableError('TOO_LARGE');
    return { contract: version.contract, value: read(version, bytes) };
  }

  /**
   * Reads a record of one contract, whatever version wrote it.
   * @throws {UndecodableError} also for a record of another contract
   */
  decodeAs<T>(contract: Contract<T>, bytes: Buffer): T {
    const decoded = this.decode(bytes);
    if (!isOf(contract, decoded)) throw new UndecodableError('OTHER_CONTRACT');
    return decoded.value;
  }

  /** @returns where the record ends, or minus the number of bytes that were missing */
  #write({ contract, type }: Version, value: unknown): number {
    try {
      return type.encode(value, this.#slab, this.#used + FRAME_BYTES);
    } catch {
      throw new EncodeError(contract.fullName, faultyFields(type, value));
    }
  }
}

function versionsOf(contract: Contract<unknown>, schemas: readonly RegisteredSchema[]): Version[] {
  const written = schemas
    .filter(({ subject }) => subject === contract.fullName)
    .map(({ id, schema }) => ({ id, type: recordType(schema) }));
  const type = written.at(-1)?.type;
  if (!type) throw new Error(`No schema of ${contract.fullName}`);
  // On the prototype it costs nothing for each record, and is neither printed nor spread.
  const { prototype } = type.recordConstructor as { readonly prototype: object };
  Object.defineProperty(prototype, 'type', { value: contract.name });
  const maxBytes = contract.kind === 'state' ? MAX_STATE_BYTES : MAX_RECORD_BYTES;
  return written.map(({ id, type: writer }) => {
    const resolver = writer === type ? {} : { resolver: type.createResolver(writer) };
    return { contract, id, type, maxBytes, ...resolver };
  });
}

function recordType(schema: string): types.RecordType {
  const type = strictType(schema);
  if (!(type instanceof types.RecordType)) throw new TypeError(`${type.typeName} is not a record`);
  return type;
}

function read({ type, resolver }: Version, bytes: Buffer): Typed {
  try {
    const { value, offset } = type.decode(bytes, FRAME_BYTES, resolver) as Read;
    if (offset < 0) throw new UndecodableError('TRUNCATED');
    if (offset < bytes.length) throw new UndecodableError('TRAILING_BYTES');
    return value;
  } catch (error) {
    // What avsc itself throws is about the index of an enum or of a union.
    throw error instanceof UndecodableError ? error : new UndecodableError('BAD_CHOICE');
  }
}

function faultyFields(type: Type, value: unknown): string {
  const faults: string[] = [];
  type.isValid(value, {
    errorHook: (path, _, expected) => faults.push(`${path.join('.')} is not ${expected.typeName}`),
  });
  return faults.join(', ');
}

function tooLarge({ contract, maxBytes }: Version): EncodeError {
  return new EncodeError(contract.fullName, `it takes more than ${maxBytes} bytes`);
}
