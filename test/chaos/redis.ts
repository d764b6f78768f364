import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { answersPing, askRedis, startRedis } from '#local/redis';
import type { createRun } from '#local/run';
import type { Supervised } from '#local/supervisor';

type Run = ReturnType<typeof createRun>;

const ORDER = 3;
const GRACE_MS = 15_000;
const POLL_MS = 50;

/** A private Redis, to break. It is supervised, but stays away for as long as a fault wants it to. */
export class BreakableRedis {
  private mayRun: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;
  private readonly live: string;
  private readonly aside: string;

  private constructor(
    dir: string,
    private readonly port: number,
    private supervised: Supervised | null = null,
  ) {
    this.live = join(dir, 'redis', 'appendonlydir');
    this.aside = join(dir, 'redis-kept');
  }

  static async start(run: Run, dir: string, port: number): Promise<BreakableRedis> {
    const redis = new BreakableRedis(dir, port);
    const options = { dir: join(dir, 'redis'), port, logFile: join(dir, 'logs', 'redis.log') };
    redis.supervised = await run.keep('redis', ORDER, GRACE_MS, async (started) => {
      await redis.mayRun;
      return (await startRedis({ ...options, started })).child;
    });
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** SIGKILL; it stays away until `comeBack`. */
  async kill(): Promise<void> {
    this.mayRun = new Promise((resolve) => (this.open = resolve));
    await this.supervised?.child()?.kill();
  }

  /** Lets it start, with what it had, with nothing, or with the copy that `keepData` made; resolves when it answers. */
  async comeBack(data: 'own' | 'none' | 'kept'): Promise<void> {
    if (data !== 'own') rmSync(this.live, { recursive: true, force: true });
    if (data === 'kept') cpSync(this.aside, this.live, { recursive: true });
    this.open();
    while (!this.supervised?.child()?.alive() || !(await answersPing(this.port))) await delay(POLL_MS);
  }

  async flush(): Promise<void> {
    const answer = await askRedis(this.port, 'FLUSHALL');
    if (!answer.startsWith('+OK')) throw new Error(`Redis did not take FLUSHALL: ${answer}`);
  }

  /** Puts a copy of its data aside, as a backup would. The copy's end may be torn: Redis cuts that off when it starts. */
  keepData(): void {
    rmSync(this.aside, { recursive: true, force: true });
    if (existsSync(this.live)) cpSync(this.live, this.aside, { recursive: true });
  }

  /** Nothing waits for a fault's end any more. */
  release(): void {
    this.open();
  }
}
