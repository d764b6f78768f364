import { setTimeout as delay } from 'node:timers/promises';
import { GATEWAY, type ChaosCentre } from './centre';

/** How the projections of a drained centre come back after FLUSHALL, and what the gateway says meanwhile. */
export interface RebuildResult {
  /** From FLUSHALL until the counts are whole and the gateway says so; null: not within the time given. */
  readonly ms: number | null;
  /** Records of the stages' outputs that were folded anew. */
  readonly records: number;
  readonly recordsPerSecond: number | null;
  /** Answers to reads while it lasted. */
  readonly answers: number;
  /** Of those, how many said that they are not whole. */
  readonly saidSo: number;
  /** Answers that were not the truth and did not say so. */
  readonly wrong: readonly string[];
}

const REBUILD_MS = 180_000;
const POLL_MS = 20;
/** What nobody gives anything to do is at rest when it says the same so much later. */
const REST_MS = 1_000;
const SHOWN = 300;
const PARCELS_ASKED = 5;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The gateway says that it does not know, or that it is not up to date. */
function saysSo({ status, body }: Answer): boolean {
  const { behind = 0, freshness } = (body ?? {}) as { behind?: number; freshness?: { behind?: number } };
  return status === 503 || status === 0 || behind > 0 || (freshness?.behind ?? 0) > 0;
}

/** The part of an answer that does not change while nothing happens. */
function truthOf({ status, body }: Answer): string {
  const fields = { ...(body as Readonly<Record<string, unknown>> | undefined), behind: 0, freshness: null };
  return JSON.stringify([status, normal(fields)]);
}

/** In one order, and without zeros: a count that has gone back to 0 is there or not, as it came. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== 0);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, normal(field)]));
}

/** The truth, once the gateway says that it is whole and nothing that was under way changes it any more. */
async function atRest(
  paths: readonly string[],
  ask: (path: string) => Promise<Answer>,
): Promise<ReadonlyMap<string, string>> {
  let last = '';
  for (;;) {
    const answers = await Promise.all(paths.map(async (path) => [path, await ask(path)] as const));
    const truth = new Map(answers.map(([path, answer]) => [path, truthOf(answer)]));
    const now = JSON.stringify([...truth]);
    if (now === last && !answers.some(([, answer]) => saysSo(answer))) return truth;
    last = now;
    await delay(REST_MS);
  }
}

/** What another answer says otherwise, field by field. */
function differences(was: string, is: string): string {
  const before = fieldsOf(JSON.parse(was));
  const now = fieldsOf(JSON.parse(is));
  const names = [...new Set([...before.keys(), ...now.keys()])];
  const differing = names.filter((name) => before.get(name) !== now.get(name));
  return differing
    .map((name) => `${name} was ${before.get(name) ?? 'not there'}, is ${now.get(name) ?? 'not there'}`)
    .join('; ');
}

function fieldsOf(value: unknown, name = '', fields = new Map<string, string>()): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return fields.set(name, JSON.stringify(value));
  for (const [key, field] of Object.entries(value)) fieldsOf(field, `${name}/${key}`, fields);
  return fields;
}

/**
 * Empties the Redis of a drained centre, whom nobody gives anything to do, and asks the gateway until all is as before.
 */
export async function measureRebuild(centre: ChaosCentre, say: (text: string) => void): Promise<RebuildResult> {
  const parcels = centre.monitor.departed.slice(0, PARCELS_ASKED);
  const paths = ['/v1/counts', ...parcels.map((id) => `/v1/parcels/${encodeURIComponent(id)}`)];
  const ask = (path: string): Promise<Answer> => centre.ask(GATEWAY, path);
  const before = await atRest(paths, ask);
  let records = 0;
  const end = centre.journal.listen(({ msg, isRebuild, folded }) => {
    if (msg === 'lane is live' && isRebuild === true) records += Number(folded);
  });
  const wrong = new Map<string, { times: number; readonly first: string }>();
  let answers = 0;
  let saidSo = 0;
  say('FLUSHALL on the drained centre');
  const since = Date.now();
  await centre.redis.flush();
  let ms: number | null = null;
  while (ms === null && Date.now() - since < REBUILD_MS) {
    const asked = await Promise.all(paths.map(async (path) => ({ path, answer: await ask(path) })));
    let isWhole = true;
    for (const { path, answer } of asked) {
      answers++;
      const isTrue = truthOf(answer) === before.get(path);
      if (saysSo(answer)) saidSo++;
      else if (!isTrue) {
        const what = `${path} with ${answer.status}`;
        const seen = wrong.get(what);
        if (seen) seen.times++;
        else wrong.set(what, { times: 1, first: differences(before.get(path) ?? '', truthOf(answer)) });
      }
      if (!isTrue || saysSo(answer)) isWhole = false;
    }
    if (isWhole && records > 0) ms = Date.now() - since;
    else await delay(POLL_MS);
  }
  end();
  const recordsPerSecond = ms === null ? null : Math.round(records / (ms / 1_000));
  const told = [...wrong].map(([what, { times, first }]) => `${times} × ${what}, first: ${first.slice(0, SHOWN)}`);
  return { ms, records, recordsPerSecond, answers, saidSo, wrong: told };
}
