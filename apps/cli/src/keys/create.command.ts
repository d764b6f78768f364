import { ApiKeyIssued, Codec, type Role as IssuedRole } from '@alataw/contracts';
import { newKey, ROLES, TENANT_ROLES, type Role } from '@alataw/http';
import { CommandError, required, text, type Command, type OptionValues } from '../command';
import { withLog } from '../connection';
import { DEFAULT_EXPIRY, readExpiry } from './expiry';
import { ACCESS_TOPIC, writeKey } from './key-log';

const ISSUED_ROLES: Readonly<Record<Role, IssuedRole>> = {
  platform: 'PLATFORM',
  logistics: 'LOGISTICS',
  staff: 'STAFF',
  operator: 'OPERATOR',
  customs: 'CUSTOMS',
};
/** As declarations carry it. */
const TENANT = /^[A-Z0-9-]{2,20}$/;
const LOGISTICS_CODE = /^[A-Z0-9]{2,18}$/;

/** Makes a key and shows it, once: the centre keeps only its hash. */
export const createKey: Command = {
  name: 'keys create',
  summary: 'makes an API key and shows it, once',
  usage: [
    '--role platform|logistics|staff|operator|customs',
    '--tenant CODE        the platform or logistics company that the key speaks for, with those roles',
    `--expires 90d        12h, 90d or a moment in ISO 8601; ${DEFAULT_EXPIRY} unless said`,
    '--json               {"keyId","key"} on one line',
  ],
  options: { role: { type: 'string' }, tenant: { type: 'string' }, expires: { type: 'string' } },
  async run(options, _operands, terminal) {
    const role = readRole(options);
    const tenant = readTenant(options, role);
    const now = terminal.now();
    const expiresAt = readExpiry(text(options, 'expires') ?? DEFAULT_EXPIRY, now);
    const made = newKey();
    const issued: ApiKeyIssued = {
      type: 'ApiKeyIssued',
      keyId: made.keyId,
      secretHash: made.secretHash,
      role: ISSUED_ROLES[role],
      tenant,
      issuedAt: now,
      expiresAt,
      issuedBy: 'operator:cli',
    };
    await withLog(options, terminal, [ACCESS_TOPIC], (log) => writeKey(log, Codec.embedded(), ApiKeyIssued, issued));
    if (options['json'] === true) terminal.print(JSON.stringify({ keyId: made.keyId, key: made.key }));
    else {
      terminal.print(made.key);
      terminal.print(
        `Key ${made.keyId}, ${role}${tenant === null ? '' : ` ${tenant}`}, until ${new Date(expiresAt).toISOString()}.`,
      );
      terminal.print('Keep it now: it is not shown again.');
    }
  },
};

function readRole(options: OptionValues): Role {
  const role = ROLES.find((known) => known === required(options, 'role'));
  if (role === undefined) throw new CommandError(`Say --role as one of ${ROLES.join(', ')}.`);
  return role;
}

function readTenant(options: OptionValues, role: Role): string | null {
  const tenant = text(options, 'tenant');
  if (!TENANT_ROLES.includes(role)) {
    if (tenant !== undefined)
      throw new CommandError(`Leave out --tenant: it goes with --role ${TENANT_ROLES.join(' or ')}.`);
    return null;
  }
  if (role === 'logistics') {
    if (tenant !== undefined && LOGISTICS_CODE.test(tenant)) return tenant;
    throw new CommandError("Say --tenant, the logistics company's code: 2 to 18 characters A-Z and 0-9.");
  }
  if (tenant !== undefined && TENANT.test(tenant)) return tenant;
  throw new CommandError("Say --tenant, the platform's code: 2 to 20 characters A-Z, 0-9 and hyphen.");
}
