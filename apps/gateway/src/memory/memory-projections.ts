import { DeclarationState, type Codec, type StageName } from '@alataw/contracts';
import type { Projections, StageEntry } from '../parcels/projections';

/** Projections that say what a spec tells them. */
export class MemoryProjections implements Projections {
  readonly known = new Map<string, Partial<Record<StageName, StageEntry>>>();
  rowsBySet: Record<string, { id: string; since: number }[]> = {};
  failure: Error | undefined;

  constructor(private readonly codec: Codec) {}

  /** Makes a parcel known as one that a platform declared. */
  declared(parcelId: string, state: DeclarationState, eventOffsets: readonly number[] = []): void {
    const decoded = this.codec.decode(Buffer.from(this.codec.encode(DeclarationState, state)));
    this.known.set(parcelId, { declaration: { sequence: eventOffsets.length || 1, eventOffsets, state: decoded } });
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

  counts(): ReturnType<Projections['counts']> {
    return Promise.resolve({
      declaration: { accepted: 3, rejected: 1, parked: 1, retried: 2 },
      inspection: {},
      release: { detained: 1 },
      loading: {},
    });
  }

  marks(): ReturnType<Projections['marks']> {
    return Promise.resolve({ declaration: [0, 0, 0], inspection: [0, 0, 0], release: [0, 0, 0], loading: [0, 0, 0] });
  }
}
