import { ApiKeyRevoked, Codec } from '@alataw/contracts';
import { parseKey } from '@alataw/http';
import { CommandError, type Command } from '../command';
import { withLog } from '../connection';
import { ACCESS_TOPIC, readKeys, writeKey } from './key-log';

/** Ends a key. Every gateway refuses it within a second. */
export const revokeKey: Command = {
  name: 'keys revoke',
  summary: 'ends an API key',
  usage: ['KEYID                as keys list shows it; a whole key is understood as well'],
  options: {},
  async run(options, [operand = ''], terminal) {
    const keyId = parseKey(operand)?.keyId ?? operand;
    if (!/^[0-9a-f]{12}$/.test(keyId))
      throw new CommandError('Say which key: alataw keys revoke KEYID (12 digits, see keys list).');
    const codec = Codec.embedded();
    await withLog(options, terminal, [ACCESS_TOPIC], async (log) => {
      const key = (await readKeys(log, codec)).find(({ issued }) => issued.keyId === keyId);
      if (key === undefined) throw new CommandError(`There is no key ${keyId}: see alataw keys list.`);
      if (key.revokedAt !== undefined) return;
      const revoked: ApiKeyRevoked = {
        type: 'ApiKeyRevoked',
        keyId,
        revokedAt: terminal.now(),
        revokedBy: 'operator:cli',
      };
      await writeKey(log, codec, ApiKeyRevoked, revoked);
    });
    terminal.print(
      options['json'] === true ? JSON.stringify({ keyId, status: 'revoked' }) : `Key ${keyId} is revoked.`,
    );
  },
};
