import { Webhook } from 'standardwebhooks';
import { signedHeaders } from './signature';
import { newKeyPair, newSecret, publicKeyOf, readSigningKey, readVerifyingKey } from './signing-key';
import { disbeliefIn } from './verification';

const body = Buffer.from('{"type":"parcel.released","data":{"parcelId":"CNPOST.LX1","note":"Алматы 阿拉山口"}}');
const secret = newSecret();
const other = newSecret();
const pair = newKeyPair();
const key = readSigningKey(secret);

/** The example of the specification's own libraries. */
const PUBLISHED = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1_614_265_330_000,
  body: Buffer.from('{"test": 2432232314}'),
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe(signedHeaders.name, () => {
  it('signs as the specification has it', () => {
    const { secret, id, at, body, signature } = PUBLISHED;
    expect(signedHeaders(id, at, body, [readSigningKey(secret)])).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    });
  });

  it.each(['', 'a.b', 'a b', 'é', 'x'.repeat(257)])('refuses the id "%s"', (id) => {
    expect(() => signedHeaders(id, 0, body, [key])).toThrow(RangeError);
  });

  it('signs nothing without a key', () => {
    expect(() => signedHeaders('e:1', 0, body, [])).toThrow(RangeError);
  });

  describe('to the verifier of the library standardwebhooks', () => {
    const verifier = new Webhook(secret);
    const now = (): number => Date.now();
    const signed = (keys = [key], at = now()): Record<string, string> => signedHeaders('e:1', at, body, keys);

    it('are right', () => {
      expect(verifier.verify(body.toString(), signed())).toEqual(JSON.parse(body.toString()));
    });
    it.each([
      ['the new one first', [other, secret]],
      ['the old one first', [secret, other]],
      ['and a pair besides', [pair.privateKey, secret]],
    ])('are right while a secret is replaced, %s', (_, secrets) => {
      expect(verifier.verify(body.toString(), signed(secrets.map(readSigningKey)))).toBeDefined();
    });
    it.each([
      ['an altered body', () => verifier.verify(`${body.toString()} `, signed()), 'No matching signature'],
      [
        'another id',
        () => verifier.verify(body.toString(), { ...signed(), 'webhook-id': 'e:2' }),
        'No matching signature',
      ],
      ['another secret', () => verifier.verify(body.toString(), signed([readSigningKey(other)])), 'No matching'],
      ['an old attempt', () => verifier.verify(body.toString(), signed([key], now() - 301_000)), 'too old'],
      ['an attempt of the future', () => verifier.verify(body.toString(), signed([key], now() + 302_000)), 'too new'],
      [
        'an old attempt in new clothes',
        () => {
          const seconds = Math.floor(now() / 1000).toString();
          return verifier.verify(body.toString(), {
            ...signed([key], now() - 301_000),
            'webhook-timestamp': seconds,
          });
        },
        'No matching signature',
      ],
    ])('are wrong with %s', (_, verify, fault) => {
      expect(verify).toThrow(fault);
    });
  });
});

