import type { DeclareParcel } from '@alataw/contracts';
import { EncodeError, type LineFault } from '@alataw/contracts';
import { readJson, type Fault, type Line, type Validation } from '@alataw/http';
import type { DeclarationBody } from '../api/bodies';
import { declareParcel } from '../declarations/declare';

/** Faults told of one line: enough to mend it, few enough that a bad file stays small. */
const MAX_FAULTS_PER_LINE = 5;
/** What the record of a fault allows. */
const MAX_DETAIL = 500;
const MAX_POINTER = 200;

/** A line is a command or it is refused. */
export type Judgement = { readonly command: DeclareParcel } | { readonly faults: readonly LineFault[] };

/** Reads lines into commands of one platform. */
export class LineJudge {
  constructor(
    private readonly validate: (value: unknown) => Validation<DeclarationBody>,
    private readonly platform: string,
    private readonly maxLineBytes: number,
  ) {}

  judge(line: Line): Judgement {
    if ('tooLong' in line) {
      const detail = `Send at most ${this.maxLineBytes} bytes per line, and end each line with a newline.`;
      return this.refused(line.number, [{ pointer: '', code: 'LINE_TOO_LONG', detail }]);
    }
    const reading = readJson(line.bytes);
    if (!reading.ok) return this.refused(line.number, [reading.fault]);
    const validation = this.validate(reading.value);
    if (!validation.ok) return this.refused(line.number, validation.faults);
    return { command: declareParcel(validation.value, this.platform) };
  }

  /** The faults of a command that cannot be written, e.g. because it is too large for a record. */
  unwritable(line: number, error: unknown): readonly LineFault[] {
    if (!(error instanceof EncodeError)) throw error;
    return [
      this.fault(line, {
        pointer: '',
        code: 'DECLARATION_TOO_LARGE',
        detail: 'Send a smaller declaration: it does not fit a record.',
      }),
    ];
  }

  private refused(line: number, faults: readonly Fault[]): Judgement {
    return { faults: faults.slice(0, MAX_FAULTS_PER_LINE).map((fault) => this.fault(line, fault)) };
  }

  private fault(line: number, { pointer, code, detail }: Fault): LineFault {
    return {
      line,
      pointer: pointer.slice(0, MAX_POINTER),
      code,
      detail: detail.slice(0, MAX_DETAIL),
      parcelId: null,
      sourceLine: null,
      column: null,
      element: null,
    };
  }
}
