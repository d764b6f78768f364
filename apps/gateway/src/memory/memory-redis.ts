/** The few commands of Redis that the gateway sends itself. */
export class MemoryRedis {
  readonly entries = new Map<string, string>();
  readonly status = 'ready';
  failure: Error | undefined;

  set(key: string, value: string, _px: 'PX', _ms: number, nx?: 'NX'): Promise<'OK' | null> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    if (nx === 'NX' && this.entries.has(key)) return Promise.resolve(null);
    this.entries.set(key, value);
    return Promise.resolve('OK');
  }

  get(key: string): Promise<string | null> {
    return this.failure === undefined ? Promise.resolve(this.entries.get(key) ?? null) : Promise.reject(this.failure);
  }

  del(key: string): Promise<number> {
    return this.failure === undefined
      ? Promise.resolve(this.entries.delete(key) ? 1 : 0)
      : Promise.reject(this.failure);
  }
}
