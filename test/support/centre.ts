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
  /** Standard output alone: what the launcher says of an error may come between it and the end. */
  private stdout = '';
  private hasEnded = false;
  private launcher!: ChildProcess;
  private exited!: Promise<number | null>;

  private constructor(
    readonly dir: string,
    readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param args the launcher's options but for `--data` and `--port`
   * @param servers Kafka and Redis of the caller, instead of the centre's own
   */
  static async start(args: readonly string[], servers?: Pick<OwnCluster, 'brokers' | 'redisUrl'>): Promise<TestCentre> {
    const [port = 0] = await freePorts(1);
    const env = servers ? { KAFKA_BROKERS: servers.brokers, REDIS_URL: servers.redisUrl } : {};
    const centre = new TestCentre(mkdtempSync(join(tmpdir(), 'alataw-centre-')), port, env);
    centre.launch(args);
    return centre;
  }

  /** Starts it again after it has ended, with the same data. */
  async restart(args: readonly string[]): Promise<void> {
    await this.exited;
    this.launch(args);
  }

  private launch(args: readonly string[]): void {
    const all = ['infra/local/start.js', ...args, '--data', this.dir, '--port', String(this.port)];
    const env = { ...process.env, ...this.env };
    this.launcher = spawn(process.execPath, all, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env });
    this.output = '';
    this.stdout = '';
    this.hasEnded = false;
    const heard = (chunk: Buffer): void => void (this.output += chunk.toString());
    this.launcher.stdout?.on('data', heard);
    this.launcher.stdout?.on('data', (chunk: Buffer) => void (this.stdout += chunk.toString()));
    this.launcher.stderr?.on('data', heard);
    this.exited = once(this.launcher, 'close').then(([code]) => {
      this.hasEnded = true;
      return code as number | null;
    });
  }

  /** What the launcher has printed so far, for the message of a failed expectation. */
  get log(): string {
    return this.output;
  }

  /** Waits for the launcher to end by itself. */
  async ended(): Promise<{ readonly code: number | null; readonly summary: Summary }> {
    const code = await this.exited;
    const last = this.stdout.trim().split('\n').at(-1) ?? '';
    if (!last.startsWith('{')) throw new Error(`The centre ended with ${code} and no summary:\n${this.output}`);
    return { code, summary: JSON.parse(last) as Summary };
  }

  /** Waits until a line of the launcher's output matches. */
  async saying(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) {
      if (this.hasEnded) throw new Error(`The centre ended too early:\n${this.output}`);
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

  /** The demonstration's key for operators. */
  operatorKey(): string {
    const keys = JSON.parse(readFileSync(join(this.dir, 'keys.json'), 'utf8')) as { operator: { key: string } };
    return keys.operator.key;
  }

  /** Asks the gateway, or the simulator, until the answer is as wanted; a service that is away is asked again. */
  async until<T>(url: string, key: string | null, wanted: (body: T) => boolean): Promise<T> {
    for (;;) {
      if (this.hasEnded) throw new Error(`The centre ended too early:\n${this.output}`);
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
    if (!this.hasEnded) this.launcher.kill('SIGINT');
    return this.exited;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
