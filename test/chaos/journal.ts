import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A line of a service's log. */
export interface LogLine {
  readonly instance: string;
  /** By the service's clock, epoch ms. */
  readonly time: number;
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** How often the files are looked at, ms. */
const LOOK_MS = 100;
const MOST_AT_ONCE = 1 << 20;

interface Followed {
  offset: number;
  rest: string;
}

/** Follows the log files of all services. They are appended to over all restarts, so that nothing counted is lost. */
export class Journal {
  private readonly files = new Map<string, Followed>();
  private readonly listeners = new Set<(line: LogLine) => void>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly dir: string) {
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  /** Calls back for each new line. @returns ends that */
  listen(listener: (line: LogLine) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The first line of an instance that satisfies a condition, from now on. */
  next(instance: string, wanted: (line: LogLine) => boolean, signal: AbortSignal): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const end = this.listen((line) => {
        if (line.instance !== instance || !wanted(line)) return;
        end();
        resolve(line);
      });
      const abort = (): void => {
        end();
        reject(signal.reason as Error);
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Reads what has been written up to now. */
  look(): void {
    if (!existsSync(this.dir)) return;
    for (const name of readdirSync(this.dir)) if (name.endsWith('.log')) this.read(name);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private read(name: string): void {
    const followed = this.files.get(name) ?? { offset: 0, rest: '' };
    this.files.set(name, followed);
    const file = openSync(join(this.dir, name), 'r');
    try {
      for (let left = fstatSync(file).size - followed.offset; left > 0;) {
        const bytes = Buffer.alloc(Math.min(left, MOST_AT_ONCE));
        const count = readSync(file, bytes, 0, bytes.length, followed.offset);
        if (count === 0) return;
        followed.offset += count;
        left -= count;
        this.take(followed, bytes.toString('latin1', 0, count)); // what is looked for is ASCII
      }
    } finally {
      closeSync(file);
    }
  }

  private take(followed: Followed, text: string): void {
    const lines = (followed.rest + text).split('\n');
    followed.rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = parseLine(line);
      if (parsed) for (const listener of [...this.listeners]) listener(parsed);
    }
  }
}

/** @returns null for what is no line of a service: a server's own log, a stack trace, a line torn by a kill */
export function parseLine(text: string): LogLine | null {
  if (!text.startsWith('{')) return null;
  try {
    const fields = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const { instance, time, level, msg } = fields;
    if (typeof instance !== 'string' || typeof time !== 'string' || typeof msg !== 'string') return null;
    return { ...fields, instance, time: Date.parse(time), level: String(level), msg };
  } catch {
    return null;
  }
}
