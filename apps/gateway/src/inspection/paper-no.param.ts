import { Problem } from '@alataw/http';

/** @returns the number of a requested paper; @throws {Problem} 404, since none can have another */
export function paperNoParam(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Problem(404, 'PAPER_NOT_FOUND', 'Papers are numbered from 1, as the request for them says.');
}
