import { HoldParcel } from '@alataw/contracts';
import { keys } from '@alataw/projection';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LiveStages } from '../apps/cli/src/stages.fixture';
import { releaseStage } from '../apps/release/src/release.stage';
import { freePorts } from '../infra/local/ports';
import { CLUSTER_START_MS } from './support/cluster';

const ROOT = join(__dirname, '..');
const LANES = [0, 1, 2];
const COMMANDS = 60;
/** The release stage with a raised fold, run as its `main.js` runs it. */
const MAIN = `
  const { Module } = require('@nestjs/common');
  const { runStage, StageModule } = require('./dist/libs/service/src');
  const { releaseStage } = require('./dist/apps/release/src/release.stage');
  class Raised {}
  Module({ imports: [StageModule.of({ ...releaseStage, fold: 2 })] })(Raised);
  void runStage('release', Raised);`;

interface Line {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A service that builds a fold ahead, as a process. */
class Builder {
  readonly lines: Line[] = [];
  private rest = '';
  private news = (): void => undefined;
  readonly ended: Promise<number | null>;
  private hasEnded = false;

  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => this.take(String(chunk)));
    this.ended = once(child, 'close').then(([code]) => {
      this.hasEnded = true;
      this.news();
      return code as number | null;
    });
  }

  static async start(live: LiveStages, mode: 'once' | 'true'): Promise<Builder> {
    const [port = 0] = await freePorts(1);
    const { brokers, redisUrl } = live.cluster;
    const own = { KAFKA_BROKERS: brokers, REDIS_URL: redisUrl, HTTP_PORT: String(port), INSTANCE: `ahead-${port}` };
    const env = { ...process.env, ...own, BUILD_AHEAD: mode };
    return new Builder(spawn(process.execPath, ['-e', MAIN], { cwd: ROOT, env }), `http://127.0.0.1:${port}`);
  }

  /** Waits for a line of its log. @throws when it ends without one */
  async said(message: string, times = 1, fields: Partial<Line> = {}): Promise<Line> {
    for (;;) {
      const fits = (line: Line): boolean => Object.entries(fields).every(([name, value]) => line[name] === value);
      const found = this.lines.filter((line) => line.msg.includes(message) && fits(line));
      if (found.length >= times) return found[0]!;
      if (this.hasEnded) throw new Error(`It ended without "${message}": ${JSON.stringify(this.lines)}`);
      await new Promise<void>((resolve) => (this.news = resolve));
    }
  }

  async ready(): Promise<{ code: number; body: unknown }> {
    const answer = await fetch(`${this.url}/health/ready`);
    return { code: answer.status, body: await answer.json() };
  }

  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const line = text.split('\n').find((own) => own.startsWith(`clearance_${name}`));
    return Number(line?.slice(line.lastIndexOf(' ') + 1));
  }

  stop(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.lines.push(line.startsWith('{') ? (JSON.parse(line) as Line) : { msg: line });
    this.news();
  }
}

