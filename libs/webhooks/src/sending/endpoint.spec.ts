import { endpointFault } from './endpoint';

describe(endpointFault.name, () => {
  const outside = { timeoutMs: 1_000, allowsPrivateAddress: false };
  const inside = { ...outside, allowsPrivateAddress: true };

  it.each([
    ['https://carrier.example/hooks?a=1', null],
    ['https://carrier.example:8443', null],
    ['http://carrier.example', 'NOT_HTTPS'],
    ['ftp://carrier.example', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['carrier.example', 'NO_URL'],
    ['', 'NO_URL'],
    ['https://user:secret@carrier.example', 'HAS_CREDENTIALS'],
    ['https://carrier.example/#part', 'HAS_FRAGMENT'],
    ['https://169.254.169.254/latest', 'INSIDE'],
    ['https://[::ffff:10.0.0.1]/', 'INSIDE'],
    ['https://0x7f000001/', 'INSIDE'],
    [`https://carrier.example/${'x'.repeat(2_048)}`, 'TOO_LONG'],
  ])('says of %s: %s', (url, fault) => {
    expect(endpointFault(url, outside)).toBe(fault);
  });
  it('lets one inside be where that is allowed', () => {
    expect(endpointFault('http://127.0.0.1:8090/hooks', inside)).toBeNull();
  });
});
