import type {
  InspectionCommandRefused,
  InspectionState,
  JudgePaper,
  PaperJudged,
  PapersRequested,
  PaperStatus,
  PaperUploaded,
  RequestPapers,
  UploadPaper,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { MAX_PAPERS } from '../bench.rules';
import { barredBy, closedBy, refuse } from '../refusals';

/** An officer asks the platform for papers; they are numbered on from those asked for before. */
export function requestPapers(
  { parcelId, kinds, due, remark }: RequestPapers,
  state: InspectionState,
  { at, actor }: DecisionContext,
): readonly (PapersRequested | InspectionCommandRefused)[] {
  const barred = closedBy(state) ?? barredBy(state, actor);
  if (barred) return refuse(parcelId, 'REQUEST_PAPERS', barred);
  if (due <= at) return refuse(parcelId, 'REQUEST_PAPERS', 'DEADLINE_PASSED');
  const before = state.papers.length;
  if (before + kinds.length > MAX_PAPERS) return refuse(parcelId, 'REQUEST_PAPERS', 'TOO_MANY_PAPERS');
  const papers = kinds.map((kind, n) => ({ no: before + n + 1, kind, status: 'REQUESTED' as const }));
  return [{ type: 'PapersRequested', parcelId, papers, due, remark }];
}

/** A platform brings a paper; one of another platform is told no more than that there is no such parcel. */
export function uploadPaper(
  command: UploadPaper,
  state: InspectionState,
): readonly (PaperUploaded | InspectionCommandRefused)[] {
  const { parcelId, no, name, mediaType, sizeBytes, sha256 } = command;
  const closed = closedBy(state);
  if (state.platform !== command.platform || closed === 'UNKNOWN_PARCEL')
    return refuse(parcelId, 'UPLOAD_PAPER', 'UNKNOWN_PARCEL');
  if (closed) return refuse(parcelId, 'UPLOAD_PAPER', closed);
  const status = statusOf(state, no);
  if (status === null) return refuse(parcelId, 'UPLOAD_PAPER', 'UNKNOWN_PAPER');
  if (status === 'ACCEPTED') return refuse(parcelId, 'UPLOAD_PAPER', 'PAPER_ACCEPTED');
  return [{ type: 'PaperUploaded', parcelId, no, name, mediaType, sizeBytes, sha256 }];
}

/** An officer accepts a paper, or refuses it: then it is asked for again. */
export function judgePaper(
  { parcelId, no, verdict, remark }: JudgePaper,
  state: InspectionState,
  { actor }: DecisionContext,
): readonly (PaperJudged | InspectionCommandRefused)[] {
  const barred = closedBy(state) ?? barredBy(state, actor);
  if (barred) return refuse(parcelId, 'JUDGE_PAPER', barred);
  const status = statusOf(state, no);
  if (status === null) return refuse(parcelId, 'JUDGE_PAPER', 'UNKNOWN_PAPER');
  if (status !== 'UPLOADED') return refuse(parcelId, 'JUDGE_PAPER', 'PAPER_NOT_UPLOADED');
  return [{ type: 'PaperJudged', parcelId, no, verdict, remark }];
}

export function papersRequested(state: InspectionState, { papers, due }: PapersRequested): InspectionState {
  return { ...state, documentsDue: true, papers: [...state.papers, ...papers], papersDue: due };
}

export function paperUploaded(state: InspectionState, { no }: PaperUploaded): InspectionState {
  return withStatus(state, no, 'UPLOADED');
}

export function paperJudged(state: InspectionState, { no, verdict }: PaperJudged): InspectionState {
  return withStatus(state, no, verdict === 'ACCEPT' ? 'ACCEPTED' : 'REFUSED');
}

const statusOf = ({ papers }: InspectionState, no: number): PaperStatus | null =>
  papers.find((paper) => paper.no === no)?.status ?? null;

function withStatus(state: InspectionState, no: number, status: PaperStatus): InspectionState {
  return { ...state, papers: state.papers.map((paper) => (paper.no === no ? { ...paper, status } : paper)) };
}
