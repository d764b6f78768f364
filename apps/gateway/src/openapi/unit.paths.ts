import { sentenceOf } from '@alataw/values';
import type { UnitAction } from '../units/unit-actions';
import { unitRoutes, type UnitRoutes } from '../units/unit-routes';
import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

/** A bag that cannot leave: one of its parcels is held. */
const CONTENTS_EXAMPLE = {
  unitId: 'truck:KZ-123ABC02',
  visit: 1,
  status: 'open',
  contents: [
    {
      contentId: 'bag:106141411928374657',
      kind: 'bag',
      standing: 'loaded',
      ...{ grossWeightGrams: 18_250, volumeCm3: 96_000, pieces: 14, parcels: 14, unmeasured: 2 },
      missing: [],
      held: ['CNPOST.LX473124829CN'],
      status: 'closed',
      text: sentenceOf('LoadUnitStatus', 'closed'),
      links: { self: '/v1/bags/106141411928374657' },
    },
  ],
  next: null,
  behind: 0,
};

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

const contents = (routes: UnitRoutes): Part => {
  const { kind, tag, words } = routes;
  return operation({
    id: `list${tag.slice(0, -1)}Contents`,
    tag,
    summary: `What is in ${words}, and where that stands`,
    description:
      'Parcels and units that it carries itself, by id, with the held parcels in each. A cursor is good for one use of the unit (`visit`).',
    roles: ['staff', 'operator'],
    parameters: [numberOf(routes), parameter('limit'), parameter('cursor')],
    responses: { 200: json('A page.', schema('UnitContentsPage'), { Link: HEADERS.link }, CONTENTS_EXAMPLE) },
    problems: { 400: 'A cursor of another list or an earlier use, or a limit out of range.', 404: `No such ${kind}.` },
  });
};

const timeline = (routes: UnitRoutes): Part => {
  const { kind, tag, words } = routes;
  return operation({
    id: `read${tag.slice(0, -1)}Timeline`,
    tag,
    summary: `What happened to ${words}`,
    description:
      'All its events of all its uses, read from the log itself. A page may have fewer events than `limit`, none even, and a `next`: go on while there is one.',
    roles: ['staff', 'operator'],
    parameters: [numberOf(routes), parameter('limit'), parameter('cursor')],
    responses: { 200: json('A page.', schema('UnitTimelinePage'), { Link: HEADERS.link }) },
    problems: { 400: 'A cursor of another list, or a limit out of range.', 404: `No such ${kind}.` },
  });
};

/** The pages of all load units, from the list that their controllers are made of. */
export const unitPaths: Paths = Object.fromEntries<Paths[string]>(
  unitRoutes.flatMap((routes): [string, Paths[string]][] => {
    const own = `/v1/${routes.path}/{number}`;
    return [
      [own, { get: read(routes) }],
      [`${own}/contents`, { get: contents(routes) }],
      [`${own}/timeline`, { get: timeline(routes) }],
      ...routes.actions.map((action) => {
        const address = action.path === '' ? `/v1/${routes.path}` : `${own}/${action.path}`;
        return [address, { post: order(routes, action) }] satisfies [string, Paths[string]];
      }),
    ];
  }),
);
