import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShapeReader, type Shape } from './shape';
import { items, member, members, parseJson } from '../src/json';
import { incompatibilities } from './compatibility';
import { goldenOf } from './golden';
import { SchemaFaults, type SchemaFile } from './schema-files';
import { fingerprint, toAvro } from './self-contained';

/** A version of a schema that records may have been written with: it never changes and its id is never given again. */
export interface Release {
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  /** See {@link fingerprint}. */
  readonly fingerprint: string;
  readonly shape: Shape;
  /** What `schemas/history` holds. */
  readonly schemaText: string;
  readonly goldenText: string;
}

type LockEntry = Pick<Release, 'version' | 'id' | 'fingerprint'>;

export const lockPath = 'schemas/ids.lock.json';

/**
 * Reads what has been released.
 * @throws {SchemaFaults} when the history is not what the lock file says
 */
export function readReleases(root: string): Release[] {
  if (!existsSync(join(root, lockPath))) return [];
  const lock = parseJson(readFileSync(join(root, lockPath), 'utf8'));
  return members(lock).flatMap(([subject, versions]) =>
    items(versions).map((entry): Release => {
      const locked = lockEntry(subject, entry);
      const paths = historyPaths(subject, locked.version);
      const schemaText = readText(root, paths.schema);
      const shape = new ShapeReader().read(parseJson(schemaText));
      if (fingerprint(shape) !== locked.fingerprint) {
        throw new SchemaFaults([`${paths.schema}: a released version has been changed; restore it`]);
      }
      return { subject, ...locked, shape, schemaText, goldenText: readText(root, paths.golden) };
    }),
  );
}

/**
 * Adds a version for each contract that is new or writes other bytes than its last version.
 * @throws {SchemaFaults} naming subject, version and field when versions could not read each other
 */
export function release(files: readonly SchemaFile[], past: readonly Release[]): Release[] {
  const contracts = files.filter((file) => file.contract);
  const faults = [...dropped(contracts, past)];
  let lastId = Math.max(0, ...past.map(({ id }) => id));
  const added = contracts.flatMap((file): Release[] => {
    const earlier = past.filter(({ subject }) => subject === file.shape.fullName);
    const last = earlier.at(-1);
    const print = fingerprint(file.shape);
    if (last?.fingerprint === print) return [];
    const version = (last?.version ?? 0) + 1;
    faults.push(...conflicts(file, version, earlier));
    lastId += 1;
    return [{ subject: file.shape.fullName, version, id: lastId, fingerprint: print, ...texts(file.shape) }];
  });
  if (faults.length > 0) throw new SchemaFaults(faults);
  return [...past, ...added].sort((a, b) => order(a.subject, b.subject) || a.version - b.version);
}

function lockEntry(subject: string, entry: unknown): LockEntry {
  const [version, id, print] = ['version', 'id', 'fingerprint'].map((name) => member(entry, name));
  if (typeof version === 'number' && typeof id === 'number' && typeof print === 'string') {
    return { version, id, fingerprint: print };
  }
  throw new SchemaFaults([`${lockPath}: an entry of ${subject} is incomplete; restore it`]);
}

/** The lock file and the history, path -> content. */
export function releaseOutputs(releases: readonly Release[]): Map<string, string> {
  const outputs = new Map<string, string>();
  const lock: Record<string, LockEntry[]> = {};
  for (const { subject, version, id, fingerprint: print, schemaText, goldenText } of releases) {
    (lock[subject] ??= []).push({ version, id, fingerprint: print });
    const paths = historyPaths(subject, version);
    outputs.set(paths.schema, schemaText).set(paths.golden, goldenText);
  }
  return outputs.set(lockPath, pretty(lock));
}

/** Where a released version stands. */
export function historyPaths(subject: string, version: number): { schema: string; golden: string } {
  const stem = `schemas/history/${subject}/${version}`;
  return { schema: `${stem}.avsc`, golden: `${stem}.golden.json` };
}

function texts(shape: Shape): Pick<Release, 'shape' | 'schemaText' | 'goldenText'> {
  const schema = toAvro(shape);
  return { shape, schemaText: pretty(schema), goldenText: pretty(goldenOf(shape, schema)) };
}

function conflicts(file: SchemaFile, version: number, earlier: readonly Release[]): string[] {
  return earlier.flatMap((before) =>
    incompatibilities(before.shape, file.shape).map(
      (fault) =>
        `${file.path}: ${before.subject} cannot become version ${version}, for against version ${before.version} ${fault}`,
    ),
  );
}

/** Records of a released contract may stand in the log for ever, so that its schema has to stay. */
function dropped(contracts: readonly SchemaFile[], past: readonly Release[]): string[] {
  const present = new Set(contracts.map(({ shape }) => shape.fullName));
  const gone = new Set(past.map(({ subject }) => subject).filter((subject) => !present.has(subject)));
  return [...gone].map((subject) => `${subject} was released, but no contract in schemas has this name any more`);
}

function readText(root: string, path: string): string {
  if (!existsSync(join(root, path))) throw new SchemaFaults([`${path}: a released version is missing; restore it`]);
  return readFileSync(join(root, path), 'utf8');
}

function pretty(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
