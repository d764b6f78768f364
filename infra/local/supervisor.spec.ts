import { createBackoff } from './backoff';
import type { Child } from './child';
import { supervise } from './supervisor';

/** A process that ends when the test says so. */
function fakeChild(): { child: Child; end: (how: string) => void; stops: () => number } {
  let end: (how: string) => void = () => undefined;
  let alive = true;
  let stops = 0;
  const exited = new Promise<string>((resolve) => {
    end = (how) => {
      alive = false;
      resolve(how);
    };
  });
  const stop = () => {
    stops += 1;
    end('signal SIGTERM');
    return Promise.resolve();
  };
  const child = { name: 'fake', pid: 1, marker: 'fake', logFile: '', exited, alive: () => alive, stop, kill: stop };
  return { child, end: (how) => end(how), stops: () => stops };
}

/** Supervises fakes; `waits` collects the waits before a new start, which pass at once. */
function superviseFakes(start?: (n: number) => Promise<Child>) {
  const fakes: ReturnType<typeof fakeChild>[] = [];
  const waits: number[] = [];
  let clock = 0;
  const supervised = supervise({
    name: 'fake',
    order: 0,
    graceMs: 1000,
    changed: () => undefined,
    say: () => undefined,
    wait: async (ms) => {
      waits.push(ms);
      await new Promise(setImmediate);
    },
    now: () => clock,
    start: async (started) => {
      const fake = fakeChild();
      fakes.push(fake);
      if (start) return start(fakes.length);
      started(fake.child);
      return fake.child;
    },
  });
  const startsReach = async (count: number) => {
    while (fakes.length < count) await new Promise(setImmediate);
  };
  return { supervised, fakes, waits, startsReach, pass: (ms: number) => (clock += ms) };
}

describe('supervise', () => {
  it('starts a process again each time it ends, after a growing wait', async () => {
    const { supervised, fakes, waits, startsReach } = superviseFakes();
    await supervised.ready;
    for (const count of [2, 3, 4]) {
      fakes.at(-1)?.end('exit code 1');
      await startsReach(count);
    }
    expect(waits).toEqual([100, 200, 400]);
    expect(supervised.ends()).toBe(3);
    await supervised.stop();
  });

  it('waits briefly again after the process was well for half a minute', async () => {
    const { supervised, fakes, waits, startsReach, pass } = superviseFakes();
    await supervised.ready;
    for (const [ranForMs, count] of [
      [10, 2],
      [10, 3],
      [30_000, 4],
    ] as const) {
      pass(ranForMs);
      fakes.at(-1)?.end('exit code 1');
      await startsReach(count);
    }
    expect(waits).toEqual([100, 200, 100]);
    await supervised.stop();
  });

  it('does not start again what it has stopped', async () => {
    const { supervised, fakes } = superviseFakes();
    await supervised.ready;
    await supervised.stop();
    expect(fakes).toHaveLength(1);
    expect(fakes[0]?.stops()).toBe(1);
  });

  it('tells when the first start fails, and does not try again', async () => {
    const { supervised, fakes } = superviseFakes(() => Promise.reject(new Error('no such file')));
    await expect(supervised.ready).rejects.toThrow('no such file');
    await supervised.stop();
    expect(fakes).toHaveLength(1);
  });

  it('goes on trying when a later start fails', async () => {
    const first = fakeChild();
    const { supervised, waits, startsReach } = superviseFakes((n) =>
      n === 1 ? Promise.resolve(first.child) : Promise.reject(new Error('the port is taken')),
    );
    await supervised.ready;
    first.end('exit code 1');
    await startsReach(4);
    expect(waits.slice(0, 3)).toEqual([100, 200, 400]);
    await supervised.stop();
  });
});

describe('createBackoff', () => {
  it('never waits longer than five seconds', () => {
    const backoff = createBackoff();
    expect(Array.from({ length: 8 }, () => backoff.next(0))).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });
});
