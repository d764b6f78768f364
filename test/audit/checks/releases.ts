import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { numberIn, type AuditRecord } from '../log/record';

/**
 * Invariant 4: whatever is released has passed the inspection of the declaration that stands. Called before the event is
 * folded, in an order in which every cause comes first, so that the folds know no less than the release stage did.
 */
export function judgeRelease(record: AuditRecord, entities: Entities, findings: Findings): void {
  if (record.type !== 'ParcelReleased') return;
  findings.checked(4);
  const version = numberIn(record.fields, 'declarationVersion');
  const declared = entities.declaration.state(record.key);
  const inspected = entities.inspection.state(record.key);
  const say = (what: string): void => findings.record(4, record, what);
  if (declared.status !== 'accepted') say(`released, but its declaration is ${declared.status}`);
  else if (declared.version !== version) say(`it rests on version ${version}; ${declared.version} was accepted`);
  if (inspected.status !== 'passed') say(`released, but its inspection is ${inspected.status}`);
  else if (inspected.declarationVersion !== version) {
    say(`it rests on version ${version}; the inspection was of ${inspected.declarationVersion}`);
  }
}

/**
 * Invariant 4, of changes: a declaration takes the place of another only while release, which granted that, keeps the parcel. Called
 * before the event is folded.
 */
export function judgeAmendment(record: AuditRecord, entities: Entities, findings: Findings): void {
  if (record.type !== 'ParcelDeclared' || entities.declaration.state(record.key).status !== 'accepted') return;
  findings.checked(4);
  const { amendment, released } = entities.release.state(record.key);
  const version = numberIn(record.fields, 'version');
  if (amendment !== version) findings.record(4, record, `changed to version ${version}, which release did not grant`);
  if (released) findings.record(4, record, 'changed after the release');
}
