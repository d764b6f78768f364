import { join } from 'node:path';
import type { Audit } from '../audit';
import { audited, complaints, find, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE, LEAVES, PLATFORM, TRUCK } from '../clean-log.fixture';
import type { AuditRecord } from '../log/record';
import { Schemas } from '../log/schemas';
import type { Stage } from '../log/topics';
import { RedisCheck } from './redis-check';
import { laneName, type RedisSnapshot, type StoredLane } from './snapshot';
import { entryBytes, storedAsFolded } from './stored.fixture';

const schemas = Schemas.load(join(__dirname, '../../../schemas'));

/** Audits a log together with what Redis holds. */
const withRedis = (records: readonly AuditRecord[], snapshot: RedisSnapshot, isDrained = true): Audit =>
  audited(records, { isDrained, redis: (findings) => new RedisCheck(snapshot, schemas, findings) });

describe('invariant 8: Redis equals the fold of the log, field by field', () => {
  const log = cleanLog();
  const folded = audited(log);
  const clean = storedAsFolded(folded);
  const lane = (stage: Stage, id: string, by: (lane: StoredLane) => Partial<StoredLane>): RedisSnapshot => {
    const partition = find(log, stage === 'release' ? 'ReleaseOpened' : 'ParcelStaged', id).partition;
    const lanes = clean.lanes.map((l) => (l.stage === stage && l.partition === partition ? { ...l, ...by(l) } : l));
    return { ...clean, lanes };
  };
  const entity = (stage: Stage, name: string, bytes: Buffer | null): RedisSnapshot => {
    const entities = new Map([...clean.entities].map(([key, fields]) => [key, new Map(fields)]));
    const field = entities.get(stage)?.get(name) ?? { bytes: Buffer.alloc(0), from: 0, to: 0 };
    if (bytes === null) entities.get(stage)?.delete(name);
    else entities.get(stage)?.set(name, { ...field, bytes });
    return { ...clean, entities };
  };
  const whats = (snapshot: RedisSnapshot): string[] =>
    violationsOf(withRedis(log, snapshot), 8).map(({ what }) => what);

  it('finds nothing when everything is projected', () => {
    const audit = withRedis(log, clean);
    expect(complaints(audit)).toEqual([]);
    expect(audit.findings.of.get(8)?.checked).toBeGreaterThan(20);
  });

  it('names a changed field of a state', () => {
    const entry = folded.entities.release.find(HELD);
    if (!entry) throw new Error('The story has no held parcel');
    const state = { ...entry.state, holdReason: 'OTHER' };
    const audit = withRedis(
      log,
      entity('release', `parcel/${HELD}`, entryBytes(folded.entities.ofStage('release')[0]!, { ...entry, state })),
    );
    expect(violationsOf(audit, 8)).toEqual([
      expect.objectContaining({
        topic: 'release.events',
        entity: HELD,
        what: `release of parcel ${HELD}: its holdReason is "OTHER", the log says "INTELLIGENCE"`,
      }),
    ]);
  });

  it('names an owner that never claimed the lane, or whose claim was over', () => {
    const owned = (owner: string) => whats(lane('release', HELD, ({ fields }) => ({ fields: { ...fields, owner } })));
    expect(owned('999999:0')).toEqual([expect.stringMatching(/: its owner is 999999:0, which never claimed it$/)]);
    const { partition } = find(log, 'ReleaseOpened', HELD);
    const [first = ''] = folded.lanes.of('release', partition).claims;
    const claims = [...folded.lanes.of('release', partition).claims];
    expect(owned(first)).toEqual(
      claims.length === 1 ? [] : [expect.stringMatching(`its owner is ${first}, the claim of which was over`)],
    );
  });

  it('names a forwarded mark that lies behind what never arrived', () => {
    const sent = find(log, 'PlaceReserved');
    const arrival = log.find(
      ({ topic, headers }) =>
        topic === 'loading.transfer' && headers?.get('origin') === `${sent.partition}:${sent.offset}`,
    );
    const audit = withRedis(without(log, arrival!), clean, false);
    expect(violationsOf(audit, 8).map(({ what }) => what)).toContainEqual(
      expect.stringMatching(`, but what ${sent.offset} has to send never arrived$`),
    );
  });

  it('names a dead letter that waits in Redis and was given up in the log', () => {
    const letters = folded.entities.ofStage('release').find(({ fold }) => fold.kind === 'dead-letter');
    const discarded = find(log, 'ParkedRecordDiscarded');
    const entry = letters?.find(discarded.key);
    if (!letters || !entry) throw new Error('The story has no such dead letter');
    const bytes = entryBytes(letters, { ...entry, state: { ...entry.state, status: 'parked' } });
    expect(whats(entity('release', `dead-letter/${discarded.key}`, bytes))).toEqual([
      `release of dead-letter ${discarded.key}: its status is "parked", the log says "discarded"`,
    ]);
  });

  it('names a wrong number or place of events', () => {
    const entry = folded.entities.release.find(HELD);
    if (!entry) throw new Error('The story has no held parcel');
    const offsets = entry.offsets.map((offset) => offset + 1);
    const bytes = entryBytes(folded.entities.ofStage('release')[0]!, {
      ...entry,
      sequence: entry.sequence + 1,
      offsets,
    });
    expect(whats(entity('release', `parcel/${HELD}`, bytes))).toEqual([
      `release of parcel ${HELD}: its number is ${entry.sequence + 1}, the log says ${entry.sequence}`,
      `release of parcel ${HELD}: its events are at ${offsets.join()}, the log says ${entry.offsets.join()}`,
    ]);
  });

  it('names what is missing, what is too much, and what cannot be read', () => {
    expect(whats(entity('loading', `unit/${TRUCK}`, null))).toEqual([`loading of unit ${TRUCK} is not in Redis`]);
    const ghost = entity('loading', 'parcel/CNPOST.GHOST', Buffer.from([1, 0]));
    expect(whats(ghost)).toEqual(['loading of parcel CNPOST.GHOST: Redis holds it, the log does not']);
    const broken = entity('loading', `unit/${TRUCK}`, Buffer.from([1]));
    expect(whats(broken)).toEqual([`loading of unit ${TRUCK}: it cannot be read: it is cut off`]);
    const other = entity('loading', 'wagon/W1', Buffer.from([1, 0]));
    expect(whats(other)).toEqual(['Redis holds wagon/W1, which is no kind of thing']);
    expect(whats({ ...clean, strange: ['field x of y'] })).toEqual([
      'Redis holds field x of y, which the audit does not know',
    ]);
  });

  it('names a queue’s member that is missing, stands at another time, or does not belong there', () => {
    const sets = (members: readonly [string, number][]) =>
      lane('release', HELD, (l) => ({ sets: new Map([...l.sets, ['queue:held', new Map(members)]]) }));
    const since = Number(folded.entities.release.state(HELD).since);
    expect(whats(sets([]))).toEqual([
      expect.stringContaining(`queue:held has ${HELD} at no place, the log says ${since}`),
    ]);
    expect(whats(sets([[HELD, 1]]))).toEqual([
      expect.stringContaining(`queue:held has ${HELD} at 1, the log says ${since}`),
    ]);
    expect(
      whats(
        sets([
          [HELD, since],
          [LATE, 5],
        ]),
      ),
    ).toEqual([expect.stringContaining(`queue:held holds ${LATE}`)]);
    expect(whats(lane('release', HELD, () => ({ queueNames: [] })))).toEqual([
      expect.stringContaining('release.held is not named'),
    ]);
  });

  it('names a number that leads nowhere, or leads to what it does not belong to', () => {
    const declaring = (by: (lane: StoredLane) => Partial<StoredLane>): RedisSnapshot => {
      const { partition } = find(log, 'ParcelDeclared', HELD);
      const lanes = clean.lanes.map((l) =>
        l.stage === 'declaration' && l.partition === partition ? { ...l, ...by(l) } : l,
      );
      return { ...clean, lanes };
    };
    const [name = ''] = clean.lanes.flatMap(({ stage, sets }) =>
      stage !== 'declaration'
        ? []
        : [...sets].flatMap(([set, of]) => (of.has(`P3\0${PLATFORM}\0${HELD}`) ? [set] : [])),
    );
    expect(whats(declaring(({ sets }) => ({ sets: new Map([...sets, [name, new Map()]]) })))).toContainEqual(
      expect.stringContaining(`${name} has P3\0${PLATFORM}\0${HELD} at no place`),
    );
    const strange = new Map([['number:parcel.0', new Map([[`P9\0${PLATFORM}\0${HELD}`, 0]])]]);
    expect(whats(declaring(({ sets }) => ({ sets: new Map([...sets, ...strange]) })))).toEqual([
      expect.stringContaining('which does not belong there'),
    ]);
    const left = new Map([['left:parcel.1', { '': '20000', 'CNPOST.GHOST': '20912:TEMU' }]]);
    expect(whats(declaring(() => ({ left })))).toEqual([
      expect.stringContaining('left:parcel.1 remembers CNPOST.GHOST, of which nothing is left'),
    ]);
  });

  it('names a wrong count', () => {
    expect(whats(lane('loading', LEAVES, () => ({ counts: {} })))).toContainEqual(
      expect.stringMatching(/its count of departed is 0, the log says \d/),
    );
  });

  it('names a lane that says it has read further, or was written by somebody else', () => {
    const wrong = { 'next:release.events': '999', 'origin:9': '1', producerEpoch: '4', forwarded: '99999' };
    expect(whats(lane('loading', LEAVES, ({ fields }) => ({ fields: { ...fields, ...wrong } })))).toEqual([
      expect.stringMatching(/its producerEpoch is 4, the log says 0/),
      expect.stringMatching(/its next:release\.events is 999, the log says \d+/),
      expect.stringMatching(/its origin:9 is not in the log/),
      expect.stringMatching(/its forwarded mark is 99999, the log says/),
    ]);
  });

  it('names a mark behind the end of the log', () => {
    const { partition } = find(log, 'ReleaseOpened', HELD);
    expect(whats(lane('release', HELD, ({ fields }) => ({ fields: { ...fields, mark: '9999' } })))).toEqual([
      `lane ${laneName('release', partition)}, at 9999: the log ends before this mark`,
    ]);
  });

  it('compares what was read at an earlier mark with the log up to there', () => {
    const later = find(log, 'HoldRequested', LATE);
    const before = audited(log.slice(0, log.indexOf(later)), { isDrained: false });
    const old = storedAsFolded(before);
    expect(complaints(withRedis(log, old, false))).toEqual([]);
    const entry = before.entities.release.find(LATE);
    if (!entry) throw new Error('The story has no late hold');
    const ahead = folded.entities.release.find(LATE) ?? entry;
    const bytes = entryBytes(before.entities.ofStage('release')[0]!, ahead);
    const fields = old.entities.get('release');
    const field = fields?.get(`parcel/${LATE}`);
    if (!fields || !field) throw new Error('It is not stored');
    const entities = new Map([
      ...old.entities,
      ['release' as const, new Map([...fields, [`parcel/${LATE}`, { ...field, bytes }]])],
    ]);
    const audit = withRedis(log, { ...old, entities }, false);
    expect(violationsOf(audit, 8)[0]?.what).toBe(
      `release of parcel ${LATE}: its number is ${ahead.sequence}, the log says ${entry.sequence}`,
    );
    // While a change of several parts is written, either may stand.
    const between = new Map([...fields, [`parcel/${LATE}`, { ...field, bytes, to: 9_999 }]]);
    const during = { ...old, entities: new Map([...old.entities, ['release' as const, between]]) };
    expect(complaints(withRedis(log, during, false))).toEqual([]);
  });

  it('says that a lane without a mark is not compared, unless nothing is under way any more', () => {
    const emptied = lane('release', HELD, () => ({ fields: {} }));
    const live = withRedis(log, emptied, false);
    expect(live.findings.of.get(8)?.notes).toEqual(['1 lanes have no mark: they are about to be rebuilt']);
    expect(violationsOf(live, 8)).toEqual([]);
    expect(whats(emptied)).toEqual([expect.stringContaining('1 lanes have no mark')]);
  });
});
