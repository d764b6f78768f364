import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventReasonsPath } from './code-outputs';
import { generatedFolder } from './plan';

/** Folders in which nothing else may stand. */
const owned = [generatedFolder, dirname(eventReasonsPath), 'schemas/history'];

/** Files that are missing or whose content is another one. */
export function outdated(root: string, outputs: ReadonlyMap<string, string>): string[] {
  return [...outputs]
    .filter(([path, content]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== content)
    .map(([path]) => path);
}

/** Files in the owned folders that would not be written. */
export function leftOvers(root: string, outputs: ReadonlyMap<string, string>): string[] {
  return owned
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length)),
    )
    .filter((path) => !outputs.has(path));
}

/** Writes what is outdated and removes what is left over. */
export function write(root: string, outputs: ReadonlyMap<string, string>): void {
  for (const path of leftOvers(root, outputs)) rmSync(join(root, path));
  for (const path of outdated(root, outputs)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), outputs.get(path) ?? '');
  }
}
