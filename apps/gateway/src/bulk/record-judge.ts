import type { DeclareParcel } from '@alataw/contracts';
import { EncodeError, type LineFault } from '@alataw/contracts';
import type { SourceFault, SourceRecord } from '@alataw/formats';
import type { Validation } from '@alataw/http';
import type { DeclarationBody } from '../api/bodies';
import { declareParcel } from '../declarations/declare';

/** Faults told of one record: enough to mend it, few enough that a bad file stays small. */
const MAX_FAULTS_PER_RECORD = 5;
/** What the record of a fault allows. */
const MAX_DETAIL = 500;
const MAX_POINTER = 200;
const MAX_ELEMENT = 100;

/** A record is a command or it is refused. */
export type Judgement = { readonly command: DeclareParcel } | { readonly faults: readonly LineFault[] };

/** Makes records commands of one platform. */
export class RecordJudge {
  constructor(
    private readonly validate: (value: unknown) => Validation<DeclarationBody>,
    private readonly platform: string,
  ) {}

  judge(record: SourceRecord): Judgement {
    const { reading } = record;
    if (!reading.ok) return refused(record, reading.faults);
    const validation = this.validate(reading.value);
    if (!validation.ok) return refused(record, validation.faults);
    return { command: declareParcel(validation.value, this.platform) };
  }

  /** The faults of a command that cannot be written, e.g. because it is too large for a record of the log. */
  unwritable(record: SourceRecord, error: unknown): readonly LineFault[] {
    if (!(error instanceof EncodeError)) throw error;
    const detail = 'Send a smaller declaration: it does not fit a record.';
    return [lineFault(record, { pointer: '', code: 'DECLARATION_TOO_LARGE', detail })];
  }
}

function refused(record: SourceRecord, faults: readonly SourceFault[]): Judgement {
  return { faults: faults.slice(0, MAX_FAULTS_PER_RECORD).map((fault) => lineFault(record, fault)) };
}

/** A fault with the place that its source gives it, or else with that of what it points to. */
function lineFault(
  record: SourceRecord,
  { pointer, code, detail, place = record.placeOf(pointer) }: SourceFault,
): LineFault {
  return {
    line: record.number,
    pointer: pointer.slice(0, MAX_POINTER),
    code,
    detail: detail.slice(0, MAX_DETAIL),
    parcelId: null,
    sourceLine: place?.sourceLine ?? null,
    column: place?.column ?? null,
    element: place?.element?.slice(0, MAX_ELEMENT) ?? null,
  };
}
