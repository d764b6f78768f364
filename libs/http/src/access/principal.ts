import { TENANT_ROLES, type Role } from './api-key';

/** Who sends a request. */
export interface Principal {
  readonly keyId: string;
  readonly role: Role;
  /** The code of the platform, logistics company or carrier, e.g. `TEMU`, `CNPOST` or `KAZPOST`; present for these roles only. */
  readonly tenant?: string;
  /** How the holder is named in the log: `platform:TEMU`, `logistics:CNPOST`, `staff:<keyId>`, `operator:<keyId>`, `customs:<keyId>`, `carrier:KAZPOST`. */
  readonly actor: string;
}

/** Names a key's holder as events record it. */
export function actorOf(role: Role, keyId: string, tenant?: string): string {
  return `${role}:${TENANT_ROLES.includes(role) && tenant !== undefined ? tenant : keyId}`;
}
