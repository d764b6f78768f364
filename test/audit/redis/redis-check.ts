import type { Lane, Lanes } from '../checks/lanes';
import type { Findings } from '../findings';
import type { Entities, EntityFold, Entry } from '../fold/entities';
import type { State } from '../fold/fold';
import type { AvroValue } from '../log/avro';
import { isRecord, type AuditRecord } from '../log/record';
import type { Schemas } from '../log/schemas';
import { eventsOf, type Stage } from '../log/topics';
import { FormatError } from '../wire/bytes';
import { compareLane } from './compare-lane';
import { storedEntry } from './entry';
import { laneName, type RedisSnapshot, type StoredField, type StoredLane } from './snapshot';

/** What the log says, as far as it has been folded. */
export interface Folded {
  readonly lanes: Lanes;
  readonly entities: Entities;
  readonly ledger: { endOf(topic: string, partition: number): number };
  readonly transfers: { firstOwed(stage: Stage, partition: number): number };
}

/**
 * Invariant 8: Redis equals the fold of the log. The snapshot is older than the end of the log, so that each part of it is
 * compared while the fold passes the mark under which it was read; on a centre that goes on working no two parts have the same.
 */
export class RedisCheck {
  private readonly open = new Map<string, StoredLane>();
  private readonly fields: ReadonlyMap<Stage, Map<string, StoredField>>;
  private readonly unprojected: string[] = [];

  constructor(
    private readonly snapshot: RedisSnapshot,
    private readonly schemas: Schemas,
    private readonly findings: Findings,
  ) {
    for (const lane of snapshot.lanes) this.open.set(laneName(lane.stage, lane.partition), lane);
    this.fields = new Map([...snapshot.entities].map(([stage, fields]) => [stage, new Map(fields)]));
  }

  /** Called for every record of a stage's output before anything is made of it. */
  before(stage: Stage, record: AuditRecord, folded: Folded): void {
    const lane = this.open.get(laneName(stage, record.partition));
    if (lane && record.offset >= Number(lane.fields['mark'] ?? 0)) this.lane(lane, folded);
    if (!record.meta) return;
    for (const entities of folded.entities.ofStage(stage)) {
      if (record.type === null || !(record.type in entities.fold.events)) continue;
      const name = `${entities.fold.kind}/${record.key}`;
      const field = this.fields.get(stage)?.get(name);
      if (!field || record.offset < field.from) continue;
      const entry = entities.of(record.partition).get(record.key);
      if (record.offset < field.to && this.sequenceOf(field) !== entry?.sequence) continue;
      this.entity(entities, record.key, field, entry);
    }
  }

  /** Compares what the fold has not passed: the log ends at these marks. */
  finish(folded: Folded, isDrained: boolean): void {
    for (const lane of [...this.open.values()]) this.lane(lane, folded);
    for (const lane of this.snapshot.lanes) this.ownership(lane, folded);
    for (const entities of folded.entities.all) {
      const { stage, kind } = entities.fold;
      for (const [name, field] of this.fields.get(stage) ?? []) {
        if (!name.startsWith(`${kind}/`)) continue;
        const id = name.slice(kind.length + 1);
        this.entity(entities, id, field, entities.find(id));
      }
      this.missing(entities);
    }
    for (const fields of this.fields.values()) {
      for (const name of fields.keys()) this.findings.violation(8, `Redis holds ${name}, which is no kind of thing`);
    }
    for (const what of this.snapshot.strange)
      this.findings.violation(8, `Redis holds ${what}, which the audit does not know`);
    if (this.unprojected.length === 0) return;
    const text = `${this.unprojected.length} lanes have no mark: they are about to be rebuilt`;
    if (isDrained) this.findings.violation(8, `${text} (${this.unprojected.join(', ')})`);
    else this.findings.note(8, text);
  }

