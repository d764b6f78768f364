import { appendFileSync } from 'node:fs';

/**
 * Keeps a list of what the centre has acknowledged, for an audit of whether it kept its word: one JSON object a line, with
 * `commandId`. A line is with the operating system when the call returns, so that a killed simulator loses none.
 * @param file appended to; undefined: no list is kept
 */
export function acknowledgements(file: string | undefined): (commandId: string) => void {
  if (file === undefined) return () => undefined;
  return (commandId) => appendFileSync(file, `${JSON.stringify({ commandId })}\n`);
}
