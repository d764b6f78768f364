import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { placeText, type AuditRecord } from '../log/record';
import { eventsOf, type Stage } from '../log/topics';
import type { Lanes } from './lanes';

/** Where a parcel stands in the balance, `retired` once it is forgotten; queues by their names, what lies between two stages as `on the way`. */
type Account =
  'rejected' | 'cancelled' | 'returned' | 'detained' | 'departed' | 'retired' | 'in a queue' | 'on the way';

export type Balance = Record<'declared' | Account, number>;

/** An event that other stages have to take in. */
interface Move {
  readonly from: Stage;
  readonly to: readonly Stage[];
}

/**
 * The events of each stage that another stage has to take in before the parcel stands in one place again. What passes between
 * a parcel and a truck is none: the parcel stays where it is until its own lane says otherwise.
 */
const MOVES: Readonly<Record<string, Move>> = {
  ParcelDeclared: { from: 'declaration', to: ['inspection', 'release'] },
  ParcelInspected: { from: 'inspection', to: ['release'] },
  ParcelReleased: { from: 'release', to: ['loading'] },
  HoldRequested: { from: 'release', to: ['loading'] },
  HoldLifted: { from: 'release', to: ['loading'] },
  ParcelReturned: { from: 'release', to: ['inspection', 'loading'] },
  ParcelCancelled: { from: 'release', to: ['inspection'] },
  ParcelDetained: { from: 'release', to: ['inspection', 'loading'] },
  ParcelRetired: { from: 'release', to: ['declaration', 'inspection', 'loading'] },
  AmendmentGranted: { from: 'release', to: ['declaration'] },
  LoadingHoldConfirmed: { from: 'loading', to: ['release'] },
  LoadingHoldTooLate: { from: 'loading', to: ['release'] },
};

const fresh = (): Balance => ({
  declared: 0,
  rejected: 0,
  cancelled: 0,
  returned: 0,
  detained: 0,
  departed: 0,
  retired: 0,
  'in a queue': 0,
  'on the way': 0,
});

/** Accepted, or filed and waiting for its documents. */
const isDeclared = (status: string | undefined): boolean => status === 'accepted' || status === 'filed';

const where = (places: readonly string[]): string => (places.length === 0 ? 'nowhere' : `in ${places.join(' and ')}`);

/**
 * Invariant 7: every declared parcel stands in exactly one place, per platform and in all, at every instant: after each
 * decision in the order in which the log is read, in which causes come first.
 */
export class Balances {
  readonly total = fresh();
  readonly byPlatform = new Map<string, Balance>();
  readonly queues = new Map<string, number>();
  /** Per parcel and receiving stage, the offset of the last event that the stage must take in: `<offset>` by topic. */
  private readonly moves = new Map<string, Map<string, number>>();
  /** The decision that is being read, and its last event per parcel. */
  private decision = '';
  private readonly moved = new Map<string, AuditRecord>();
  /** Parcels that have been complained about. */
  private readonly misplaced = new Set<string>();

  constructor(
    private readonly entities: Entities,
    private readonly lanes: Lanes,
    private readonly findings: Findings,
  ) {}

  /** Called before anything is made of a record of a stage's output: judges the decision before it, if that is over. */
  before({ topic, partition, meta }: AuditRecord): void {
    const decision = meta ? `${topic}/${partition}<${placeText(meta.cause)}` : '';
    if (decision !== this.decision) this.settle();
    this.decision = decision;
  }

  /** Every parcel that the last decision was about stands in one place again, or is on its way. */
  private settle(): void {
    for (const record of this.moved.values()) {
      const { key: id, partition } = record;
      if (!isDeclared(this.entities.declaration.of(partition).get(id)?.state.status)) continue;
      this.findings.checked(7);
      const places = this.placesOf(id, partition);
      if (places.length === 1 || this.isOnTheWay(id, partition) || this.misplaced.has(id)) continue;
      this.misplaced.add(id);
      this.findings.record(7, record, `with this, ${id} stands ${where(places)}`);
    }
    this.moved.clear();
  }

