import { MAX_HITS, MAX_SOUGHT } from '../search/search';
import { json, operation, schema, type Paths } from './parts';

export const searchPaths: Paths = {
  '/v1/search': {
    get: operation({
      id: 'search',
      tag: 'Search',
      summary: 'What a number leads to',
      description:
        'The number of a waybill, an order, a bag, a container or another load unit, a plate with its country or without, a seal, the papers of a truck; or an id of this centre. Blanks, dashes and capitals do not matter, nor letters of plates that look alike. A platform finds its own parcels and documents, a logistics company its waybills.',
      roles: ['platform', 'logistics', 'staff', 'operator'],
      parameters: [
        {
          ...{ name: 'q', in: 'query', required: true, description: 'The number.', example: 'LX473124829CN' },
          schema: { type: 'string', minLength: 1, maxLength: MAX_SOUGHT },
        },
        {
          ...{ name: 'limit', in: 'query', description: 'The most hits.' },
          schema: { type: 'integer', minimum: 1, maximum: MAX_HITS, default: MAX_HITS },
        },
      ],
      responses: { 200: json('What was found; nothing is an answer too.', schema('SearchHits')) },
      problems: { 400: 'No number, a limit out of range, or another parameter.' },
    }),
  },
};
