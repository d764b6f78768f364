import { EnvReader } from '@alataw/operations';
import type { TickerPace } from '@alataw/service';
import { CHUNK_PARCELS } from './domain/unit.limits';

const EVERY_MS = 100;
const PARCELS_PER_SECOND = 2_500;

/**
 * How fast units that left tell the rest of what left in them: so many parcels a second as `DEPARTED_PARCELS_PER_SECOND` says (default
 * 2,500). Each instance looks at all lanes and says the same, so that more instances make it no faster.
 * @throws {ConfigurationError}
 * @see docs/decisions/0020-trains-leave-at-a-measured-pace.md
 */
export function departurePace(environment: Readonly<Record<string, string | undefined>>): TickerPace {
  const env = new EnvReader(environment);
  const limits = { min: CHUNK_PARCELS, max: 1_000_000, unit: 'parcels/s', fallback: PARCELS_PER_SECOND };
  const chunksPerSecond = env.integer('DEPARTED_PARCELS_PER_SECOND', limits) / CHUNK_PARCELS;
  env.done();
  const everyMs = Math.max(EVERY_MS, Math.round(1_000 / chunksPerSecond));
  const most = Math.max(1, Math.round((chunksPerSecond * everyMs) / 1_000));
  return { everyMs, most, mostUnderWay: 2 * most, againMs: 5_000 };
}
