import { ApiKeyIssued, ApiKeyRevoked, Codec, type Contract } from '@alataw/contracts';
import { KeyRing } from '@alataw/http';
import { MemoryLog } from '../memory/memory-log';
import { AccessLog } from './access-log';

const codec = Codec.embedded();
const ISSUED: ApiKeyIssued = {
  type: 'ApiKeyIssued',
  keyId: 'a1',
  secretHash: Buffer.alloc(32),
  role: 'PLATFORM',
  tenant: 'DEMO',
  issuedAt: 1,
  expiresAt: 100,
  issuedBy: 'spec',
};

const write = async <T extends object>(log: MemoryLog, contract: Contract<T>, value: NoInfer<T>): Promise<void> => {
  await log.publish([{ topic: 'access.events', partition: 0, key: null, value: codec.encode<T>(contract, value) }]);
};

describe(AccessLog.name, () => {
  const stopping = new AbortController();
  let log: MemoryLog;
  let ring: KeyRing;
  let access: AccessLog;

  beforeEach(() => {
    log = new MemoryLog();
    ring = new KeyRing();
    access = new AccessLog(codec, ring);
  });
  afterAll(() => stopping.abort());
  const loaded = async (): Promise<void> => {
    void access.run(log, stopping.signal);
    while (!access.isLoaded) await new Promise((resolve) => setImmediate(resolve));
  };

  it('is not loaded before it has read what stood there at the start', async () => {
    expect(access.isLoaded).toBe(false);
    await write(log, ApiKeyIssued, ISSUED);
    await loaded();
    expect(ring.list()).toMatchObject([{ keyId: 'a1', role: 'platform', tenant: 'DEMO', expiresAt: 100 }]);
  });

  it('lets nobody in and calls no key unknown before it is loaded', async () => {
    const bearer = `Bearer alk_${'a'.repeat(12)}_${'b'.repeat(43)}`;
    expect(() => ring.authenticate(bearer, 50)).toThrow('The centre is starting');
    await loaded();
    expect(() => ring.authenticate(bearer, 50)).toThrow('This key is not known here');
  });

  it('is loaded at once when there are no keys', async () => {
    await loaded();
    expect(ring.size).toBe(0);
  });

  it('hears of keys that are made and revoked later', async () => {
    await loaded();
    await write(log, ApiKeyIssued, ISSUED);
    expect(ring.isValid('a1', 50)).toBe(true);
    await write(log, ApiKeyRevoked, { type: 'ApiKeyRevoked', keyId: 'a1', revokedAt: 60, revokedBy: 'spec' });
    expect(ring.isValid('a1', 50)).toBe(false);
  });

  it('gives no access to a role of the future', async () => {
    await write(log, ApiKeyIssued, { ...ISSUED, role: 'NONE' });
    await loaded();
    expect(ring.size).toBe(0);
  });

  it('passes over what it cannot read', async () => {
    await log.publish([{ topic: 'access.events', partition: 0, key: null, value: Buffer.from('noise') }]);
    await write(log, ApiKeyIssued, ISSUED);
    await loaded();
    expect(ring.size).toBe(1);
  });
});
