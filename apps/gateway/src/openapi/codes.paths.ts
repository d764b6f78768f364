import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const EXAMPLE = {
  list: 'DepartureRefusal',
  language: 'kk',
  title: 'Жүк көлігі немесе пойыз неге өткізілмейді',
  codes: [{ code: 'NOT_CLOSED', meaning: 'Жүк көлігі немесе пойыз жабылмаған.' }],
};

const read = (
  id: string,
  summary: string,
  parameters: readonly Part[],
  own: Pick<Parameters<typeof operation>[0], 'responses' | 'problems'>,
) =>
  operation({
    id,
    tag: 'Codes',
    summary,
    description: 'Programs compare codes; the words are for people, and may change.',
    roles: 'public',
    parameters: [...parameters, parameter('Accept-Language'), parameter('If-None-Match')],
    ...own,
  });

const NOT_MODIFIED: Part = { description: 'You have it.' };
const headers = { ETag: HEADERS.etag, 'Content-Language': HEADERS.language };

export const codesPaths: Paths = {
  '/v1/codes': {
    get: read('listCodes', 'All codes and what they mean', [], {
      responses: { 200: json('The lists.', schema('CodeLists'), headers), 304: NOT_MODIFIED },
    }),
  },
  '/v1/codes/{list}': {
    get: read(
      'readCodeList',
      'The codes of one list',
      [
        {
          name: 'list',
          in: 'path',
          required: true,
          description: 'Its name, as in the schemas.',
          schema: { type: 'string' },
          example: 'DepartureRefusal',
        },
      ],
      {
        responses: { 200: json('The list.', schema('CodeList'), headers, EXAMPLE), 304: NOT_MODIFIED },
        problems: { 404: 'No such list.' },
      },
    ),
  },
};
