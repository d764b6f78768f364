import type {
  ImageJudged,
  InspectionCommandRefused,
  InspectionState,
  JudgeImage,
  ParcelInspected,
  ParcelScanned,
  ScanParcel,
  ScanReason,
  VerdictProposed,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { UNREADABLE_IMAGES } from '../bench.rules';
import { lacksArrival, lacksPapers } from '../file';
import { awayBy, barredBy, closedBy, refuse } from '../refusals';
import { conclude } from './verdict';

/** Answers the line, always: it lets a parcel go on only if it knows it and nothing speaks against it. */
export function scan({ parcelId, line }: ScanParcel, state: InspectionState): readonly [ParcelScanned] {
  const reason = reasonToDivert(state);
  return [{ type: 'ParcelScanned', parcelId, line, answer: reason === 'NONE' ? 'PASS' : 'DIVERT', reason }];
}

/** What an officer sees: a normal image ends an inspection that asked for nothing else. */
export function judgeImage(
  { parcelId, verdict, remark }: JudgeImage,
  state: InspectionState,
  context: DecisionContext,
): readonly (ImageJudged | ParcelInspected | VerdictProposed | InspectionCommandRefused)[] {
  const reason =
    closedBy(state) ??
    barredBy(state, context.actor) ??
    awayBy(state) ??
    (state.scannedAt === 0 ? ('NOT_SCANNED' as const) : null);
  if (reason !== null) return refuse(parcelId, 'IMAGE', reason);
  const judged: ImageJudged = { type: 'ImageJudged', parcelId, verdict, remark };
  const passes = verdict === 'NORMAL' && state.queue === 'xray' && !state.documentsDue && !lacksPapers(state);
  const isSound = state.sample === null || state.sample.result === 'PASS';
  if (!passes || !isSound) return [judged];
  return [judged, conclude(parcelId, { verdict: 'PASS', detention: null, remark }, state, context)];
}

/** A suspicious image, or too many that nobody can read, let the parcel be opened. */
export function imageJudged(state: InspectionState, { verdict }: ImageJudged): InspectionState {
  if (verdict === 'NORMAL') return { ...state, imageDue: false };
  if (verdict === 'SUSPICIOUS') return { ...state, examinationDue: true };
  const unreadable = state.unreadable + 1;
  return { ...state, unreadable, examinationDue: state.examinationDue || unreadable >= UNREADABLE_IMAGES };
}

function reasonToDivert(state: InspectionState): ScanReason {
  switch (state.status) {
    case 'absent':
      return 'UNKNOWN_PARCEL';
    case 'returned':
      return 'RETURNED';
    case 'detained':
      return 'DETAINED';
    case 'abandoned':
      return 'ABANDONED';
    default:
      return state.held ? 'HELD' : reasonInQueue(state);
  }
}

function reasonInQueue(state: InspectionState): ScanReason {
  switch (state.queue) {
    case 'examination':
      return 'EXAMINATION';
    case 'laboratory':
      return 'LABORATORY';
    case 'quarantine':
      return 'QUARANTINE';
    case 'amendment':
      return 'AMENDMENT';
    case 'confirmation':
      return 'CONFIRMATION';
    default:
      return state.queue === 'arrival' || (state.queue !== 'none' && lacksArrival(state)) ? 'NOT_ARRIVED' : 'NONE';
  }
}
