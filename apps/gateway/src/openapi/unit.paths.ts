import type { UnitAction } from '../units/unit-actions';
import { unitRoutes, type UnitRoutes } from '../units/unit-routes';
import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const numberOf = ({ number }: UnitRoutes): Part => ({
  name: 'number',
  in: 'path',
  required: true,
  description: number.description,
  schema: { type: 'string' },
  example: number.example,
});

function order(routes: UnitRoutes, action: UnitAction): Part {
  const { id, path, summary, body, example, isScan } = action;
  const answer = schema(isScan ? 'ScanResults' : 'CommandReceipt');
  return operation({
    ...{ id, summary, tag: routes.tag, roles: ['staff'] },
    parameters: [...(path === '' ? [] : [numberOf(routes)]), parameter('Prefer'), parameter('Idempotency-Key')],
    body: { schema: body, examples: { example }, required: Object.keys(example).length > 0 },
    responses: {
      200: json('Decided.', answer, { 'Preference-Applied': HEADERS.preference }),
      202: json('Taken; the decision follows, or is under way.', answer),
    },
    problems: {
      404: `No such ${routes.kind}.`,
      409: 'Refused: the code is the published reason.',
      500: 'The stage could not process it and has put it aside.',
    },
  });
}

const read = (routes: UnitRoutes): Part => {
  const { kind, tag, words } = routes;
  return operation({
    id: `read${tag.slice(0, -1)}`,
    tag,
    summary: `${words.replace('a', 'A')} and its manifest`,
    roles: ['staff', 'operator'],
    parameters: [numberOf(routes), parameter('If-None-Match')],
    responses: {
      200: json(`The ${kind}.`, schema('LoadUnit'), { ETag: HEADERS.etag }),
      304: { description: 'Unchanged.' },
    },
    problems: { 404: `No such ${kind}.` },
  });
};

/** The pages of all load units, from the list that their controllers are made of. */
export const unitPaths: Paths = Object.fromEntries<Paths[string]>(
  unitRoutes.flatMap((routes): [string, Paths[string]][] => {
    const own = `/v1/${routes.path}/{number}`;
    return [
      [own, { get: read(routes) }],
      ...routes.actions.map((action) => {
        const address = action.path === '' ? `/v1/${routes.path}` : `${own}/${action.path}`;
        return [address, { post: order(routes, action) }] satisfies [string, Paths[string]];
      }),
    ];
  }),
);
