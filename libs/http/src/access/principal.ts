import type { Role } from './api-key';

/** Who sends a request. */
export interface Principal {
  readonly keyId: string;
  readonly role: Role;
  /** The platform's code, e.g. `TEMU`; present for role `platform` only. */
  readonly tenant?: string;
  /** How the holder is named in the log: `platform:TEMU`, `staff:<keyId>`, `operator:<keyId>`. */
  readonly actor: string;
}

/** Names a key's holder as events record it. */
export function actorOf(role: Role, keyId: string, tenant?: string): string {
  return role === 'platform' && tenant !== undefined ? `platform:${tenant}` : `${role}:${keyId}`;
}
