import type { Command } from './command';
import { createKey } from './keys/create.command';
import { listKeys } from './keys/list.command';
import { revokeKey } from './keys/revoke.command';

/** All commands of `alataw`, in the order of the help. */
export const commands: readonly Command[] = [createKey, listKeys, revokeKey];
