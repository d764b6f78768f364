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
  carrier: 'CARRIER',
};
/** As declarations carry it. */
const TENANT = /^[A-Z0-9-]{2,20}$/;
const LOGISTICS_CODE = /^[A-Z0-9]{2,18}$/;

/** Whom a key is for. */
interface Holder {
  readonly role: Role;
  readonly tenant: string | null;
}

/** Makes keys and shows them, once: the centre keeps only their hashes. */
export const createKey: Command = {
  name: 'keys create',
  summary: 'makes API keys and shows them, once',
  usage: [
    '--role platform|logistics|staff|operator|customs|carrier',
    '--tenant CODE        the platform, logistics company or carrier that the key speaks for, with those roles',
    'ROLE[:CODE]…         several keys at once instead, e.g. staff operator platform:ACME',
    `--expires 90d        12h, 90d or a moment in ISO 8601; ${DEFAULT_EXPIRY} unless said`,
    '--json               {"keyId","key"} on one line for each',
  ],
  options: { role: { type: 'string' }, tenant: { type: 'string' }, expires: { type: 'string' } },
  async run(options, operands, terminal) {
    const holders = operands.length === 0 ? [readHolder(options)] : operands.map((each) => readOperand(each, options));
    const now = terminal.now();
    const expiresAt = readExpiry(text(options, 'expires') ?? DEFAULT_EXPIRY, now);
    const codec = Codec.embedded();
    const made = holders.map((holder) => ({ holder, ...newKey() }));
    await withLog(options, terminal, [ACCESS_TOPIC], async (log) => {
      for (const { holder, keyId, secretHash } of made) {
        const { role, tenant } = holder;
        const issued = { keyId, secretHash, role: ISSUED_ROLES[role], tenant, issuedAt: now, expiresAt };
        await writeKey(log, codec, ApiKeyIssued, { type: 'ApiKeyIssued', ...issued, issuedBy: 'operator:cli' });
      }
    });
    if (options['json'] === true) {
      for (const { keyId, key } of made) terminal.print(JSON.stringify({ keyId, key }));
      return;
    }
    for (const { holder, keyId, key } of made) {
      const { role, tenant } = holder;
      terminal.print(key);
      terminal.print(
        `Key ${keyId}, ${role}${tenant === null ? '' : ` ${tenant}`}, until ${new Date(expiresAt).toISOString()}.`,
      );
    }
    terminal.print('Keep it now: it is not shown again.');
  },
};

function readOperand(operand: string, options: OptionValues): Holder {
  if (options['role'] !== undefined || options['tenant'] !== undefined)
    throw new CommandError('Leave out --role and --tenant, or say one key by them alone.');
  const [role, ...tenant] = operand.split(':');
  return readHolder({ role, ...(tenant.length === 0 ? {} : { tenant: tenant.join(':') }) });
}

function readHolder(options: OptionValues): Holder {
  const role = ROLES.find((known) => known === required(options, 'role'));
  if (role === undefined) throw new CommandError(`Say --role as one of ${ROLES.join(', ')}.`);
  return { role, tenant: readTenant(text(options, 'tenant'), role) };
}

function readTenant(tenant: string | undefined, role: Role): string | null {
  if (!TENANT_ROLES.includes(role)) {
    if (tenant !== undefined)
      throw new CommandError(`Leave out --tenant: it goes with --role platform, logistics or carrier.`);
    return null;
  }
  if (role === 'logistics') {
    if (tenant !== undefined && LOGISTICS_CODE.test(tenant)) return tenant;
    throw new CommandError("Say --tenant, the logistics company's code: 2 to 18 characters A-Z and 0-9.");
  }
  if (tenant !== undefined && TENANT.test(tenant)) return tenant;
  throw new CommandError(`Say --tenant, the ${role}'s code: 2 to 20 characters A-Z, 0-9 and hyphen.`);
}
