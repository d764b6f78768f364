import type { Redis } from 'ioredis';

/** Takes a lease that is free or one's own. KEYS[1] lease. ARGV[1] holder, ARGV[2] ms. Returns 1 taken, 0 somebody else's. */
const TAKE = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;
/** Gives a lease back. KEYS[1] lease. ARGV[1] holder. Returns 1 given back, 0 it was not one's own. */
const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * A task that one of several processes does at a time. It spares doubles and promises nothing: a process that is suspended may come back behind
 * the next holder, and Redis may be lost. What it guards has to bear being done twice.
 */
export class Lease {
  private readonly key: string;

  /** @param ms after so long without being taken again it is free */
  constructor(
    private readonly redis: Redis,
    name: string,
    private readonly holder: string,
    private readonly ms: number,
  ) {
    this.key = `lease:${name}`;
  }

  /** Takes it, or takes it again. @returns whether it is held now */
  async take(): Promise<boolean> {
    return (await this.redis.eval(TAKE, 1, this.key, this.holder, this.ms)) === 1;
  }

  async release(): Promise<void> {
    await this.redis.eval(RELEASE, 1, this.key, this.holder).catch(() => undefined);
  }
}
