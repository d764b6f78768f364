// GENERATED from schemas/access/*.avsc by "npm run codegen". Do not edit.

import type { Contract } from '../contract';

/** An API key is valid from now on. */
export interface ApiKeyIssued {
  readonly type: 'ApiKeyIssued';
  /** Public part of the key. */
  readonly keyId: string;
  /** SHA-256 of the secret part, 32 bytes; the secret itself is shown once and stored nowhere. */
  readonly secretHash: Buffer;
  readonly role: Role;
  /** Platform or carrier code to which the holder is confined; null for staff and operators. */
  readonly tenant: string | null;
  /** Epoch ms UTC. */
  readonly issuedAt: number;
  /** First moment at which it is no longer valid, epoch ms UTC. */
  readonly expiresAt: number;
  /** Who issued it, e.g. `operator:root`. */
  readonly issuedBy: string;
}

export const ApiKeyIssued: Contract<ApiKeyIssued> = {
  name: 'ApiKeyIssued',
  fullName: 'alataw.access.ApiKeyIssued',
  kind: 'record',
  topic: 'access.events',
  keyOf: ({ keyId }) => keyId,
};

/** An API key is no longer valid. */
export interface ApiKeyRevoked {
  readonly type: 'ApiKeyRevoked';
  /** Public part of the key. */
  readonly keyId: string;
  /** Epoch ms UTC. */
  readonly revokedAt: number;
  /** Who revoked it, e.g. `operator:root`. */
  readonly revokedBy: string;
}

export const ApiKeyRevoked: Contract<ApiKeyRevoked> = {
  name: 'ApiKeyRevoked',
  fullName: 'alataw.access.ApiKeyRevoked',
  kind: 'record',
  topic: 'access.events',
  keyOf: ({ keyId }) => keyId,
};

/** What the holder of a key may do. NONE stands for a role that the reader does not know yet: no rights at all. */
export const Role = ['NONE', 'PLATFORM', 'STAFF', 'OPERATOR', 'CARRIER', 'LOGISTICS', 'CUSTOMS'] as const;
export type Role = (typeof Role)[number];
