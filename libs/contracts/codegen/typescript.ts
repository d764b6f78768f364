import { member } from '../src/json';
import type { FieldShape, NamedShape, Shape } from './shape';
import type { SchemaFile } from './schema-files';
import { areaAndName } from './self-contained';

/** First line of every generated file. */
export function header(source: string): string {
  return `// GENERATED from ${source} by "npm run codegen". Do not edit.\n`;
}

/** The types and contracts of one area. Prettier lays them out afterwards, but it does not break comments: done here. */
export function areaModule(area: string, files: readonly SchemaFile[]): string {
  const contracts = files.some((file) => file.contract);
  const keyless = files.some((file) => file.contract && file.contract.key === null);
  return [
    header(`schemas/${area}/*.avsc`),
    contracts ? `import ${keyless ? '{ keyless, type Contract }' : 'type { Contract }'} from '../contract';` : '',
    ...imports(area, files),
    ...files.flatMap((file) => ['', declaration(file), ...(file.contract ? ['', constant(file, file.contract)] : [])]),
  ].join('\n');
}

/** All contracts, for the codec. */
export function contractsModule(files: readonly SchemaFile[]): string {
  const contracts = files.filter((file) => file.contract);
  return [
    header('schemas'),
    `import type { Contract } from '../contract';`,
    ...grouped(contracts).map(([area, names]) => `import { ${names.join(', ')} } from './${area}';`),
    '',
    `export const contracts: readonly Contract<unknown>[] = [${contracts.map((file) => file.name).join(', ')}];`,
  ].join('\n');
}

export function indexModule(files: readonly SchemaFile[]): string {
  const modules = [...grouped(files).map(([area]) => area), 'contracts', 'topics'];
  return [header('schemas'), ...modules.map((name) => `export * from './${name}';`)].join('\n');
}

/** What `infra/kafka/topics.json` says, so that no service reads a file for it. */
export function topicsModule(settings: unknown): string {
  const [comment, partitions, defaults, topics] = ['comment', 'partitions', 'defaults', 'topics'].map((name) =>
    member(settings, name),
  );
  return [
    header('infra/kafka/topics.json'),
    docBlock(typeof comment === 'string' ? comment : '', ''),
    `export const topicSettings = ${JSON.stringify({ partitions, defaults, topics }, null, 2)} as const;`,
    '',
    'export type TopicName = keyof typeof topicSettings.topics;',
  ].join('\n');
}

function declaration({ name, shape, contract }: SchemaFile): string {
  if (shape.kind === 'enum') {
    const symbols = shape.symbols.map((symbol) => `'${symbol}'`).join(', ');
    return `${docBlock(shape.doc, '')}\nexport const ${name} = [${symbols}] as const;\nexport type ${name} = (typeof ${name})[number];`;
  }
  if (shape.kind === 'fixed') return `${docBlock(shape.doc, '')}\nexport type ${name} = Buffer;`;
  // A state has no `type`: deciders build it by hand, and nothing tells states apart by name.
  const named = contract && contract.kind !== 'state' ? [`  readonly type: '${name}';`] : [];
  const fields = shape.fields.filter((field) => !isEnvelope(field)).map(property);
  return [docBlock(shape.doc, ''), `export interface ${name} {`, ...named, ...fields, '}'].join('\n');
}

function property(field: FieldShape): string {
  const doc = field.doc ? `${docBlock(field.doc, '  ')}\n` : '';
  return `${doc}  readonly ${field.name}: ${typeOf(field.shape)};`;
}

function constant(
  { name, shape }: SchemaFile,
  { kind, topic, key }: { kind: string; topic: string | null; key: string | null },
): string {
  return [
    `export const ${name}: Contract<${name}> = {`,
    `  name: '${name}',`,
    `  fullName: '${shape.fullName}',`,
    `  kind: '${kind}',`,
    `  topic: ${topic === null ? 'null' : `'${topic}'`},`,
    `  keyOf: ${key === null ? 'keyless' : `({ ${key} }) => ${key}`},`,
    '};',
  ].join('\n');
}

function typeOf(shape: Shape): string {
  switch (shape.kind) {
    case 'primitive':
      return { boolean: 'boolean', int: 'number', long: 'number', double: 'number', string: 'string', bytes: 'Buffer' }[
        shape.type
      ];
    case 'array':
      return shape.items.kind === 'optional'
        ? `readonly (${typeOf(shape.items)})[]`
        : `readonly ${typeOf(shape.items)}[]`;
    case 'optional':
      return `${typeOf(shape.of)} | null`;
    default:
      return areaAndName(shape.fullName).name;
  }
}

/** The envelope is what `Recorded` and `Issued` add. */
function isEnvelope(field: FieldShape): boolean {
  return field.shape.kind === 'record' && /^alataw\.common\.(Event|Command)Meta$/.test(field.shape.fullName);
}

function imports(area: string, files: readonly SchemaFile[]): string[] {
  const fields = files.flatMap(({ shape }) => (shape.kind === 'record' ? shape.fields : []));
  const used = fields.filter((field) => !isEnvelope(field)).flatMap(({ shape }) => namedIn(shape));
  const names = [...new Set(used.map(({ fullName }) => fullName))].sort().map(areaAndName);
  return grouped(names.filter((name) => name.area !== area)).map(
    ([from, types]) => `import type { ${types.join(', ')} } from './${from}';`,
  );
}

function namedIn(shape: Shape): NamedShape[] {
  if (shape.kind === 'primitive') return [];
  if (shape.kind === 'array') return namedIn(shape.items);
  return shape.kind === 'optional' ? namedIn(shape.of) : [shape];
}

function grouped(names: readonly { area: string; name: string }[]): [string, string[]][] {
  const areas = new Map<string, string[]>();
  for (const { area, name } of names) areas.set(area, [...(areas.get(area) ?? []), name]);
  return [...areas].sort(([a], [b]) => (a < b ? -1 : 1));
}

function docBlock(doc: string | undefined, indent: string): string {
  if (!doc) return '';
  const safe = doc.replaceAll('*/', '*\\/');
  if (indent.length + safe.length <= 120 - '/**  */'.length) return `${indent}/** ${safe} */`;
  const lines: string[] = [''];
  for (const word of safe.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && indent.length + ' * '.length + line.length + 1 + word.length > 120) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n');
}
