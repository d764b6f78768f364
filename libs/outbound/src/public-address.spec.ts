import type { LookupAddress } from 'node:dns';
import { AddressRefused, checkedLookup, isPublicAddress } from './public-address';

describe(isPublicAddress.name, () => {
  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808', // 8.8.8.8 through a translator
  ])('lets %s pass', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1', // as a URL has it
    '::ffff:a9fe:a9fe',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fd00::1',
    'fe80::1',
    'fec0::1',
    'customs.example',
  ])('keeps from %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe(checkedLookup.name, () => {
  const looked = (...addresses: string[]): Promise<LookupAddress[]> =>
    new Promise((resolve, reject) => {
      const lookup = checkedLookup(isPublicAddress, (_, __, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
      );
      lookup('carrier.example', { all: true }, (error, found) =>
        error ? reject(error) : resolve(found as LookupAddress[]),
      );
    });

  it('finds what is outside', async () => {
    expect(await looked('8.8.8.8', '8.8.4.4')).toHaveLength(2);
  });
  it('refuses a name of which one address is inside', async () => {
    await expect(looked('8.8.8.8', '10.0.0.1')).rejects.toBeInstanceOf(AddressRefused);
  });
  it('refuses a name without addresses', async () => {
    await expect(looked()).rejects.toBeInstanceOf(AddressRefused);
  });
});
