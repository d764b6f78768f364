import { textOf } from './memory/json-body';
import { MemoryCentre } from './memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from './openapi/examples';

const centre = new MemoryCentre();
let platform: string;
let staff: string;

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

describe('the gateway', () => {
  describe('keys', () => {
    it('are asked for on every route but the public ones', async () => {
      const paths = [
        '/v1/parcels',
        '/v1/parcels/A1.B',
        '/v1/queues',
        '/v1/counts',
        '/v1/events',
        '/v1/batches/b0-0123456789',
        '/metrics',
      ];
      for (const path of paths) {
        const { statusCode, headers } = await centre.get(path);
        expect([path, statusCode, headers['content-type']]).toEqual([
          path,
          401,
          'application/problem+json; charset=utf-8',
        ]);
      }
      for (const path of ['/health/live', '/openapi.json', '/docs', '/subjects', '/schemas/ids/1']) {
        expect([path, (await centre.get(path)).statusCode]).toEqual([path, 200]);
      }
    });

    it('of another role are refused', async () => {
      expect((await centre.post('/v1/declarations', DECLARATION, { authorization: staff })).json()).toMatchObject({
        status: 403,
        code: 'ROLE_NOT_ALLOWED',
      });
      expect((await centre.get('/v1/counts', { authorization: platform })).statusCode).toBe(403);
      expect((await centre.get('/metrics', { authorization: staff })).statusCode).toBe(403);
    });

    it('that have expired are refused', async () => {
      const authorization = await centre.key('STAFF', null, 1);
      expect((await centre.get('/v1/counts', { authorization })).json()).toMatchObject({
        status: 401,
        code: 'KEY_EXPIRED',
      });
    });

    it('are checked before the body is read', async () => {
      expect((await centre.post('/v1/declarations', 'not json', {})).json()).toMatchObject({ status: 401 });
    });
  });

  it('counts what stands where', async () => {
    expect((await centre.get('/v1/counts', { authorization: staff })).json()).toMatchObject({
      declared: 4,
      rejected: 1,
      detained: 1,
      inQueues: 2,
      deadLetters: 1,
      byStage: { declaration: { accepted: 3, rejected: 1 } },
    });
  });

  it('limits requests per key, and says when to come back', async () => {
    const slow = new MemoryCentre();
    await slow.start({ RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '1' });
    const authorization = await slow.key('STAFF');
    const ask = () => slow.ask('GET', '/v1/counts', { authorization });
    expect((await ask()).headers['ratelimit-policy']).toBe('"key";q=1;w=1');
    const refused = await ask();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
    expect((await slow.ask('GET', '/health/live')).statusCode).toBe(200);
    await slow.stop();
  });

  it('says what it waits for', async () => {
    const { body } = await centre.get('/health/ready');
    expect(JSON.parse(body)).toMatchObject({ status: 'ready' });
  });

  it('answers an address that does not exist with a problem', async () => {
    for (const url of ['/v1/nothing', '/v1/parcels/%zz']) {
      const response = await centre.get(url, { authorization: staff });
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
      expect(response.statusCode).toBeLessThan(500);
    }
  });

  it('answers registry clients in their own form', async () => {
    expect((await centre.get('/subjects/none/versions')).json()).toEqual({
      error_code: 40401,
      message: 'Subject not found.',
    });
    expect((await centre.get('/subjects/alataw.release.ParcelReleased/versions/99')).json()).toMatchObject({
      error_code: 40402,
    });
    expect((await centre.get('/schemas/ids/99999')).json()).toMatchObject({ error_code: 40403 });
    const latest = (await centre.get('/subjects/alataw.release.ParcelReleased/versions/latest')).json();
    expect((await centre.get(`/schemas/ids/${textOf(latest.id)}`)).json()).toEqual({ schema: latest.schema });
  });

  it('serves its pages from its own origin, without inline scripts', async () => {
    const page = await centre.get('/docs');
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self';/);
    expect(page.body).not.toMatch(/<script>|https?:\/\//);
    for (const [, address = ''] of page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect([address, (await centre.get(address)).statusCode]).toEqual([address, 200]);
    }
    expect((await centre.get('/docs/..%2fpackage.json')).statusCode).toBe(404);
  });
});
