import { transformFileSync } from '@swc/core';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kafkaJars } from '../../infra/local/kafka-jars';

const ROOT = join(__dirname, '..', '..');
const SAMPLES = join(ROOT, 'docs', 'samples');
const quiet = (): void => undefined;

/** How a program ended, and the last line that it printed. */
export interface Ended {
  readonly code: number;
  readonly last: string;
  readonly error: string;
}

/** The consumers that carriers copy, as a carrier runs them. */
export class FeedSamples {
  private readonly dir = mkdtempSync(join(tmpdir(), 'alataw-samples-'));
  private readonly script = join(this.dir, 'feed-consumer.js');

  constructor() {
    const { code } = transformFileSync(join(SAMPLES, 'feed-consumer.ts'), {
      ...{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, swcrc: false },
    });
    writeFileSync(this.script, code);
  }

  typescript(env: Readonly<Record<string, string>>): Promise<Ended> {
    return run(process.execPath, [this.script], { ...env, NODE_PATH: join(ROOT, 'node_modules') });
  }

  async java(env: Readonly<Record<string, string>>): Promise<Ended> {
    const jars = await kafkaJars(quiet);
    const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dlog4j2.level=ERROR'];
    return run('java', [...quick, '-cp', join(jars, '*'), join(SAMPLES, 'FeedConsumer.java')], env);
  }

  python(env: Readonly<Record<string, string>>): Promise<Ended> {
    const place = { PLACE_FILE: join(this.dir, `${env['SUBSCRIPTION']}.json`) };
    return run('python3', [join(SAMPLES, 'pull_events.py')], { ...env, ...place });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }
}

async function run(command: string, args: string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const lastOf = (text: string): string => text.trim().split('\n').at(-1) ?? '';
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { env: { ...process.env, ...env } });
    return { code: 0, last: lastOf(stdout), error: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, last: lastOf(stdout), error: stderr };
  }
}