  private lane(stored: StoredLane, { lanes, entities, ledger }: Folded): void {
    const { stage, partition, fields } = stored;
    const name = laneName(stage, partition);
    this.open.delete(name);
    const mark = fields['mark'];
    if (mark === undefined) {
      if (ledger.endOf(eventsOf(stage), partition) > 0) this.unprojected.push(name);
      return;
    }
    const lane: Lane = lanes.of(stage, partition);
    const say = (what: string): void =>
      this.findings.violation(8, `lane ${name}, at ${mark}: ${what}`, { topic: eventsOf(stage), partition });
    if (Number(mark) > ledger.endOf(eventsOf(stage), partition)) return say('the log ends before this mark');
    if (fields['part'] !== undefined) {
      this.findings.note(8, `lane ${name} is in the middle of a change: its counts and sets were not compared`);
      return;
    }
    this.findings.checked(8, compareLane(stored, lane, entities.ofStage(stage), say));
  }

  /**
   * What the log proves about a lane's owner and forwarded mark: a claim stands in the log before its owner takes the lane in
   * Redis, and a transfer before the mark moves over it. Both may be newer than what the lane's mark stands for.
   */
  private ownership({ stage, partition, fields }: StoredLane, { lanes, transfers }: Folded): void {
    if (fields['mark'] === undefined) return;
    const where = { topic: eventsOf(stage), partition };
    const say = (what: string): void =>
      this.findings.violation(8, `lane ${laneName(stage, partition)}, at ${fields['mark']}: ${what}`, where);
    this.findings.checked(8, 2);
    const claims = [...lanes.of(stage, partition).claims];
    const owner = fields['owner'] ?? 'nobody';
    const claim = claims.indexOf(owner);
    const inForce = claims.indexOf(`${fields['producerId']}:${fields['producerEpoch']}`);
    if (claim < 0) say(`its owner is ${owner}, which never claimed it`);
    else if (claim < inForce) say(`its owner is ${owner}, the claim of which was over`);
    const forwarded = Number(fields['forwarded'] ?? 0);
    const owed = transfers.firstOwed(stage, partition);
    if (owed < forwarded) say(`its forwarded mark is ${forwarded}, but what ${owed} has to send never arrived`);
  }

  private entity(entities: EntityFold<State>, id: string, field: StoredField, entry: Entry | undefined): void {
    const { stage, kind, stateName } = entities.fold;
    this.fields.get(stage)?.delete(`${kind}/${id}`);
    this.findings.checked(8);
    const topic = eventsOf(stage);
    const say = (what: string): void =>
      this.findings.violation(8, `${stage} of ${kind} ${id}: ${what}`, {
        topic,
        offset: entry?.offsets.at(-1) ?? null,
        entity: id,
      });
    if (!entry || entry.isOver) return say('Redis holds it, the log does not');
    try {
      const { sequence, offsets, state } = storedEntry(field.bytes);
      if (sequence !== entry.sequence) say(`its number is ${sequence}, the log says ${entry.sequence}`);
      if (offsets.join() !== entry.offsets.join())
        say(`its events are at ${offsets.join()}, the log says ${entry.offsets.join()}`);
      const { contract, fields } = this.schemas.decode(state);
      if (contract.fullName !== stateName) return say(`its state is a ${contract.name}`);
      for (const [name, value] of Object.entries(fields)) {
        const said = entry.state[name];
        if (!isSame(value, said)) say(`its ${name} is ${JSON.stringify(value)}, the log says ${JSON.stringify(said)}`);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      say(`it cannot be read: ${error.message}`);
    }
  }

  /** What the log knew when the snapshot began has to be in it. */
  private missing(entities: EntityFold<State>): void {
    const { stage, kind } = entities.fold;
    for (const [partition, id, entry] of entities.entries()) {
      const mark = this.snapshot.marksBefore.get(laneName(stage, partition)) ?? 0;
      if (entry.isOver || entry.first >= mark || this.snapshot.entities.get(stage)?.has(`${kind}/${id}`)) continue;
      const where = { topic: eventsOf(stage), partition, offset: entry.first, entity: id };
      this.findings.violation(8, `${stage} of ${kind} ${id} is not in Redis`, where);
    }
  }

  private sequenceOf(field: StoredField): number {
    try {
      return storedEntry(field.bytes).sequence;
    } catch {
      return -1;
    }
  }
}

function isSame(a: AvroValue, b: AvroValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [a as readonly AvroValue[], b as readonly AvroValue[]];
    return left.length === right.length && left.every((item, i) => isSame(item, right[i]));
  }
  if (isRecord(a) && isRecord(b)) return Object.keys(a).every((name) => isSame(a[name] ?? null, b[name]));
  return a === b;
}
