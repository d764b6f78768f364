import type { InspectionState } from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { declared, decider, HOUR, opened, parcelId, red, TODAY, verdict } from './inspection.fixture';
import type { InspectionCommand, InspectionEvent } from './messages';

/** What the test remembers besides the state: who proposed, how often this stay in a queue was escalated, how often it ended. */
interface Memory {
  readonly proposer: string | null;
  readonly escalated: number;
  readonly ends: number;
}
interface Situation {
  readonly state: InspectionState;
  readonly memory: Memory;
}
interface Step {
  readonly name: string;
  readonly actor: string;
  readonly command: (state: InspectionState) => InspectionCommand;
}

/** Long enough for two proposals, a rejection between them, an amendment, and the end; every state is visited once per depth. */
const DEPTH = 7;
const officers = ['staff:a', 'staff:b'];
const confirm = (yes: boolean): InspectionCommand => ({ type: 'ConfirmVerdict', parcelId, confirm: yes, remark: null });

const steps: readonly Step[] = [
  ...officers.flatMap((actor): Step[] => [
    { name: 'detain', actor, command: () => verdict('DETAIN', null, 'LEGAL') },
    { name: 'confirm', actor, command: () => confirm(true) },
    { name: 'reject', actor, command: () => confirm(false) },
    {
      name: 'take',
      actor,
      command: ({ officer: from }) => ({ type: 'AssignParcel', parcelId, officer: actor, from }),
    },
    { name: 'amend', actor, command: () => verdict('AMEND') },
    { name: 'return', actor, command: () => verdict('RETURN') },
    {
      name: 'destroy',
      actor,
      command: () => ({ type: 'EndQuarantine', parcelId, end: 'DESTROYED', remark: null }),
    },
  ]),
  {
    name: 'quarantine',
    actor: 'staff:c',
    command: () => ({ type: 'QuarantineParcel', parcelId, place: 'Q', remark: null }),
  },
  {
    name: 'amended',
    actor: 'platform:X',
    command: ({ declarationVersion }) => declared('RED', declarationVersion + 1),
  },
  { name: 'tick', actor: 'system:ticker', command: ({ due }) => ({ type: 'EscalateOverdue', parcelId, due }) },
];

function remember(memory: Memory, event: InspectionEvent, moved: boolean): Memory {
  const escalated = moved ? 0 : memory.escalated + (event.type === 'ParcelEscalated' ? 1 : 0);
  const proposer =
    event.type === 'VerdictProposed'
      ? event.officer
      : ['VerdictRejected', 'InspectionReassessed', 'ParcelQuarantined'].includes(event.type)
        ? null
        : memory.proposer;
  return { proposer, escalated, ends: memory.ends + (event.type === 'ParcelInspected' ? 1 : 0) };
}

/** Takes one step and says what is wrong with it. */
function take(from: Situation, step: Step, at: number, wrong: (what: string) => void): Situation {
  const context: DecisionContext = { at, actor: step.actor };
  const events = decider.decide(step.command(from.state), from.state, context);
  let { state, memory } = from;
  for (const event of events) {
    const next = decider.evolve(state, event, at);
    if (event.type === 'ParcelInspected' && event.outcome === 'DETAINED') {
      if (memory.proposer === null || memory.proposer === step.actor) wrong('detained by one officer alone');
    }
    if (event.type.endsWith('Refused') && next !== state) wrong('a refusal changes something');
    memory = remember(memory, event, next.queue !== state.queue);
    state = next;
  }
  if (memory.escalated > 1) wrong('escalated twice in one queue');
  if (memory.ends > 1) wrong('ended twice');
  const isOpen = state.status === 'examination' || state.status === 'documents';
  if (isOpen === (state.queue === 'none')) wrong(`${state.status}, but waits in ${state.queue}`);
  if (!isOpen && state.due > 0) wrong('is due after its end');
  if (isOpen && state.proposal && !['confirmation'].includes(state.queue))
    wrong('a proposal that nobody is asked about');
  return { state, memory };
}

describe('two officers, a platform that amends and a ticker, in every order', () => {
  it('keep what must always hold', () => {
    const start = decider.evolve(decider.initialState, opened(red), TODAY);
    let reached = new Map<string, Situation & { readonly path: string }>([
      ['', { state: start, memory: { proposer: null, escalated: 0, ends: 0 }, path: '' }],
    ]);
    const faults: string[] = [];
    const seen = new Set<string>();
    for (let depth = 1; depth <= DEPTH; depth++) {
      const next = new Map<string, Situation & { readonly path: string }>();
      for (const { path, ...situation } of reached.values()) {
        for (const step of steps) {
          const way = `${path} ${step.name}/${step.actor}`;
          const at = TODAY + depth * 400 * HOUR; // later than any allowance: every parcel is overdue
          const after = take(situation, step, at, (what) => faults.push(`${what}:${way}`));
          seen.add(after.state.queue === 'none' ? after.state.status : after.state.queue);
          const unnumbered = { ...after.state, declarationVersion: 0 };
          next.set(JSON.stringify([unnumbered, after.memory]), { ...after, path: way });
        }
      }
      reached = next;
    }
    expect(faults.slice(0, 5)).toEqual([]);
    expect([...seen].sort()).toEqual([
      ...['amendment', 'confirmation', 'detained', 'examination', 'quarantine', 'returned'],
    ]);
    expect(reached.size).toBeGreaterThan(100);
  });
});
