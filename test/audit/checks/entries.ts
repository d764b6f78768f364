import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { optionalTextIn, textIn, type AuditRecord } from '../log/record';

/** Applications that somebody may approve, or that are under way, have all that they book. */
const HAVE_ALL: ReadonlySet<string> = new Set(['EntryReceived', 'EntryApproved', 'VehicleAtGate', 'EntryAdmitted']);

/**
 * Invariant 11, at the entry: nobody is let in whose truck, trailer, driver and slot are not its own, and no truck comes in but
 * under an application that was admitted, or
 * leaves on a pass that was voided. Called before the event is folded.
 */
export function judgeEntry(record: AuditRecord, entities: Entities, findings: Findings): void {
  const { type, key, fields } = record;
  const say = (what: string): void => findings.record(11, record, what);
  if (type !== null && HAVE_ALL.has(type)) {
    findings.checked(11);
    for (const bookingId of entities.entries.state(key).bookingIds) {
      const holders = entities.bookings.state(bookingId).applicationIds;
      if (!holders.includes(key)) say(`${bookingId} is not booked for it`);
    }
  } else if (type === 'VehicleAdmitted') {
    findings.checked(11);
    const { status } = entities.entries.state(textIn(fields, 'applicationId'));
    if (status !== 'admitted') say(`it comes in, but its application is ${status}`);
  } else if (type === 'UnitDeparted') {
    findings.checked(11);
    const { kind, passes, passNo } = entities.units.state(key);
    if (kind === 'truck' && passes > 0 && passNo === null) say('its gate pass was voided');
  } else if (type === 'TruckArrived') {
    findings.checked(11);
    const applicationId = optionalTextIn(fields, 'applicationId');
    const { inside } = entities.bookings.state(key);
    if (applicationId !== null && applicationId !== inside) say(`the gate let it in under ${inside ?? 'none'}`);
  }
}
