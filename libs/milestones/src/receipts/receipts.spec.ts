import { NO_CHAIN } from '@alataw/feed';
import { EnvReader } from '@alataw/operations';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json';
import { isGenuine, readReceipt, receiptOf, signedText, type Receipt } from './receipt';
import { kidOf, readPublicJwk, readReceiptKeys, ReceiptKey } from './receipt-key';

/** RFC 8037, appendix A: the key, its public half and its thumbprint. */
const SEED = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url');
const X = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const KID = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';

const key = new ReceiptKey(SEED);
const to = { count: 3, chain: Buffer.alloc(32, 7), offset: 9 };
const receipt = receiptOf('A.b', { from: { count: 0, chain: NO_CHAIN, offset: 0 }, to, at: 1_790_000_000_000 }, key);

describe(canonicalJson.name, () => {
  it('writes the example of RFC 8785', () => {
    const numbers = [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
    const string = '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/';
    expect(canonicalJson({ numbers, string, literals: [null, true, false] })).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
  it('sorts names by their UTF-16 code units, as the RFC shows', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(names.map((name, n) => [name, n])));
    expect(Object.values(JSON.parse(text) as Record<string, number>).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([...text.matchAll(/:(\d)/g)].map(([, n]) => Number(n))).toEqual([1, 3, 5, 6, 0, 4, 2]);
  });
  it('is the same for the same value, however it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(JSON.parse(JSON.stringify(value, null, 2)))).toBe(text);
      }),
    );
  });
  it.each([undefined, NaN, Infinity, () => 1, { a: undefined }])('refuses %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe(ReceiptKey.name, () => {
  it('has the public half and the thumbprint of RFC 8037', () => {
    expect([key.jwk.x, key.kid]).toEqual([X, KID]);
    expect(kidOf({ kty: 'OKP', crv: 'Ed25519', x: X })).toBe(KID);
  });
  it('signs as RFC 8032, test 1, shows', () => {
    const signature =
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
    expect(Buffer.from(key.sign(''), 'base64url').toString('hex')).toBe(signature);
  });
  it.each([null, 'x', {}, { kty: 'OKP', crv: 'X25519', x: X }, { kty: 'OKP', crv: 'Ed25519', x: 'short' }])(
    'is not read out of %j',
    (value) => expect(readPublicJwk(value)).toBeNull(),
  );
});

describe(readReceiptKeys.name, () => {
  const read = (environment: Record<string, string>) => {
    const env = new EnvReader(environment);
    const keys = readReceiptKeys(env);
    env.done();
    return keys;
  };
  it('reads the key, and publishes those that were before it', () => {
    const keys = read({ RECEIPTS_KEY: SEED.toString('hex'), RECEIPTS_FORMER_KEYS: `${'A'.repeat(43)}` });
    expect(keys?.published.map(({ x }) => x)).toEqual([X, 'A'.repeat(43)]);
  });
  it('is content with none', () => expect(read({})).toBeNull());
  it.each([{ RECEIPTS_KEY: 'no' }, { RECEIPTS_KEY: SEED.toString('hex'), RECEIPTS_FORMER_KEYS: 'no' }])(
    'says what is wrong with %j, and not its value',
    (environment) => expect(() => read(environment)).toThrow(/Alataw cannot start: RECEIPTS_(FORMER_)?KEYS? must be /),
  );
});

describe('a receipt', () => {
  it('is verified by the public half of its key', () => {
    expect(isGenuine(receipt, key.jwk)).toBe(true);
    expect(isGenuine(receipt, new ReceiptKey(Buffer.alloc(32, 1)).jwk)).toBe(false);
  });
  it('signs all that it says', () => {
    expect(signedText(receipt)).toBe(
      `{"at":1790000000000,"from":{"chain":"${'0'.repeat(64)}","count":0,"cursor":"MTowOkEuYg"},"kid":"${KID}","subscription":"A.b","to":{"chain":"${'07'.repeat(32)}","count":3,"cursor":"MTo5OkEuYg"},"version":1}`,
    );
    const altered: Partial<Receipt>[] = [
      ...[{ subscription: 'A.c' }, { at: 1 }, { kid: 'x' }, { signature: receipt.signature.replace(/^./, '_') }],
      ...[{ to: { ...receipt.to, count: 4 } }, { from: { ...receipt.from, cursor: 'x' } }],
    ];
    expect(altered.map((of) => isGenuine({ ...receipt, ...of }, key.jwk))).toEqual(altered.map(() => false));
  });
  it('is read back from JSON', () => {
    expect(readReceipt(JSON.parse(JSON.stringify(receipt)))).toEqual(receipt);
    const broken = [null, 'x', { ...receipt, version: 2 }, { ...receipt, to: {} }, { ...receipt, at: '1' }];
    expect(broken.map(readReceipt)).toEqual(broken.map(() => null));
  });
});
