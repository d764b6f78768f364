import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, LATE, LEAVES } from '../clean-log.fixture';

describe('invariant 2: what has to be answered is answered', () => {
  const log = cleanLog();

  it('names a command that a stage has passed over', () => {
    const refused = find(log, 'DeclarationRejected');
    const command = find(log, 'DeclareParcel', refused.key);
    const audit = audited(without(log, refused), { isDrained: false });
    expect(violationsOf(audit, 2)).toEqual([
      expect.objectContaining({
        ...named(command),
        what: expect.stringMatching(/^declaration never answered DeclareParcel/),
      }),
    ]);
  });

  it('names an event that the next stage has passed over', () => {
    const inspected = find(log, 'ParcelInspected', LEAVES);
    const released = find(log, 'ParcelReleased', LEAVES);
    const audit = audited(without(log, released), { isDrained: false });
    expect(violationsOf(audit, 2)).toContainEqual(expect.objectContaining(named(inspected)));
  });

  it('names bytes that are no record and were not put aside', () => {
    const parked = find(log, 'RecordParked');
    const cause = { topic: parked.meta?.cause.topic, offset: parked.meta?.cause.offset };
    const audit = audited(without(log, parked));
    expect(violationsOf(audit, 2)).toContainEqual(expect.objectContaining(cause));
  });

  it('waits for what a lane has not come to yet, unless nothing is under way any more', () => {
    const last = find(log, 'HoldTooLate', LATE);
    const cut = log.slice(0, log.indexOf(last));
    const live = audited(cut, { isDrained: false });
    expect(complaints(live)).toEqual([]);
    expect(live.findings.of.get(2)?.notes).toEqual(['1 inputs wait for their decision']);
    expect(violationsOf(audited(cut), 2)).toContainEqual(
      expect.objectContaining({ what: expect.stringMatching(/^release never answered LoadingHoldTooLate/) }),
    );
  });

  it('asks no answer to what counts for nothing', () => {
    const inspected = find(log, 'ParcelInspected', LEAVES);
    const audit = audited(altered(log, inspected, { producerEpoch: 9 }));
    expect(violationsOf(audit, 2)).not.toContainEqual(expect.objectContaining(named(inspected)));
  });
});
