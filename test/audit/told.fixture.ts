import type { AvroRecord } from './log/avro';
import type { AuditRecord } from './log/record';

const MILESTONES: Readonly<Record<string, string>> = {
  ParcelReleased: 'RELEASED',
  ReleaseRevoked: 'RELEASE_REVOKED',
  ParcelHeld: 'HELD',
  HoldLifted: 'HOLD_LIFTED',
  HoldTooLate: 'HOLD_TOO_LATE',
  ParcelReturned: 'RETURNED',
  ParcelDetained: 'DETAINED',
  ParcelLoaded: 'LOADED',
  ParcelOffloaded: 'OFFLOADED',
  ParcelDeparted: 'DEPARTED',
  PiecesDeparted: 'PIECES_DEPARTED',
};
const FACTS = ['carrier', 'platform', 'destinationCountry', 'portCode', 'tradeMode', 'declarationVersion'];
const OF_MOVEMENT = ['unitId', 'transportId', 'piece', 'reason'];

const pick = (fields: AvroRecord, names: readonly string[]): AvroRecord =>
  Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));

/** What the stage `carriers` makes of a story, which tells of the other stages. */
export class ToldCarriers {
  private readonly parcels = new Map<string, { number: number; facts: AvroRecord }>();

  /** @returns the fields of a milestone; null for what no carrier is told */
  toldOf({ type, key, fields }: AuditRecord, happenedAt: number): AvroRecord | null {
    const milestone = MILESTONES[type ?? ''];
    if (milestone === undefined || fields['released'] === false) return null;
    if (milestone === 'RELEASED') this.parcels.set(key, { number: 0, facts: pick(fields, FACTS) });
    const parcel = this.parcels.get(key);
    if (parcel === undefined) return null;
    return { number: ++parcel.number, milestone, happenedAt, ...parcel.facts, ...pick(fields, OF_MOVEMENT) };
  }
}
