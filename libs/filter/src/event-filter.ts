import type { MilestoneReached } from '@alataw/contracts';
import { Environment, serialize, type ASTNode } from '@marcbachmann/cel-js';
import { compileCondition, ConditionFault, type Condition } from './condition';

/** Most characters of a filter. */
export const MAX_FILTER_LENGTH = 2_000;
/** What CEL may build of one: enough for the longest list of codes that fits into the text. */
const LIMITS = { maxAstNodes: 500, maxDepth: 24, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 4 };
/** Regular expressions and loops may take for ever; these do not. */
const FUNCTIONS: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'size']);

/** What a filter sees of a milestone: `event`. What may be absent is empty then. */
class EventView {
  static readonly fields = {
    type: 'string',
    parcelId: 'string',
    carrier: 'string',
    platform: 'string',
    destinationCountry: 'string',
    portCode: 'string',
    tradeMode: 'string',
    unitId: 'string',
    transportId: 'string',
    reason: 'string',
  } as const;

  readonly type: string;
  readonly parcelId: string;
  readonly carrier: string;
  readonly platform: string;
  readonly destinationCountry: string;
  readonly portCode: string;
  readonly tradeMode: string;
  readonly unitId: string;
  readonly transportId: string;
  readonly reason: string;

  constructor(event: Filtered) {
    this.type = event.milestone;
    this.parcelId = event.parcelId;
    this.carrier = event.carrier;
    this.platform = event.platform;
    this.destinationCountry = event.destinationCountry;
    this.portCode = event.portCode;
    this.tradeMode = event.tradeMode;
    this.unitId = event.unitId ?? '';
    this.transportId = event.transportId ?? '';
    this.reason = event.reason ?? '';
  }
}

type Filtered = Pick<
  MilestoneReached,
  | 'milestone'
  | 'parcelId'
  | 'carrier'
  | 'platform'
  | 'destinationCountry'
  | 'portCode'
  | 'tradeMode'
  | 'unitId'
  | 'transportId'
  | 'reason'
>;

interface Context {
  readonly event: EventView;
}

/** One of the conditions that a filter is made of, and what it said. */
export interface FilterPart {
  readonly text: string;
  /** Where it begins in the filter, from 1. */
  readonly position: number;
  /** Null: it could not be evaluated, which counts as no. */
  readonly value: boolean | null;
}

const environment = new Environment({ limits: LIMITS })
  .registerType('Event', { ctor: EventView, fields: EventView.fields })
  .registerVariable('event', 'Event');

const specimen: Context = {
  event: new EventView({
    ...{ milestone: 'LOADED', parcelId: 'CNPOST.LX473124829CN', carrier: 'KAZPOST', platform: 'SILKROAD' },
    ...{ destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610', reason: null },
    ...{ unitId: 'bag:106141411928374657', transportId: null },
  }),
};

/** A carrier's filter: pure, and short enough to be asked about every event. */
export class EventFilter {
  private parts: readonly { readonly node: ASTNode; readonly condition: Condition<Context> }[] | null = null;

  private constructor(
    readonly text: string,
    private readonly condition: Condition<Context> | null,
  ) {}

  /** @param text empty: it takes everything. @throws {ConditionFault} */
  static compile(text: string): EventFilter {
    if (text.length > MAX_FILTER_LENGTH)
      throw new ConditionFault(`is longer than ${MAX_FILTER_LENGTH} characters`, MAX_FILTER_LENGTH + 1);
    if (text.trim() === '') return new EventFilter(text, null);
    return new EventFilter(text, compileCondition(environment, text, specimen, refuseCostly));
  }

  takes(event: Filtered): boolean {
    return this.condition === null || said(this.condition, event) === true;
  }

  /** What each of its conditions says of an event, those between `&&`, `||` and `!`, in their order. */
  explain(event: Filtered): readonly FilterPart[] {
    if (this.condition === null) return [];
    this.parts ??= leavesOf(this.condition.ast).map((node) => ({
      node,
      condition: environment.parse(serialize(node)),
    }));
    return this.parts.map(({ node, condition }) => {
      const value = said(condition, event);
      return { text: serialize(node), position: node.range.start + 1, value };
    });
  }
}

function said(condition: Condition<Context>, event: Filtered): boolean | null {
  try {
    return condition({ event: new EventView(event) }) === true;
  } catch {
    return null;
  }
}

/** @throws {ConditionFault} at the first function that is none of the cheap ones */
function refuseCostly(node: ASTNode): void {
  if (node.op === 'call' || node.op === 'rcall') {
    const [name] = node.args;
    if (!FUNCTIONS.has(name)) {
      const known = [...FUNCTIONS].join(', ');
      throw new ConditionFault(`${name} is no function of a filter; there are ${known}`, node.range.start + 1);
    }
  }
  for (const child of childrenOf(node)) refuseCostly(child);
}

function leavesOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case '&&':
    case '||':
    case '!_':
      return childrenOf(node).flatMap(leavesOf);
    default:
      return [node];
  }
}

/** The nodes below one, wherever they stand among its arguments. */
const childrenOf = ({ args }: ASTNode): readonly ASTNode[] => nodesIn(args);

function nodesIn(value: unknown): readonly ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return typeof value === 'object' && value !== null && 'op' in value ? [value as ASTNode] : [];
}
