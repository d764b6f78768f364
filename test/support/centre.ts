import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../../infra/local/ports';
import type { OwnCluster } from './cluster';

const ROOT = join(__dirname, '..', '..');

/** What the launcher says at the end with `--json`. */
export interface Summary {
  readonly declared: number;
  readonly rejected: number;
  readonly released: number;
  readonly returned: number;
  readonly detained: number;
  readonly cancelled: number;
  readonly departed: number;
  readonly inQueues: number;
  readonly deadLetters: number;
  readonly seconds: number;
}

interface CentreState {
  readonly ports: Readonly<Record<string, number>>;
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
}

/** A whole centre, started as its user starts it, in a folder and on ports of its own. */
export class TestCentre {
  private output = '';
  private readonly exited: Promise<number | null>;

  private constructor(
    private readonly launcher: ChildProcess,
    readonly dir: string,
    readonly port: number,
  ) {
    launcher.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    launcher.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = once(launcher, 'exit').then(([code]) => code as number | null);
  }

  /**
   * @param args the launcher's options but for `--data` and `--port`
   * @param servers Kafka and Redis of the caller, instead of the centre's own
   */
  static async start(args: readonly string[], servers?: Pick<OwnCluster, 'brokers' | 'redisUrl'>): Promise<TestCentre> {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-centre-'));
    const [port = 0] = await freePorts(1);
    const all = ['infra/local/start.js', ...args, '--data', dir, '--port', String(port)];
    const stdio: ('ignore' | 'pipe')[] = ['ignore', 'pipe', 'pipe'];
    const env = servers ? { KAFKA_BROKERS: servers.brokers, REDIS_URL: servers.redisUrl } : {};
    return new TestCentre(
      spawn(process.execPath, all, { cwd: ROOT, stdio, env: { ...process.env, ...env } }),
      dir,
      port,
    );
  }

  /** What the launcher has printed so far, for the message of a failed expectation. */
  get log(): string {
    return this.output;
  }

  /** Waits for the launcher to end by itself. */
  async ended(): Promise<{ readonly code: number | null; readonly summary: Summary }> {
    const code = await this.exited;
    const last = this.output.trim().split('\n').at(-1) ?? '';
    if (!last.startsWith('{')) throw new Error(`The centre ended with ${code} and no summary:\n${this.output}`);
    return { code, summary: JSON.parse(last) as Summary };
  }

  /** Waits until a line of the launcher's output matches. */
  async saying(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) {
      if (this.launcher.exitCode !== null) throw new Error(`The centre ended too early:\n${this.output}`);
      await Promise.race([once(this.launcher.stdout!, 'data'), this.exited]);
    }
  }

  state(): CentreState {
    return JSON.parse(readFileSync(join(this.dir, 'centre.json'), 'utf8')) as CentreState;
  }

  get brokers(): string {
    return `127.0.0.1:${this.state().ports['kafka']}`;
  }
  get redisUrl(): string {
    return `redis://127.0.0.1:${this.state().ports['redis']}`;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The demo keys, by role. */
  keys(): Readonly<Record<string, unknown>> {
    return JSON.parse(readFileSync(join(this.dir, 'keys.json'), 'utf8')) as Record<string, unknown>;
  }

  /** Asks the gateway, or the simulator, until the answer is as wanted; a service that is away is asked again. */
  async until<T>(url: string, key: string | null, wanted: (body: T) => boolean): Promise<T> {
    for (;;) {
      if (this.launcher.exitCode !== null) throw new Error(`The centre ended too early:\n${this.output}`);
      const headers = key === null ? {} : { authorization: `Bearer ${key}` };
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) }).catch(() => null);
      const body = answer?.ok
        ? await answer.json().then(
            (json) => json as T,
            () => null,
          )
        : null;
      if (body !== null && wanted(body)) return body;
      await delay(100);
    }
  }

  /** Kills a process of the centre without a word; its supervisor starts it again. */
  kill(name: string): boolean {
    const found = this.state().processes.find((p) => p.name === name);
    if (!found) return false;
    try {
      process.kill(found.pid, 'SIGKILL');
      return true;
    } catch {
      return false; // it is being started again at this moment
    }
  }

  /** Ctrl-C. */
  async stop(): Promise<number | null> {
    if (this.launcher.exitCode === null) this.launcher.kill('SIGINT');
    return this.exited;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