describe('a stage with BUILD_AHEAD', () => {
  const started: Builder[] = [];
  let live: LiveStages;
  const start = async (mode: 'once' | 'true'): Promise<Builder> => {
    const builder = await Builder.start(live, mode);
    started.push(builder);
    return builder;
  };
  const marks = (slot: string): Promise<(string | null)[]> =>
    Promise.all(LANES.map((lane) => live.redis.hget(keys.lane(lane, slot), 'mark')));
  const hold = async (count: number): Promise<void> => {
    const before = await live.countOf('release', 'ReleaseCommandRefused');
    for (let n = 0; n < count; n++) {
      const parcelId = `CNPOST.P${before + n}`;
      await live.send(HoldParcel, { type: 'HoldParcel', parcelId, reason: 'INTELLIGENCE', remark: null });
    }
    await live.until(async () => (await live.countOf('release', 'ReleaseCommandRefused')) === before + count);
    const ends = await live.log.endOffsets('release.events');
    while ((await marks('release')).join() !== ends.join()) expect(live.redis.status).toBe('ready');
  };

  beforeAll(async () => {
    live = await LiveStages.start([{ ...releaseStage, fold: 1 }]);
    await hold(COMMANDS);
  }, CLUSTER_START_MS);
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  afterAll(() => live.stop(), CLUSTER_START_MS);

  it(
    'once is killed while it builds, started again, builds all of it, compares, and ends with 0',
    async () => {
      const killed = await start('once');
      await killed.said('has started');
      while (!(await marks('release@2')).some((mark) => mark !== null)) expect(killed.child.exitCode).toBeNull();
      await killed.stop('SIGKILL');
      expect(killed.child.signalCode).toBe('SIGKILL');

      const again = await start('once');
      expect(await again.ended).toBe(0);
      expect(await again.said('compared')).toMatchObject({
        ...{ stage: 'release', fold: 2, lanes: 3, equal: COMMANDS, different: 0, onlyFollowed: 0, onlyBuilt: 0 },
        ...{ unsettled: 0, fields: {}, counts: {}, sets: {} },
      });
      expect(await marks('release@2')).toEqual(await marks('release'));
      for (const lane of LANES) expect(await live.redis.hget(keys.folds(lane), 'release')).not.toBe('2');
      // It is no longer said to be built.
      for (const lane of LANES) expect(await live.redis.hget(keys.folds(lane), 'release:building@2')).toBeNull();
    },
    CLUSTER_START_MS,
  );

  it(
    'true follows until it is stopped, and tells how far it is',
    async () => {
      const builder = await start('true');
      await builder.said('compared');
      expect(await builder.ready()).toEqual({ code: 200, body: { status: 'ready', waitingFor: {} } });
      expect(await builder.metric('build_lanes{state="whole"')).toBe(3);
      expect(await builder.metric('build_entries{kind="equal"')).toBe(COMMANDS);
      await hold(5);
      while ((await marks('release@2')).join() !== (await marks('release')).join()) {
        expect(builder.child.exitCode).toBeNull();
      }
      expect(await builder.metric('build_records_behind')).toBe(0);
      expect(await builder.metric('build_records_total')).toBeGreaterThanOrEqual(5);
      expect(await live.alataw('projections', 'drop', 'release@2')).toMatchObject({
        fault: expect.stringContaining('a process with BUILD_AHEAD builds lanes 0, 1, 2') as string,
      });
      expect(await builder.stop('SIGTERM')).toBe(0);
      expect((await live.alataw('projections', 'drop', 'release@2')).fault).toBe('');
    },
    CLUSTER_START_MS,
  );

  it(
    'leaves the lanes to one that came later, and says so in its health',
    async () => {
      const first = await start('true');
      await first.said('compared');
      const second = await start('once');
      expect(await second.ended).toBe(0);
      await hold(30); // some in each lane, of which the first learns by being refused
      await first.said('come to a state', 3, { state: 'overtaken' });
      const why = 'lanes 0, 1, 2: another process builds them';
      expect(await first.ready()).toMatchObject({ code: 503, body: { waitingFor: { build: why } } });
      expect(await first.metric('build_lanes{state="overtaken"')).toBe(3);
    },
    CLUSTER_START_MS,
  );

  it(
    'ends with 1 and says why when the comparison fails',
    async () => {
      const parcel = keys.entity(live.laneOf('CNPOST.P1'), 'parcel', 'CNPOST.P1');
      const before = (await live.redis.hgetBuffer(parcel, 'release'))!;
      await live.redis.hset(parcel, 'release', Buffer.from([0x80])); // is cut off
      const builder = await start('once');
      expect(await builder.ended).toBe(1);
      expect(await builder.said('cannot go on')).toMatchObject({ err: { message: 'A projected entry is cut off' } });
      await live.redis.hset(parcel, 'release', before);
    },
    CLUSTER_START_MS,
  );
});
