import { schema } from '../parts';
import { list, object, text } from './terms';

/** The published codes. */
export const codeListSchemas = {
  CodeLists: object('All lists of codes.', {
    language: text('The language of the words.'),
    lists: list(schema('CodeList'), 'Each list.'),
  }),
  CodeList: object('A closed list of codes.', {
    list: text('Its name, as in the schemas.'),
    language: text('The language of the words.'),
    title: text('What its codes tell.'),
    codes: list(
      object(
        'A code.',
        {
          code: text('As it is sent.'),
          meaning: text('What it means, and what to do.'),
          pointer: text('The field of the request that is at fault, where it is always the same one.'),
        },
        ['pointer'],
      ),
      'In a fixed order.',
    ),
  }),
};
