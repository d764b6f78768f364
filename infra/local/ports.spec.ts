import { createServer } from 'node:net';
import { blockOf, choosePorts, isFree } from './ports';

const allFree = () => Promise.resolve(true);

describe('choosePorts', () => {
  it('gives two gateway ports blocks that do not touch', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const first = await choosePorts(names, 8080, {}, allFree);
    const second = await choosePorts(names, 8081, {}, allFree);
    expect(new Set([...Object.values(first), ...Object.values(second)]).size).toBe(16);
  });

  it('keeps the remembered ports', async () => {
    const chosen = await choosePorts(['kafka', 'redis'], 8080, { kafka: 31000, redis: 31001 }, allFree);
    expect(chosen).toEqual({ kafka: 31000, redis: 31001 });
  });

  it('takes another port when the remembered one is taken', async () => {
    const chosen = await choosePorts(['kafka'], 8080, { kafka: 31000 }, (port) => Promise.resolve(port !== 31000));
    expect(chosen).toEqual({ kafka: blockOf(8080) });
  });

  it('passes over ports that are taken, and over the gateway port', async () => {
    const gateway = 20801;
    const block = blockOf(gateway);
    const chosen = await choosePorts(['a', 'b'], gateway, { a: gateway }, (port) => Promise.resolve(port !== block));
    expect(chosen).toEqual({ a: block + 1, b: block + 2 });
  });
});

describe('isFree', () => {
  it('is false while somebody listens there', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });
});
