import type {
  JudgePaper,
  PaperJudged,
  PapersRequested,
  PaperUploaded,
  RequestedPaper,
  RequestPapers,
  UploadPaper,
} from '@alataw/contracts';
import { at } from '@alataw/stage';
import {
  by,
  given,
  green,
  HOUR,
  inspected,
  opened,
  parcelId,
  red,
  refused,
  TODAY,
  verdict,
  yellow,
} from '../inspection.fixture';

const due = TODAY + HOUR;
const request = (kinds: RequestPapers['kinds'] = ['LICENCE', 'INVOICE']): RequestPapers => ({
  type: 'RequestPapers',
  parcelId,
  kinds,
  due,
  remark: null,
});
const paper = (no: number, kind: RequestedPaper['kind']): RequestedPaper => ({ no, kind, status: 'REQUESTED' });
const requested: PapersRequested = {
  type: 'PapersRequested',
  parcelId,
  papers: [paper(1, 'LICENCE'), paper(2, 'INVOICE')],
  due,
  remark: null,
};
const file = { name: 'licence.pdf', mediaType: 'application/pdf', sizeBytes: 9, sha256: 'a'.repeat(64) };
const upload = (no: number, platform = 'TEMU'): UploadPaper => ({
  type: 'UploadPaper',
  parcelId,
  platform,
  no,
  ...file,
});
const uploaded = (no: number): PaperUploaded => ({ type: 'PaperUploaded', parcelId, no, ...file });
const judge = (no: number, of: JudgePaper['verdict']): JudgePaper => ({
  type: 'JudgePaper',
  parcelId,
  no,
  verdict: of,
  remark: null,
});
const judged = (no: number, of: JudgePaper['verdict']): PaperJudged => ({
  type: 'PaperJudged',
  parcelId,
  no,
  verdict: of,
  remark: null,
});
const asked = [opened(yellow), requested];

describe('papers', () => {
  it('are asked for with numbers and a deadline', () => {
    given(opened(yellow)).when(request(), by('a')).then(requested);
    expect(given(opened(yellow), at(TODAY, requested)).state).toMatchObject({ papersDue: due, due });
    given(...asked)
      .when(request(['OTHER']), by('a'))
      .then({ ...requested, papers: [paper(3, 'OTHER')] });
  });
  it('are brought, judged, refused and brought again', () => {
    given(...asked)
      .when(upload(1))
      .then(uploaded(1));
    given(...asked, uploaded(1))
      .when(judge(1, 'REFUSE'))
      .then(judged(1, 'REFUSE'));
    given(...asked, uploaded(1), judged(1, 'REFUSE'))
      .when(upload(1))
      .then(uploaded(1));
    given(...asked, uploaded(1))
      .when(judge(1, 'ACCEPT'))
      .then(judged(1, 'ACCEPT'));
  });
  it('have to be accepted, each, before the parcel passes; it may be returned without', () => {
    const one = [...asked, uploaded(1), judged(1, 'ACCEPT'), uploaded(2)];
    given(...one)
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'PAPERS_OPEN');
    given(...one)
      .when(verdict('RETURN'))
      .then(inspected('RETURNED', yellow));
    given(...one, judged(2, 'ACCEPT'))
      .when(verdict('PASS'))
      .then(inspected('PASSED', yellow));
    given(opened(red), requested).when(verdict('PASS')).thenRefused('VerdictRefused', 'PAPERS_OPEN');
  });
  it('are due no more when the platform has brought them', () => {
    const allowance = 4 * HOUR;
    const state = given(
      at(TODAY, opened(yellow)),
      at(TODAY, requested),
      at(TODAY, uploaded(1)),
      at(TODAY, uploaded(2)),
    ).state;
    expect(state.due).toBe(TODAY + allowance);
  });
  it('of another platform, or of a parcel that is not known, tell nothing of it', () => {
    const unknown = refused('UPLOAD_PAPER', 'UNKNOWN_PARCEL');
    given(...asked)
      .when(upload(1, 'SHEIN'))
      .then(unknown);
    given().when(upload(1)).then(unknown);
    given(...asked, inspected('PASSED', yellow))
      .when(upload(1, 'SHEIN'))
      .then(unknown);
  });
  it('are refused after the inspection, out of number, or when they are accepted', () => {
    given(...asked, inspected('PASSED', yellow))
      .when(upload(1))
      .then(refused('UPLOAD_PAPER', 'ALREADY_INSPECTED'));
    given(...asked)
      .when(upload(3))
      .then(refused('UPLOAD_PAPER', 'UNKNOWN_PAPER'));
    given(...asked, uploaded(1), judged(1, 'ACCEPT'))
      .when(upload(1))
      .then(refused('UPLOAD_PAPER', 'PAPER_ACCEPTED'));
  });
  it('are judged only once they are there', () => {
    given(...asked)
      .when(judge(1, 'ACCEPT'))
      .then(refused('JUDGE_PAPER', 'PAPER_NOT_UPLOADED'));
    given(...asked)
      .when(judge(9, 'ACCEPT'))
      .then(refused('JUDGE_PAPER', 'UNKNOWN_PAPER'));
    given(inspected('PASSED', green)).when(judge(1, 'ACCEPT')).then(refused('JUDGE_PAPER', 'ALREADY_INSPECTED'));
  });
  it('are asked for in time, of an open inspection, and not without end', () => {
    given(opened(yellow)).when(request(), by('a', due)).then(refused('REQUEST_PAPERS', 'DEADLINE_PASSED'));
    given(inspected('PASSED', green)).when(request(), by('a')).then(refused('REQUEST_PAPERS', 'ALREADY_INSPECTED'));
    const nine = { ...requested, papers: Array.from({ length: 9 }, (_, n) => paper(n + 1, 'OTHER')) };
    given(opened(yellow), nine)
      .when(request(['OTHER']), by('a'))
      .then({ ...requested, papers: [paper(10, 'OTHER')] });
    given(opened(yellow), nine).when(request(), by('a')).then(refused('REQUEST_PAPERS', 'TOO_MANY_PAPERS'));
  });
  it('let a parcel that waited for an image wait for them as well', () => {
    expect(given(opened(red), requested).state).toMatchObject({ queue: 'examination', documentsDue: true });
  });
});