describe(disbeliefIn.name, () => {
  const AT = 1_800_000_000_000;
  const keys = [readVerifyingKey(secret), readVerifyingKey(pair.publicKey)];
  const headers = signedHeaders('e:1', AT, body, [key]);
  const pairHeaders = signedHeaders('e:1', AT, body, [readSigningKey(pair.privateKey)]);

  it('has none in what is signed by the one or the other kind of key', () => {
    expect(disbeliefIn(headers, body, keys, AT)).toBeNull();
    expect(disbeliefIn(pairHeaders, body, keys, AT)).toBeNull();
  });
  it('has none in what the library standardwebhooks signed', () => {
    const signature = new Webhook(secret).sign('e:1', new Date(AT), body.toString());
    expect(disbeliefIn({ ...headers, 'webhook-signature': signature }, body, keys, AT)).toBeNull();
  });
  it.each([
    ['300 s old', AT + 300_000, null],
    ['301 s old', AT + 301_000, 'TOO_OLD'],
    ['300 s ahead', AT - 300_000, null],
    ['301 s ahead', AT - 301_000, 'TOO_NEW'],
  ])('takes an attempt that is %s for %s: %s', (_, now, disbelief) => {
    expect(disbeliefIn(headers, body, keys, now)).toBe(disbelief);
  });
  it.each([
    ['without a signature', { ...headers, 'webhook-signature': undefined }, 'HEADER_MISSING'],
    ['without an id', { ...headers, 'webhook-id': undefined }, 'HEADER_MISSING'],
    ['without a time', { ...headers, 'webhook-timestamp': undefined }, 'HEADER_MISSING'],
    ['with two ids', { ...headers, 'webhook-id': ['e:1', 'e:2'] }, 'HEADER_MISSING'],
    ['with a time that is none', { ...headers, 'webhook-timestamp': '1e9' }, 'TIMESTAMP_MALFORMED'],
    ['with another id', { ...headers, 'webhook-id': 'e:2' }, 'SIGNATURE_WRONG'],
    ['with another time', { ...headers, 'webhook-timestamp': '1800000001' }, 'SIGNATURE_WRONG'],
    ['with an empty signature', { ...headers, 'webhook-signature': 'v1,' }, 'SIGNATURE_WRONG'],
    ['with nothing for a signature', { ...headers, 'webhook-signature': '' }, 'SIGNATURE_WRONG'],
    [
      'with a signature under another name',
      { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v1a,') },
      'SIGNATURE_WRONG',
    ],
  ])('is in a request %s', (_, altered, disbelief) => {
    expect(disbeliefIn(altered, body, keys, AT)).toBe(disbelief);
  });
  it.each([headers, pairHeaders])('is in an altered body %#', (signed) => {
    expect(disbeliefIn(signed, Buffer.from(body.toString().replace('LX1', 'LX2')), keys, AT)).toBe('SIGNATURE_WRONG');
  });
  it('is in what another pair signed', () => {
    const signed = signedHeaders('e:1', AT, body, [readSigningKey(newKeyPair().privateKey)]);
    expect(disbeliefIn(signed, body, keys, AT)).toBe('SIGNATURE_WRONG');
  });
});

describe('a key', () => {
  const base64 = (bytes: number): string => Buffer.alloc(bytes, 7).toString('base64');

  it.each([24, 32, 64])('may be a secret of %i bytes', (bytes) => {
    expect(readSigningKey(`whsec_${base64(bytes)}`).version).toBe('v1');
  });
  it.each([
    `whsec_${base64(23)}`,
    `whsec_${base64(65)}`,
    `whsk_${base64(31)}`,
    `whsec_${base64(32)}?`,
    'secret',
    'whpk_',
  ])('that signs is not %s', (text) => {
    expect(() => readSigningKey(text)).toThrow(RangeError);
  });
  it.each([`whpk_${base64(33)}`, `whsk_${base64(32)}`, ''])('that verifies is not %s', (text) => {
    expect(() => readVerifyingKey(text)).toThrow(RangeError);
  });
  it('is not shown by its fault', () => {
    expect(() => readSigningKey(`whsec_${base64(23)}`)).toThrow(/^A whsec_ has 24 to 64 bytes$/);
  });
  it('of ours leads to its public half', () => {
    expect(publicKeyOf(pair.privateKey)).toBe(pair.publicKey);
    expect(() => publicKeyOf(secret)).toThrow(RangeError);
  });
  it('of ours may have its public half behind it', () => {
    const bytes = ['whsk_', 'whpk_'].map((prefix, n) =>
      Buffer.from(Object.values(pair)[n]?.slice(prefix.length) ?? '', 'base64'),
    );
    const long = `whsk_${Buffer.concat(bytes).toString('base64')}`;
    expect(publicKeyOf(long)).toBe(pair.publicKey);
  });
});
