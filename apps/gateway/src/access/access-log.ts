import { ApiKeyIssued, ApiKeyRevoked, isOf, type Codec } from '@alataw/contracts';
import type { KeyRing, Role } from '@alataw/http';

/** What the access log needs of Kafka. */
export interface AccessSource {
  endOffsets(topic: string): Promise<number[]>;
  tail(options: {
    readonly topics: readonly string[];
    readonly from: 'start';
    readonly onRecords: (records: readonly { readonly offset: number; readonly value: Buffer | null }[]) => void;
    readonly signal: AbortSignal;
  }): Promise<void>;
}

const ROLES: Readonly<Record<string, Role>> = {
  PLATFORM: 'platform',
  LOGISTICS: 'logistics',
  STAFF: 'staff',
  OPERATOR: 'operator',
  CUSTOMS: 'customs',
  CARRIER: 'carrier',
};

/** Keeps the ring of keys equal to the access log: read whole at the start, followed ever after. */
export class AccessLog {
  /** The offset up to which the ring must have been read before requests are let in; undefined until it is known. */
  private needed: number | undefined;
  private next = 0;

  constructor(
    private readonly codec: Codec,
    private readonly ring: KeyRing,
  ) {
    ring.completeWhen(() => this.isLoaded);
  }

  /** Until all keys that stood in the log at the start are read, a valid key could be taken for an unknown one. */
  get isLoaded(): boolean {
    return this.needed !== undefined && this.next >= this.needed;
  }

  async run(source: AccessSource, signal: AbortSignal): Promise<void> {
    this.needed = (await source.endOffsets('access.events'))[0] ?? 0;
    await source.tail({
      topics: ['access.events'],
      from: 'start',
      signal,
      onRecords: (records) => {
        for (const { offset, value } of records) {
          if (value !== null) this.take(value);
          this.next = offset + 1;
        }
      },
    });
  }

  private take(value: Buffer): void {
    let decoded;
    try {
      decoded = this.codec.decode(value);
    } catch {
      return; // of a newer release: it grants nothing here
    }
    if (isOf(ApiKeyIssued, decoded)) {
      const { keyId, role, tenant, secretHash, expiresAt } = decoded.value;
      const known = ROLES[role];
      if (known === undefined) return; // roles of other applications, e.g. carriers
      this.ring.issued({ keyId, role: known, ...(tenant === null ? {} : { tenant }), secretHash, expiresAt });
    } else if (isOf(ApiKeyRevoked, decoded)) this.ring.revoked(decoded.value.keyId, decoded.value.revokedAt);
  }
}
