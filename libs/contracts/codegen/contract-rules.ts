import { member } from '../src/json';
import type { FieldShape, NamedShape, RecordShape } from './shape';

/** The attributes that make a record a contract; they stand at the top of its file and are no part of Avro. */
export interface ContractAttributes {
  readonly kind: ContractKind;
  readonly topic: string | null;
  readonly key: string | null;
}

const kinds = ['event', 'command', 'record', 'feed', 'state', 'lane'] as const;
type ContractKind = (typeof kinds)[number];

const metaOf: Readonly<Partial<Record<ContractKind, string>>> = {
  event: 'alataw.common.EventMeta',
  command: 'alataw.common.CommandMeta',
};
const metaTypes = Object.values(metaOf);

/** The contract that a schema file declares, or null. */
export function contractOf(source: unknown): ContractAttributes | null {
  const kind = attribute(source, 'kind');
  const known = kinds.find((each) => each === kind);
  return known ? { kind: known, topic: attribute(source, 'topic'), key: attribute(source, 'key') } : null;
}

/** What is wrong with the attributes of a contract, or with its envelope and key; empty if nothing. */
export function contractFaults(shape: NamedShape, source: unknown, topics: ReadonlySet<string>): string[] {
  const contract = contractOf(source);
  if (!contract) {
    const stray = ['kind', 'topic', 'key'].filter((name) => member(source, name) !== undefined);
    return stray.length > 0 ? [`kind must be one of ${kinds.join(', ')} where ${stray.join(', ')} is given`] : [];
  }
  if (shape.kind !== 'record') return ['only a record can be a contract'];
  return [...placeFaults(contract, topics), ...keyFaults(contract, shape), ...metaFaults(contract.kind, shape.fields)];
}

function placeFaults({ kind, topic, key }: ContractAttributes, topics: ReadonlySet<string>): string[] {
  if (kind === 'state') return topic === null ? [] : ['a state has no topic'];
  if (kind === 'lane')
    return topic === null ? [] : ['a lane record has no topic of its own: each stage has it in its own topics'];
  const keyless = key === null ? ['key is missing'] : [];
  if (kind === 'feed')
    return [...(topic === null ? [] : ['what stands in feeds has no topic: each subscription has one']), ...keyless];
  return [
    ...(topic !== null && topics.has(topic)
      ? []
      : [`unknown topic ${topic ?? '(none)'}; infra/kafka/topics.json has them all`]),
    ...keyless,
  ];
}

function keyFaults({ key }: ContractAttributes, shape: RecordShape): string[] {
  if (key === null) return [];
  const field = shape.fields.find(({ name }) => name === key)?.shape;
  return field?.kind === 'primitive' && field.type === 'string' ? [] : [`key names ${key}, which is no string field`];
}

function metaFaults(kind: ContractKind, fields: readonly FieldShape[]): string[] {
  const wanted = metaOf[kind];
  const index = fields.findIndex(({ shape }) => shape.kind === 'record' && metaTypes.includes(shape.fullName));
  const found = fields[index];
  if (found && (index !== 0 || found.name !== 'meta'))
    return [`${found.name}: an envelope is the first field and is named meta`];
  if (!wanted) return kind === 'state' && found ? ['a state has no meta'] : [];
  const fits = found?.shape.kind === 'record' && found.shape.fullName === wanted;
  return fits ? [] : [`its first field must be meta, of type ${wanted}`];
}

function attribute(source: unknown, name: string): string | null {
  const value = member(source, name);
  return typeof value === 'string' ? value : null;
}
