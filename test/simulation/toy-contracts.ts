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

/** On the buffer itself, since a weak map costs more than the decoding of some. There is one codec for each process. */
const DECODED = Symbol('decoded');
type Read = Buffer & { [DECODED]?: Decoded | Error };

/** Decodes each buffer once: in a log in memory the same bytes are read over and over, and by many. */
class RememberingCodec extends Codec {
  override decode(bytes: Read): Decoded {
    const known = (bytes[DECODED] ??= this.read(bytes));
    if (known instanceof Error) throw known;
    return known;
  }

  private read(bytes: Buffer): Decoded | Error {
    try {
      return super.decode(bytes);
    } catch (error) {
      return error as Error;
    }
  }
}

/** Knows every contract that has been declared here so far, and Alataw's. */
export const toyCodec = (): Codec => {
  const own = [...schemas].map(([of, schema], i) => ({ subject: of.fullName, schema, version: 1, id: FIRST_ID + i }));
  return new RememberingCodec([...contracts, ...schemas.keys()], [...releases, ...own]);
};
