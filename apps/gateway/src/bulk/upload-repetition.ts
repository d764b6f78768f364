import { answerAgain, type ChunkSource, type IdempotencyStore, type KeyState, type StoredAnswer } from '@alataw/http';
import { createHash, type Hash } from 'node:crypto';

/**
 * `Idempotency-Key` for a body that is too long to be kept: its hash is taken while it streams, and a repetition is read to its end
 * to see that it is the same.
 */
export class UploadRepetition {
  readonly hash: Hash = createHash('sha256');

  private constructor(
    private readonly store: IdempotencyStore,
    private readonly client: string,
    private readonly key: string | undefined,
    private readonly before: KeyState | undefined,
  ) {}

  /** @throws {Problem} 409 while the first upload with this key is running */
  static async begin(store: IdempotencyStore, client: string, key: string | undefined): Promise<UploadRepetition> {
    // Without the store: declarations are idempotent by their content anyway.
    const before = key === undefined ? undefined : await store.begin(client, key, RUNNING).catch(() => undefined);
    if (before?.state === 'inFlight') answerAgain(before, before.fingerprint);
    return new UploadRepetition(store, client, key, before);
  }

  /** The answer that the first upload got, when this is its repetition. @throws {Problem} 422 when it is another file */
  async repeated(source: ChunkSource): Promise<StoredAnswer | undefined> {
    if (this.before?.state !== 'answered') return undefined;
    for await (const chunk of source) this.hash.update(chunk);
    return answerAgain(this.before, this.hash.digest('base64url'));
  }

  async finish(answer: StoredAnswer): Promise<void> {
    if (this.key === undefined || this.before?.state !== 'begun') return;
    await this.store.finish(this.client, this.key, this.hash.digest('base64url'), answer).catch(() => undefined);
  }

  async abandon(): Promise<void> {
    if (this.key === undefined || this.before?.state !== 'begun') return;
    await this.store.abandon(this.client, this.key).catch(() => undefined);
  }
}

/** Stands for the hash while it is not known. */
const RUNNING = 'running';
