import {
  DeclarationConflicted,
  DeclarationRejected,
  DeclarationRepeated,
  isOf,
  ParcelDeclared,
  RecordParked,
  type Codec,
  type DeclarationFault,
} from '@alataw/contracts';
import { lineOf } from './batch-id';

/** What became of one line. */
export interface LineDecision {
  readonly line: number;
  readonly status: 'accepted' | 'rejected';
  readonly parcelId: string;
  /** Why: faults of the declaration, or the code of a conflict. */
  readonly faults: readonly DeclarationFault[];
  readonly conflict?: string;
  readonly repeated: boolean;
}

/** Finds the decisions of one batch among the records of the declaration stage. */
export class DecisionReader {
  private readonly mark: Buffer;

  constructor(
    private readonly codec: Codec,
    private readonly batchId: string,
  ) {
    this.mark = Buffer.from(`${batchId}:`);
  }

  /** @returns undefined for a record that has nothing to do with the batch */
  read(value: Buffer | null): LineDecision | undefined {
    // The records of other batches are told apart by their bytes: decoding all of them would be a hundred times slower.
    if (value === null || !value.includes(this.mark)) return undefined;
    const decoded = this.codec.decode(value);
    if (isOf(ParcelDeclared, decoded)) return this.decision(decoded.value, 'accepted', {});
    if (isOf(DeclarationRejected, decoded))
      return this.decision(decoded.value, 'rejected', { faults: decoded.value.faults });
    if (isOf(DeclarationConflicted, decoded)) {
      return this.decision(decoded.value, 'rejected', { conflict: decoded.value.reason });
    }
    if (isOf(DeclarationRepeated, decoded)) {
      const { decision, faults } = decoded.value;
      return this.decision(decoded.value, decision === 'ACCEPTED' ? 'accepted' : 'rejected', {
        faults,
        repeated: true,
      });
    }
    if (isOf(RecordParked, decoded))
      return this.decision({ parcelId: '', ...decoded.value }, 'rejected', { conflict: 'PARKED' });
    return undefined;
  }

  private decision(
    event: { readonly parcelId: string },
    status: LineDecision['status'],
    why: { readonly faults?: readonly DeclarationFault[]; readonly conflict?: string; readonly repeated?: boolean },
  ): LineDecision | undefined {
    const line = lineOf(this.batchId, correlationIdOf(event));
    if (line === undefined) return undefined;
    return { line, status, parcelId: event.parcelId, faults: [], repeated: false, ...why };
  }
}

function correlationIdOf(event: object): string {
  const meta: unknown = 'meta' in event ? event.meta : undefined;
  return typeof meta === 'object' && meta !== null && 'correlationId' in meta ? String(meta.correlationId) : '';
}
