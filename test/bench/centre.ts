import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '#local/ports';

const LAUNCHER = require.resolve('#local/start');
const POLL_MS = 250;

/** A centre without a simulator, on ports of its own, to be measured. */
export class BenchCentre {
  private output = '';

  private constructor(
    readonly dir: string,
    private readonly port: number,
    private readonly launcher: ChildProcess,
  ) {}

  /**
   * Resolves when every service is ready.
   * @param dir where the centre keeps its data
   * @param env settings of its services
   * @throws when it ends before that
   */
  static async start(dir: string, env: Readonly<Record<string, string>>): Promise<BenchCentre> {
    const [port = 0] = await freePorts(1);
    const args = [LAUNCHER, '--empty', '--data', dir, '--port', String(port)];
    const launcher = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const centre = new BenchCentre(dir, port, launcher);
    await centre.ready();
    return centre;
  }

  get brokers(): string {
    return `127.0.0.1:${this.portOf('kafka')}`;
  }
  get redisUrl(): string {
    return `redis://127.0.0.1:${this.portOf('redis')}`;
  }

  /** Ctrl-C. */
  async stop(): Promise<void> {
    if (this.launcher.exitCode !== null) return;
    const ended = once(this.launcher, 'close');
    this.launcher.kill('SIGINT');
    await ended;
  }

  private async ready(): Promise<void> {
    const heard = (chunk: Buffer): void => void (this.output += chunk.toString());
    this.launcher.stdout?.on('data', heard);
    this.launcher.stderr?.on('data', heard);
    for (;;) {
      if (this.launcher.exitCode !== null) throw new Error(`The centre ended too early:\n${this.output}`);
      if (/Demo keys/.test(this.output) && (await this.answers())) return;
      await delay(POLL_MS);
    }
  }

  private answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  private portOf(name: string): number {
    const file = JSON.parse(readFileSync(join(this.dir, 'centre.json'), 'utf8')) as { ports: Record<string, number> };
    const port = file.ports[name];
    if (port === undefined) throw new Error(`The centre has no ${name}`);
    return port;
  }
}
