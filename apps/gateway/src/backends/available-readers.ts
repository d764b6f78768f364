import { Problem } from '@alataw/http';
import type { KafkaReaders } from '@alataw/log';
import { unavailable } from './available-log';

const AWAY = 'Kafka does not answer just now: try again in a few seconds.';

/** Who reads Kafka from outside. */
export type Readers = Pick<KafkaReaders, 'users' | 'grant' | 'revoke'>;

/** The same as a request sees it: Kafka answers, or the request is told so. */
export class AvailableReaders implements Readers {
  private connected: Readers | undefined;

  connect(readers: Readers): void {
    this.connected = readers;
  }

  users(): Promise<string[]> {
    return this.ask((readers) => readers.users());
  }

  grant(...of: Parameters<Readers['grant']>): Promise<void> {
    return this.ask((readers) => readers.grant(...of));
  }

  revoke(user: string): Promise<void> {
    return this.ask((readers) => readers.revoke(user));
  }

  /** @throws {Problem} 501 where Kafka lets us give no access, 503 while it is away */
  private async ask<T>(question: (readers: Readers) => Promise<T>): Promise<T> {
    try {
      if (this.connected !== undefined) return await question(this.connected);
    } catch (cause) {
      if (isFinal(cause)) {
        const detail = 'The Kafka of this centre gives no access yet: tell its operator, who has to allow it.';
        throw new Problem(501, 'NO_KAFKA', detail, { cause });
      }
      throw unavailable(AWAY, cause);
    }
    throw unavailable(AWAY);
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof Error && 'disposition' in error && error.disposition === 'stop';
