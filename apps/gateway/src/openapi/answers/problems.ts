import { schema } from '../parts';
import { count, inWords, list, object, text } from './terms';

/** Refusals. */
export const problems = {
  Fault: object(
    'One thing that is wrong, and what to do.',
    {
      pointer: text('RFC 6901 pointer into what was sent; empty: the whole of it.'),
      detail: text('What to do.'),
      text: inWords,
      code: text('Closed code.'),
      line: count('Which record of a bulk upload.'),
      sourceLine: count('Line of the file, where `line` is not that.'),
      column: count('XML: character of that line; CSV: field of that row; from 1.'),
      element: text('XML: e.g. `InventoryList[2]/gcode`; CSV: the column.'),
    },
    ['text', 'line', 'sourceLine', 'column', 'element'],
  ),
  Problem: object(
    'RFC 9457. Further members tell what the request was about.',
    {
      type: text('`urn:alataw:problem:` and the code.'),
      title: text('The code in words.'),
      status: count('The HTTP status.'),
      code: text('Closed code.'),
      detail: text('What to do.'),
      instance: text('Names the request; the log has it.'),
      errors: list(schema('Fault'), 'Fault by fault.'),
    },
    ['errors'],
  ),
};
