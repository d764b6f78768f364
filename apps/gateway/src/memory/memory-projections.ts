import { DeclarationState, DocumentState, stages, type Codec, type StageName } from '@alataw/contracts';
import type { Projections, StageEntry } from '../parcels/projections';

/** Projections that say what a spec tells them. */
export class MemoryProjections implements Projections {
  readonly known = new Map<string, Partial<Record<StageName, StageEntry>>>();
  rowsBySet: Record<string, { id: string; since: number }[]> = {};
  /** What is found by its number: in which order it is told does not matter. */
  readonly numbered: { kind: string; number: string; owner: string; id: string }[] = [];
  /** Parcels that were forgotten: whose, and the day until which their number is taken. */
  readonly retired = new Map<string, { owner: string; untilDay: number }>();
  failure: Error | undefined;
  /** How far the views have come, when that is not as far as the log. */
  stuckAt: number | undefined;

  private marksAsked = 0;

  /** @param ends of a stage's output, per partition */
  constructor(
    private readonly codec: Codec,
    private readonly ends: (stage: StageName) => Promise<number[]>,
  ) {}

  /** Makes a parcel known as one that a platform declared. */
  declared(parcelId: string, state: DeclarationState, eventOffsets: readonly number[] = []): void {
    const decoded = this.codec.decode(Buffer.from(this.codec.encode(DeclarationState, state)));
    this.known.set(parcelId, { declaration: { sequence: eventOffsets.length || 1, eventOffsets, state: decoded } });
  }

  /** Makes a document known that the declaration stage has heard of. */
  document(documentId: string, state: DocumentState): void {
    const decoded = this.codec.decode(Buffer.from(this.codec.encode(DocumentState, state)));
    this.known.set(documentId, { declaration: { sequence: 1, eventOffsets: [], state: decoded } });
  }

  entities(_kind: string, ids: readonly string[]): Promise<Partial<Record<StageName, StageEntry>>[]> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return Promise.resolve(ids.map((id) => this.known.get(id) ?? {}));
  }

  queues(): ReturnType<Projections['queues']> {
    return Promise.resolve([
      { queue: 'inspection.documents', count: 2, oldestSince: 1 },
      { queue: 'declaration.dead-letters', count: 1, oldestSince: 1 },
    ]);
  }

  queue(): ReturnType<Projections['queue']> {
    return Promise.resolve({ count: 2, oldestSince: 1 });
  }

  rows(set: string, { after, limit }: Parameters<Projections['rows']>[1]): ReturnType<Projections['rows']> {
    const rows = this.rowsBySet[set] ?? [];
    const from = after === undefined ? 0 : rows.findIndex(({ id }) => id === after.id) + 1;
    return Promise.resolve(rows.slice(from, from + limit));
  }

  found(...[, kind, by]: Parameters<Projections['found']>): Promise<string[]> {
    const own = this.numbered.filter(
      (each) => each.kind === kind && each.number === by.number && (by.owner === undefined || by.owner === each.owner),
    );
    return Promise.resolve(own.map(({ id }) => id).slice(0, by.limit));
  }

  left(...[, , id]: Parameters<Projections['left']>): ReturnType<Projections['left']> {
    return Promise.resolve(this.retired.get(id) ?? null);
  }

  counts(): ReturnType<Projections['counts']> {
    return Promise.resolve({
      declaration: { accepted: 3, rejected: 1, parked: 1, retried: 2 },
      inspection: {},
      release: { detained: 1 },
      loading: {},
      gate: {},
      customs: {},
      carriers: {},
    });
  }

  /** Resolves when the marks have been asked for so often. */
  async asked(times: number): Promise<void> {
    while (this.marksAsked < times) await new Promise((resolve) => setImmediate(resolve));
  }

  async marks(): ReturnType<Projections['marks']> {
    this.marksAsked++;
    const of = async (stage: StageName): Promise<number[]> =>
      (await this.ends(stage)).map((end) => Math.min(end, this.stuckAt ?? end));
    const marks = await Promise.all(stages.map(async (stage) => [stage, await of(stage)] as const));
    return Object.fromEntries(marks) as Record<StageName, number[]>;
  }
}
