import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { LotFile } from './lot-file';

/** What is remembered of a file, so that a command that is run again goes on. */
export interface SentState {
  /** Where it was sent to, and how. */
  readonly target: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly hash: string;
  /** The batch that took it; undefined while nothing is known of one. */
  readonly batchId?: string;
}

/**
 * Keeps the state of a file in `FILE.alataw.json` beside it, or, where that cannot be written, in `$XDG_CACHE_HOME/alataw` or `~/.cache/alataw`.
 * It holds no key and nothing of the declarations.
 */
export class StateFile {
  private readonly paths: readonly string[];

  constructor(file: string, environment: Readonly<Record<string, string | undefined>>) {
    const cache = environment['XDG_CACHE_HOME'] ?? join(environment['HOME'] ?? homedir(), '.cache');
    const name = createHash('sha256').update(resolve(file)).digest('hex').slice(0, 32);
    this.paths = [`${file}.alataw.json`, join(cache, 'alataw', `${name}.json`)];
  }

  /** What is known of a file that has not changed since. */
  async read(lot: LotFile, target: string): Promise<SentState | undefined> {
    for (const path of this.paths) {
      const state = stateIn(await readFile(path, 'utf8').catch(() => ''));
      const isSame = state?.target === target && state.bytes === lot.bytes && state.mtimeMs === lot.mtimeMs;
      if (isSame) return state;
    }
    return undefined;
  }

  /** Written whole or not at all. @returns false when there is no place for it: a command run again then sends again */
  async write(state: SentState): Promise<boolean> {
    for (const path of this.paths) {
      const draft = `${path}.${process.pid}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(draft, `${JSON.stringify({ version: 1, ...state })}\n`);
        await rename(draft, path);
        return true;
      } catch {
        await rm(draft, { force: true }).catch(() => undefined);
      }
    }
    return false;
  }
}

function stateIn(text: string): SentState | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { version, target, bytes, mtimeMs, hash, batchId } = value as Readonly<Record<string, unknown>>;
    if (version !== 1 || typeof target !== 'string' || typeof hash !== 'string') return undefined;
    return {
      target,
      bytes: Number(bytes),
      mtimeMs: Number(mtimeMs),
      hash,
      ...(typeof batchId === 'string' ? { batchId } : {}),
    };
  } catch {
    return undefined;
  }
}
