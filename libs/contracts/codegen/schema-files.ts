import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SchemaError, ShapeReader, type NamedShape } from './shape';
import { parseJson } from '../src/json';
import { contractOf, type ContractAttributes } from './contract-rules';
import { faultsOf } from './schema-rules';
import { areaAndName } from './self-contained';

/** One `schemas/<area>/<Name>.avsc`. */
export interface SchemaFile {
  readonly path: string;
  readonly area: string;
  readonly name: string;
  readonly shape: NamedShape;
  /** Null for a type that only stands inside others. */
  readonly contract: ContractAttributes | null;
}

/** Thrown when schemas break the rules; the message has one line for each fault. */
export class SchemaFaults extends Error {
  override readonly name = 'SchemaFaults';
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads all schemas of a folder, sorted by full name.
 * @throws {SchemaFaults} with every fault of every file
 */
export function readSchemaFiles(root: string, topics: ReadonlySet<string>): SchemaFile[] {
  const paths = readdirSync(join(root, 'schemas'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'history')
    .flatMap((area) => avscOf(root, `schemas/${area.name}`))
    .sort();
  const faults: string[] = [];
  const attempt = <T>(path: string, task: () => T): T | null => {
    try {
      return task();
    } catch (error) {
      if (!(error instanceof SchemaError || error instanceof SyntaxError)) throw error;
      faults.push(`${path}: ${error.message}`);
      return null;
    }
  };

  const sources = new Map<string, unknown>();
  for (const path of paths) {
    sources.set(
      fullNameOf(path),
      attempt(path, () => parseJson(readFileSync(join(root, path), 'utf8'))),
    );
  }
  const shapes = new ShapeReader((fullName) => sources.get(fullName));
  const files = paths.flatMap((path): SchemaFile[] => {
    const source = sources.get(fullNameOf(path));
    const shape = source === null ? null : attempt(path, () => shapes.named(fullNameOf(path)));
    if (!shape) return [];
    const found = faultsOf(shape, source, fullNameOf(path), topics);
    faults.push(...found.map((fault) => `${path}: ${fault}`));
    return [{ path, ...areaAndName(shape.fullName), shape, contract: contractOf(source) }];
  });
  faults.push(...twins(files));
  if (faults.length > 0) throw new SchemaFaults(faults);
  return files;
}

function avscOf(root: string, folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.avsc'))
    .map((file) => `${folder}/${file}`);
}

/** `schemas/release/ParcelReleased.avsc` -> `alataw.release.ParcelReleased`. */
function fullNameOf(path: string): string {
  return path
    .replace(/^schemas/, 'alataw')
    .replace(/\.avsc$/, '')
    .replaceAll('/', '.');
}

/** All generated types are exported side by side, so that a short name may occur once only. */
function twins(files: readonly SchemaFile[]): string[] {
  const first = new Map<string, string>();
  return files.flatMap((file) => {
    const other = first.get(file.name);
    first.set(file.name, other ?? file.path);
    return other === undefined ? [] : [`${file.path}: ${other} has the same name`];
  });
}
