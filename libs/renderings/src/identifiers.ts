import type { CloudEvent } from '@alataw/milestones';
import { createHash } from 'node:crypto';

/** RFC 9562, appendix C: the namespace of names that are URLs. */
const NAMESPACE_URL = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/**
 * Private URIs, which EPCIS allows wherever it asks for one: parcels, plates and bags of the post have no GS1 keys, so that there is nothing to make an EPC of.
 * @param parts escaped each, since a URN knows fewer characters than a code may have
 */
const urn = (kind: string, ...parts: readonly string[]): string =>
  ['urn:alataw', kind, ...parts.map((part) => encodeURIComponent(part))].join(':');

/** A parcel as a whole, or one piece of it. */
export function parcelUri({ parcelId, piece }: CloudEvent['data']): string {
  return urn('parcel', parcelId, ...(piece === undefined ? [] : [String(piece)]));
}

/** @param unitId `<kind>:<number>` */
export function unitUri(unitId: string): string {
  return urn('unit', ...unitId.split(':'));
}

export function portUri(portCode: string): string {
  return urn('port', portCode);
}

/** An event's id as a UUID, for standards that ask for one: version 5, of source and id, which together are unique in CloudEvents. */
export function uuidOf({ source, id }: CloudEvent): string {
  const bytes = createHash('sha1').update(NAMESPACE_URL).update(`${source}#${id}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
