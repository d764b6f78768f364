import { Codec } from '@alataw/contracts';
import type { Command } from '../command';
import { withLog } from '../connection';
import { ACCESS_TOPIC, readKeys, type ListedKey } from './key-log';

/** Shows all keys ever made, without their secrets, which nobody has. */
export const listKeys: Command = {
  name: 'keys list',
  summary: 'shows all API keys and whether they are valid',
  usage: ['--json               one JSON object per line'],
  options: {},
  async run(options, _operands, terminal) {
    const keys = await withLog(options, terminal, [ACCESS_TOPIC], (log) => readKeys(log, Codec.embedded()));
    const now = terminal.now();
    for (const key of keys)
      terminal.print(options['json'] === true ? JSON.stringify(viewOf(key, now)) : lineOf(key, now));
    if (keys.length === 0 && options['json'] !== true) terminal.print('No keys yet: alataw keys create --help');
  },
};

function viewOf(key: ListedKey, now: number): object {
  const { keyId, role, tenant, issuedAt, expiresAt } = key.issued;
  return {
    keyId,
    role: role.toLowerCase(),
    tenant,
    status: statusOf(key, now),
    issuedAt,
    expiresAt,
    revokedAt: key.revokedAt ?? null,
  };
}

function lineOf(key: ListedKey, now: number): string {
  const { keyId, role, tenant, expiresAt } = key.issued;
  const until = new Date(expiresAt).toISOString().slice(0, 16);
  return [
    keyId,
    role.toLowerCase().padEnd(8),
    (tenant ?? '-').padEnd(20),
    statusOf(key, now).padEnd(7),
    `until ${until}Z`,
  ].join('  ');
}

function statusOf({ issued, revokedAt }: ListedKey, now: number): 'valid' | 'revoked' | 'expired' {
  if (revokedAt !== undefined) return 'revoked';
  return issued.expiresAt <= now ? 'expired' : 'valid';
}
