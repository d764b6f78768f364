import {
  DeclarationConflicted,
  DeclarationFiled,
  DeclarationRejected,
  DeclarationRepeated,
  isOf,
  ParcelDeclared,
  RecordParked,
  type Codec,
  type DeclarationFault,
} from '@alataw/contracts';
import { lineOf } from './batch-id';
import type { Provisional } from './decided-lines';

/** What became of one line. */
export interface LineDecision {
  readonly line: number;
  readonly status: 'accepted' | 'filed' | 'rejected';
  readonly parcelId: string;
  /** Why: faults of the declaration, or the code of a conflict. */
  readonly faults: readonly DeclarationFault[];
  readonly conflict?: string;
  readonly repeated: boolean;
  /** Put aside by the stage, or waiting for its documents: another decision may follow, further on in the same lane. */
  readonly provisional: Provisional | null;
  /** When it was decided, epoch ms UTC. */
  readonly at: number;
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
    if (isOf(DeclarationFiled, decoded)) return this.decision(decoded.value, 'filed', { provisional: 'filed' });
    if (isOf(DeclarationRejected, decoded))
      return this.decision(decoded.value, 'rejected', { faults: decoded.value.faults });
    if (isOf(DeclarationConflicted, decoded)) {
      return this.decision(decoded.value, 'rejected', { conflict: decoded.value.reason });
    }
    if (isOf(DeclarationRepeated, decoded)) {
      const { decision, faults } = decoded.value;
      if (decision === 'PENDING')
        return this.decision(decoded.value, 'filed', { repeated: true, provisional: 'filed' });
      return this.decision(decoded.value, decision === 'ACCEPTED' ? 'accepted' : 'rejected', {
        faults,
        repeated: true,
      });
    }
    if (isOf(RecordParked, decoded))
      return this.decision({ parcelId: '', ...decoded.value }, 'rejected', {
        ...{ conflict: 'PARKED', provisional: 'parked' },
      });
    return undefined;
  }

  private decision(
    event: { readonly parcelId: string },
    status: LineDecision['status'],
    why: Partial<Pick<LineDecision, 'faults' | 'conflict' | 'repeated' | 'provisional'>>,
  ): LineDecision | undefined {
    const { correlationId, recordedAt } = metaIn(event);
    const line = lineOf(this.batchId, correlationId);
    if (line === undefined) return undefined;
    return {
      line,
      status,
      parcelId: event.parcelId,
      faults: [],
      repeated: false,
      provisional: null,
      at: recordedAt,
      ...why,
    };
  }
}

function metaIn(event: object): { readonly correlationId: string; readonly recordedAt: number } {
  const meta: unknown = 'meta' in event ? event.meta : undefined;
  const { correlationId, recordedAt } = { ...(typeof meta === 'object' ? meta : {}) } as Readonly<
    Record<string, unknown>
  >;
  return {
    correlationId: typeof correlationId === 'string' ? correlationId : '',
    recordedAt: typeof recordedAt === 'number' ? recordedAt : 0,
  };
}
