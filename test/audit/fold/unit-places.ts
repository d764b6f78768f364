import type { AvroRecord } from '../log/avro';
import { numberIn, optionalTextIn, textIn } from '../log/record';
import type { Transition } from './fold';
import { kindOf } from './unit-rules';
import { begun, isAboard, otherThanNext, type LoadUnitState } from './unit-state';
import { unnamed } from './unit-departure';

/** What wagons and blocks may carry as long as mass and length allow: they know no limit of pieces. */
const WAGON_PIECES = 5_000_000;
const BLOCK_GRAMS = 2 ** 51;
const BLOCK_PIECES = 2_147_483_647;

type Place = { readonly stack: string; readonly tier: number };

/** `01-02-3` is the third tier of the stack in bay 1, row 2. */
function placeOf(position: string): Place | null {
  const parts = position.split('-');
  return parts.length === 3 ? { stack: `${parts[0]}-${parts[1]}`, tier: Number(parts[2]) } : null;
}

const at = ({ positions }: LoadUnitState, { stack, tier }: Place): string | null =>
  positions.find((each) => {
    const place = placeOf(each.position);
    return place?.stack === stack && place.tier === tier;
  })?.contentId ?? null;

/** What speaks against a content standing where an event puts it. */
export function badPosition(state: LoadUnitState, event: AvroRecord): string | null {
  const position = optionalTextIn(event, 'position');
  if (position === null) return ['block', 'train'].includes(state.kind) ? 'it is put nowhere in particular' : null;
  const others = state.positions.filter(({ contentId }) => contentId !== event['contentId']);
  if (others.some((each) => each.position === position)) return 'something stands there already';
  if (state.kind === 'train') return /^[1-9][0-9]{0,2}$/.test(position) ? null : `${position} is no place in a train`;
  const place = placeOf(position);
  if (state.kind !== 'block' || place === null) return 'nothing has a place here';
  const [bay = 0, row = 0] = place.stack.split('-').map(Number);
  const isWithin =
    bay >= 1 && bay <= state.bays && row >= 1 && row <= state.rows && place.tier >= 1 && place.tier <= state.tiers;
  if (!isWithin) return `the block has no place ${position}`;
  if (place.tier === 1) return null;
  const below = at({ ...state, positions: others }, { ...place, tier: place.tier - 1 });
  return below !== null && isAboard(state, below) ? null : 'nothing stands below it';
}

/** Whether something stands on top of a content. */
export function covered(state: LoadUnitState, { contentId }: AvroRecord): string | null {
  if (state.kind !== 'block') return null;
  const own = state.positions.find((each) => each.contentId === contentId);
  const place = own ? placeOf(own.position) : null;
  const above = place ? at(state, { ...place, tier: place.tier + 1 }) : null;
  return above === null ? null : `${above} stands on it`;
}

export function unpositioned(state: LoadUnitState, { contentId }: AvroRecord): LoadUnitState {
  return { ...state, positions: state.positions.filter((each) => each.contentId !== contentId) };
}

export function positioned(state: LoadUnitState, event: AvroRecord): LoadUnitState {
  const position = optionalTextIn(event, 'position');
  if (position === null) return state;
  const { positions } = unpositioned(state, event);
  return { ...state, positions: [...positions, { contentId: textIn(event, 'contentId'), position }] };
}

const otherKind = (event: AvroRecord, kind: string): string | null =>
  kindOf(textIn(event, 'unitId')) === kind ? null : `it is no ${kind}`;

/** By the rule that the event names; a site without one asks nothing of axles. */
const overAxles = (event: AvroRecord): string | null => {
  const [axles, axleGrams] = [numberIn(event, 'axles'), numberIn(event, 'axleGrams')];
  const grossGrams = numberIn(event, 'tareGrams') + numberIn(event, 'maxMassGrams');
  return axleGrams > 0 && grossGrams > axles * axleGrams ? 'it may carry more than its axles' : null;
};

const notThere = (state: LoadUnitState, event: AvroRecord): string | null => {
  const own = state.positions.find(({ contentId }) => contentId === event['contentId']);
  if (!isAboard(state, event['contentId'])) return 'it is not in the manifest';
  return own?.position === event['from'] ? null : `it stands at ${own?.position ?? 'no place'}`;
};

/** What is said of wagons, of blocks, and of what changes its place in a unit. */
export const places: Readonly<Record<string, Transition<LoadUnitState>>> = {
  WagonArrived: {
    from: ['absent', 'departed'],
    unless: (state, event) => {
      if (unnamed(state).length > 0) return 'not all that left with it knows so';
      if (state.asked.length > 0) return `${state.asked.length} holds are not answered`;
      return otherKind(event, 'wagon') ?? otherThanNext(state, event) ?? overAxles(event);
    },
    to: (_, event, time) => ({
      ...begun('wagon', { ...event, maxPieces: WAGON_PIECES }, time),
      status: 'open',
      place: textIn(event, 'track'),
      tareGrams: numberIn(event, 'tareGrams'),
      loadingLengthMm: numberIn(event, 'loadingLengthMm'),
    }),
  },
  BlockLaidOut: {
    from: ['absent'],
    unless: (state, event) => otherKind(event, 'block') ?? otherThanNext(state, event),
    to: (_, event, time) => ({
      ...begun('block', { ...event, carrier: '', maxMassGrams: BLOCK_GRAMS, maxPieces: BLOCK_PIECES }, time),
      status: 'open',
      bays: numberIn(event, 'bays'),
      rows: numberIn(event, 'rows'),
      tiers: numberIn(event, 'tiers'),
    }),
  },
  ContentMoved: {
    from: ['open'],
    unless: (state, event) => notThere(state, event) ?? covered(state, event) ?? badPosition(state, event),
    to: positioned,
  },
  MoveRefused: { from: 'any' },
};
