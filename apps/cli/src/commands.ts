import type { Command } from './command';
import { showCodes } from './codes/codes.command';
import { carrierTest } from './carrier-test/carrier-test.command';
import { declare } from './declare/declare.command';
import { discardDeadLetters } from './dead-letters/discard.command';
import { listDeadLetters } from './dead-letters/list.command';
import { retryDeadLetters } from './dead-letters/retry.command';
import { showDeadLetter } from './dead-letters/show.command';
import { dropProjection } from './projections/drop.command';
import { listProjections } from './projections/list.command';
import { replay } from './replay/replay.command';
import { trace } from './trace/trace.command';
import { verifyFeed } from './verify-feed/verify-feed.command';
import { search } from './search/search.command';
import { createKey } from './keys/create.command';
import { listKeys } from './keys/list.command';
import { revokeKey } from './keys/revoke.command';

/** All commands of `alataw`, in the order of the help. */
export const commands: readonly Command[] = [
  createKey,
  listKeys,
  revokeKey,
  declare,
  search,
  carrierTest,
  verifyFeed,
  listDeadLetters,
  showDeadLetter,
  retryDeadLetters,
  discardDeadLetters,
  listProjections,
  dropProjection,
  trace,
  replay,
  showCodes,
];
