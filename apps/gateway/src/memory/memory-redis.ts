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

  /** Entries of streams by their keys, oldest first. */
  readonly streams = new Map<string, [id: string, fields: string[]][]>();

  xrevrange(
    key: string,
    from: string,
    _to: '-',
    _count: 'COUNT',
    limit: number | string,
  ): Promise<[string, string[]][]> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const newest = [...(this.streams.get(key) ?? [])].reverse();
    const at = from === '+' ? 0 : newest.findIndex(([id]) => id === from.slice(1)) + 1;
    return Promise.resolve(newest.slice(at, at + Number(limit)));
  }

  del(key: string): Promise<number> {
    return this.failure === undefined
      ? Promise.resolve(this.entries.delete(key) ? 1 : 0)
      : Promise.reject(this.failure);
  }
}
