import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses at which nothing outside stands: local, private, link-local (where clouds keep their credentials), shared, reserved, multicast.
 * @see IANA's special-purpose address registries (RFC 6890)
 */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
  inside.addSubnet(`64:ff9b::${network}`, 96 + bits, 'ipv6'); // the same through a translator (RFC 6052)
}
for (const [network, bits] of [
  ['::', 96], // also ::1, and the old form of IPv4 addresses
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23], // among others Teredo, which carries IPv4 addresses
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4, which carries IPv4 addresses
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

/** Whether a literal address may be spoken to from a service that has to stay outside of its own network. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  // An IPv4 address in the form of an IPv6 one (::ffff:7f00:1) is checked as what it is: BlockList knows that form.
  return family !== 0 && !inside.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Thrown into a connection whose name leads to an address that may not be spoken to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Asks for all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves names for a connection, and refuses one of which any address may not be spoken to. It is asked by the connection itself, so that what was
 * checked is what is spoken to, whatever the name leads to a moment later.
 */
export function checkedLookup(isAllowed = isPublicAddress, resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address)))
        return callback(new AddressRefused(`${hostname} leads to an address inside`), []);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