  /** Notes the events that move parcels from stage to stage. */
  event(record: AuditRecord): void {
    this.moved.set(record.key, record);
    const move = record.type === null ? undefined : MOVES[record.type];
    if (!move) return;
    for (const to of move.to) {
      const way = `${move.from}>${to}`;
      const last = this.moves.get(way) ?? new Map<string, number>();
      this.moves.set(way, last);
      last.set(record.key, record.offset);
    }
  }

  /** Draws the balance at the end of the vector. */
  finish(isDrained: boolean, partitions: number): void {
    this.settle();
    for (let partition = 0; partition < partitions; partition++) {
      for (const [id, { state }] of this.entities.declaration.of(partition)) {
        if (state.status === 'absent') continue;
        this.findings.checked(7);
        this.enter(state.platform, this.account(id, partition, state.status, isDrained));
      }
    }
    this.nobodyElse(partitions);
  }

  /** A parcel that a later stage knows has been declared. */
  private nobodyElse(partitions: number): void {
    const { declaration, inspection, release, parcels } = this.entities;
    for (let partition = 0; partition < partitions; partition++) {
      const declared = declaration.of(partition);
      for (const later of [inspection, release, parcels]) {
        for (const [id, { state }] of later.of(partition)) {
          const status = declared.get(id)?.state.status;
          // What still waits for something is forgotten later than its declaration.
          if (state.status !== 'absent' && status !== 'accepted' && status !== 'retired') {
            this.findings.violation(7, `${id} is ${state.status} in ${later.fold.stage}, but not accepted`, {
              entity: id,
            });
          }
        }
      }
    }
  }

  private account(id: string, partition: number, declared: string, isDrained: boolean): Account {
    if (declared === 'rejected' || declared === 'retired') return declared;
    const places = this.placesOf(id, partition);
    const onTheWay = this.isOnTheWay(id, partition);
    if (places.length !== 1 && (isDrained || !onTheWay) && !this.misplaced.has(id)) {
      this.findings.violation(7, `${id} stands ${where(places)}`, {
        topic: eventsOf('declaration'),
        partition,
        entity: id,
      });
    }
    // Of several the one furthest on: the others are about to be left.
    const place = places.at(-1);
    if (place === undefined) return 'on the way';
    if (!place.includes('.')) return place as Account;
    this.queues.set(place, (this.queues.get(place) ?? 0) + 1);
    return 'in a queue';
  }

  /** Every queue and every end that has the parcel, in the order of the stages. */
  private placesOf(id: string, partition: number): string[] {
    const { declaration, inspection, release, parcels } = this.entities;
    const places: string[] = [];
    for (const entities of [declaration, inspection, parcels, release]) {
      const state = entities.of(partition).get(id)?.state;
      if (!state) continue;
      const sets = (entities.fold.memberships as (s: typeof state) => readonly { set: string }[])(state);
      for (const { set } of sets) {
        if (set.startsWith('queue:')) places.push(`${entities.fold.stage}.${set.slice('queue:'.length)}`);
      }
    }
    const ended = release.of(partition).get(id)?.state.status ?? 'absent';
    if (ended === 'cancelled' || ended === 'returned' || ended === 'detained') places.push(ended);
    if (parcels.of(partition).get(id)?.state.status === 'departed') places.push('departed');
    return places;
  }

  /** Whether a stage has not read yet what was said to it about this parcel. */
  private isOnTheWay(id: string, partition: number): boolean {
    for (const [way, last] of this.moves) {
      const [from, to] = way.split('>') as [Stage, Stage];
      const next = this.lanes.of(to, partition).progress.next.get(eventsOf(from)) ?? 0;
      if ((last.get(id) ?? -1) >= next) return true;
    }
    return false;
  }

  private enter(platform: string, account: Account): void {
    const own = this.byPlatform.get(platform) ?? fresh();
    this.byPlatform.set(platform, own);
    for (const balance of [this.total, own]) {
      balance.declared++;
      balance[account]++;
    }
  }
}
