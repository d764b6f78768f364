import { numberIn, optionalNumberIn, optionalTextIn, recordIn, textIn, type AuditRecord } from '../log/record';

/**
 * The event that a carrier gets of a milestone: a CloudEvent in JSON, canonical as RFC 8785 has it (members by name, no
 * space), without what is null.
 * @param number the event's in its feed
 */
export function eventText({ fields }: Pick<AuditRecord, 'fields'>, number: number): string {
  const about = recordIn(fields, 'meta');
  const milestone = textIn(fields, 'milestone');
  const parcelId = textIn(fields, 'parcelId');
  const texts = ['carrier', 'destinationCountry', 'platform', 'portCode', 'tradeMode'];
  const optional = ['reason', 'transportId', 'unitId'];
  const data = {
    ...Object.fromEntries(texts.map((name) => [name, textIn(fields, name)])),
    ...Object.fromEntries(optional.map((name) => [name, optionalTextIn(fields, name)])),
    ...{ milestone, parcelId, number: numberIn(fields, 'number'), piece: optionalNumberIn(fields, 'piece') },
    declarationVersion: numberIn(fields, 'declarationVersion'),
  };
  return canonical({
    specversion: '1.0',
    type: `org.alataw.parcel.${milestone.toLowerCase().split('_').join('-')}.v1`,
    source: 'urn:alataw:carriers',
    id: textIn(about, 'eventId'),
    subject: parcelId,
    partitionkey: parcelId,
    time: new Date(numberIn(fields, 'happenedAt')).toISOString(),
    recordedtime: new Date(numberIn(about, 'recordedAt')).toISOString(),
    sequence: `${number}`.padStart(12, '0'),
    correlationid: textIn(about, 'correlationId'),
    causationid: textIn(about, 'causeId'),
    datacontenttype: 'application/json',
    data,
  });
}

export type Json = string | number | null | { readonly [name: string]: Json };

/** JSON as RFC 8785 has it, for what has neither fractions nor lists; without what is null. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
