import { ApiKeyIssued, type Codec, type Role } from '@alataw/contracts';
import { newKey } from '@alataw/http';
import type { LogWriter } from '../backends/log-ports';

/** Issues a key for a spec. @returns the header to send */
export async function issueKey(
  codec: Codec,
  log: LogWriter,
  role: Role,
  tenant: string | null = null,
  expiresAt = Date.now() + 600_000,
): Promise<string> {
  const { keyId, key, secretHash } = newKey();
  const issued: ApiKeyIssued = {
    type: 'ApiKeyIssued',
    keyId,
    secretHash,
    role,
    tenant,
    issuedAt: 0,
    expiresAt,
    issuedBy: 'spec',
  };
  const value = codec.encode(ApiKeyIssued, issued);
  await log.publish([{ topic: 'access.events', partition: 0, key: Buffer.from(keyId), value }]);
  return `Bearer ${key}`;
}
