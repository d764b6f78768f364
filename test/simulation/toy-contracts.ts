import { Codec, type Contract, type Decoded, type TopicName } from '@alataw/contracts';
import { contracts } from '../../libs/contracts/src/generated/contracts';
import { releases } from '../../libs/contracts/src/generated/releases';

/** Contracts of stages that exist in tests alone, and the codec that knows them besides Alataw's own. */

type Field = { readonly name: string; readonly type: unknown };

const schemas = new Map<Contract<unknown>, string>();

/** The envelope's schema, as a released record uses it. */
const metaOf = (owner: string): Field => {
  const schema = JSON.parse(releases.find((r) => r.subject === owner)!.schema) as { fields: Field[] };
  return { name: 'meta', type: schema.fields[0]!.type };
};

export const EVENT_META = metaOf('alataw.lane.RecordParked');
export const COMMAND_META = metaOf('alataw.release.LiftHold');
export const text = (name: string): Field => ({ name, type: 'string' });
export const int = (name: string): Field => ({ name, type: 'int' });
export const texts = (name: string): Field => ({ name, type: { type: 'array', items: 'string' } });

/** Declares a record. @param key the field that is its key; null for states */
export function contract<T extends object>(
  name: string,
  kind: Contract<T>['kind'],
  topic: TopicName | null,
  key: keyof T | null,
  fields: readonly Field[],
): Contract<T> {
  const fullName = `alataw.toys.${name}`;
  const keyOf = (value: T): string => (key === null ? '' : String(value[key]));
  const made = { name, fullName, kind, topic, keyOf };
  schemas.set(made, JSON.stringify({ type: 'record', name, namespace: 'alataw.toys', fields }));
  return made;
}

const FIRST_ID = 10_000;

/** Decodes each buffer once: in a log in memory the same bytes are read over and over, and by many. */
class RememberingCodec extends Codec {
  private readonly known = new WeakMap<Buffer, Decoded | Error>();

  override decode(bytes: Buffer): Decoded {
    const known = this.known.get(bytes) ?? this.remember(bytes);
    if (known instanceof Error) throw known;
    return known;
  }

  private remember(bytes: Buffer): Decoded | Error {
    let decoded: Decoded | Error;
    try {
      decoded = super.decode(bytes);
    } catch (error) {
      decoded = error as Error;
    }
    this.known.set(bytes, decoded);
    return decoded;
  }
}

/** Knows every contract that has been declared here so far, and Alataw's. */
export const toyCodec = (): Codec => {
  const own = [...schemas].map(([of, schema], i) => ({ subject: of.fullName, schema, version: 1, id: FIRST_ID + i }));
  return new RememberingCodec([...contracts, ...schemas.keys()], [...releases, ...own]);
};
