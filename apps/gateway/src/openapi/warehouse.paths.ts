import { HEADERS, json, operation, parameter, schema, type Paths } from './parts';

const STAFF = ['staff', 'operator'];

/** The container warehouse and the tracks as a whole. */
export const warehousePaths: Paths = {
  '/v1/warehouse/places': {
    get: operation({
      id: 'listPlaces',
      tag: 'Blocks',
      summary: 'The places of a block, and what stands there',
      roles: STAFF,
      parameters: [
        {
          ...{ name: 'block', in: 'query', required: true, description: 'The name of the block.', example: 'A' },
          schema: { type: 'string' },
        },
        {
          ...{ name: 'free', in: 'query', required: false, example: 'true' },
          description: '`true`: those alone on which a container can be put now.',
          schema: { type: 'string', enum: ['true', 'false'] },
        },
      ],
      responses: { 200: json('The places, bay by bay, row by row, from the ground up.', schema('Places')) },
      problems: { 400: 'Another parameter, or another value of `free`.', 404: 'No such block.' },
    }),
  },
  '/v1/warehouse/waiting-trains': {
    get: operation({
      id: 'listWaitingTrains',
      tag: 'Trains',
      summary: 'Trains that are made up and wait to leave',
      roles: STAFF,
      parameters: [parameter('limit'), parameter('cursor')],
      responses: {
        200: json('A page, those first that have waited longest.', schema('WaitingTrains'), { Link: HEADERS.link }),
      },
      problems: { 400: 'A cursor of another list, or a limit out of range.' },
    }),
  },
};
