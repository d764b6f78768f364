import type { ReaderGrant } from '@alataw/log';
import type { Readers } from '../backends/available-readers';

/** Readers of a Kafka that is in memory, for specs. */
export class MemoryReaders implements Readers {
  readonly granted = new Map<string, ReaderGrant>();
  /** What everything throws, to play a Kafka that is away or gives no access. */
  failure: Error | undefined;

  async users(): Promise<string[]> {
    await this.fail();
    return [...this.granted.keys()];
  }

  async grant(grant: ReaderGrant): Promise<void> {
    await this.fail();
    this.granted.set(grant.user, grant);
  }

  async revoke(user: string): Promise<void> {
    await this.fail();
    this.granted.delete(user);
  }

  private fail(): Promise<void> {
    return this.failure === undefined ? Promise.resolve() : Promise.reject(this.failure);
  }
}
