import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runProgram } from '../program';
import { search } from './search.command';

const HIT = { kind: 'parcel', id: 'CNPOST.LX1', status: 'held', text: { en: 'Held.' } };
let asked: string[] = [];
let hits: object[] = [HIT];
let url: string;
const server = createServer((request, response) => {
  asked.push(`${request.url} ${request.headers.authorization}`);
  response.end(JSON.stringify({ hits, more: hits.length > 1, behind: 0 }));
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
  hits = [HIT];
});
afterAll(() => server.close());

const run = async (...args: string[]): Promise<{ lines: string[]; told: string[] }> => {
  const lines: string[] = [];
  const told: string[] = [];
  const terminal = {
    print: (line: string) => void lines.push(line),
    tell: (line: string) => void told.push(line),
    environment: { ALATAW_KEY: 'alk_1' },
    now: () => 0,
  };
  await runProgram([search], ['search', ...args, '--url', url], terminal);
  return { lines, told };
};

describe('alataw search', () => {
  it('asks the gateway, and prints a line for each hit', async () => {
    expect((await run('KZ', '123', 'ABC')).lines).toEqual(['parcel             CNPOST.LX1  Held.']);
    expect(asked).toEqual(['/v1/search?q=KZ%20123%20ABC Bearer alk_1']);
  });

  it('prints JSON for programs', async () => {
    expect((await run('LX1', '--json')).lines).toEqual([JSON.stringify(HIT)]);
  });

  it('says when there is more, apart from what it prints', async () => {
    hits = [HIT, HIT];
    expect((await run('LX1')).told).toEqual(['There is more: say more of the number.']);
  });

  it('fails when nothing is found, and when nothing was asked for', async () => {
    hits = [];
    await expect(run('LX1')).rejects.toThrow('Nothing is known by LX1.');
    await expect(run()).rejects.toThrow('Say what: alataw search NUMBER.');
  });
});
