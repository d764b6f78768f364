import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { containerName, dockerAnswers, startRedisContainer } from './docker';
import { freePorts } from './ports';
import { answersPing } from './redis';

/** Stands in for Docker's client: writes down what it is asked, and runs a container's command on this machine. */
const FAKE_CLIENT = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
case "$1" in
  info) echo 27.0 ;;
  image) exit 1 ;;
  run)
    while [ "$1" != redis-server ]; do shift; done
    exec "$@" --bind 127.0.0.1 --dir "$(dirname "$0")" ;;
esac
`;

describe('with a Docker engine', () => {
  const path = process.env['PATH'];
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-docker-'));
    writeFileSync(join(dir, 'docker'), FAKE_CLIENT);
    chmodSync(join(dir, 'docker'), 0o755);
    process.env['PATH'] = `${dir}${delimiter}${path}`;
  });
  afterAll(() => {
    process.env['PATH'] = path;
    rmSync(dir, { recursive: true });
  });

  it('finds it', async () => {
    expect(await dockerAnswers()).toBe(true);
  });

  it('runs Redis in a container whose port is open to this machine alone and whose data outlive it', async () => {
    const [port = 0] = await freePorts(1);
    const logFile = join(dir, 'redis.log');
    const child = await startRedisContainer({ dir, port, logFile, started: () => undefined });
    expect(await answersPing(port)).toBe(true);
    await child.stop(5000);
    expect(await answersPing(port)).toBe(false);
    const name = containerName(dir, 'redis');
    const asked = readFileSync(join(dir, 'asked'), 'utf8').split('\n');
    expect(asked).toContain('pull --quiet redis:7.4');
    expect(asked).toContain(`rm --force ${name}`);
    expect(asked.find((line) => line.startsWith('run '))).toContain(
      `run --rm --name ${name} -p 127.0.0.1:${port}:${port} -v ${name}:/data redis:7.4 redis-server --appendonly yes`,
    );
  });

  it('gives each centre containers of its own', () => {
    expect(containerName('/a', 'redis')).not.toBe(containerName('/b', 'redis'));
    expect(containerName('/a', 'kafka')).not.toBe(containerName('/a', 'redis'));
  });
});
