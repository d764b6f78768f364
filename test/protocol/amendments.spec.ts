import type { DeclareParcel, ReleaseState } from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import { ClearanceRules, Timetable } from '@alataw/values';
import { customsStage } from '../../apps/customs/src/customs.stage';
import { guidOf } from '../../apps/customs/src/domain/guid';
import { loadCustomsRules } from '../../apps/customs/src/rules/load-rules';
import { declarationStage } from '../../apps/declaration/src/declaration.stage';
import { declareParcel } from '../../apps/declaration/src/domain/declare-parcel.fixture';
import { documentRules } from '../../apps/declaration/src/domain/document-rules.fixture';
import { inspectionStage } from '../../apps/inspection/src/inspection.stage';
import { releaseStage, releaseStageOf } from '../../apps/release/src/release.stage';
import { Flow, type Given } from './flow.fixture';
import type { LawEvent } from './laws.fixture';

type AnyDecider = Decider<unknown, LawEvent, LawEvent>;
type Change = (stage: string, decider: AnyDecider) => AnyDecider;

/** Papers are looked at, but of what is declared in the name of the first of these merchants. */
const PLAIN = 'Plain Co.';
const inspection = inspectionStage({
  version: 'test',
  arrivalRequired: new Timetable([]),
  random: [],
  hits: ({ merchantName }) =>
    merchantName === PLAIN ? [] : [{ rule: 'ALL', channel: 'YELLOW', reason: 'GOODS', twoOfficers: false }],
});
const declaration = declarationStage(documentRules());

const first = declareParcel();
const { parcelId, platform } = first;
const declare: Given = { stage: 'declaration', command: { ...first } };
const amend = (changes: Partial<DeclareParcel>): Given => ({
  ...{ stage: 'declaration', command: { ...first, ...changes, type: 'AmendParcel' } },
});
const order = (stage: string, type: string, more: object = {}): Given => ({
  ...{ stage, command: { type, parcelId, platform, reason: 'OTHER', remark: null, ...more } },
});
const verdict = (of: string): Given => order('inspection', 'RecordVerdict', { verdict: of, detention: null });

const change = amend({ merchantName: PLAIN });
const other = amend({ merchantName: 'Other Co.' });
const cancel = order('release', 'CancelParcel');
const hold = order('release', 'HoldParcel');
const lift = order('release', 'LiftHold');
const [pass, sendBack, return_] = [verdict('PASS'), verdict('AMEND'), verdict('RETURN')];

const rules = {
  ...loadCustomsRules({}),
  clearance: new ClearanceRules([{ from: '2020-01-21', value: 'CUSTOMS', source: 'test' }]),
};
const sent = (document: string, version: number): Given =>
  order('customs', 'NoteReportSent', { document, version, copNo: parcelId });
const receipt = (document: 'LIST' | 'CANCELLATION', code: number, version = 1): Given =>
  order('customs', 'RecordReceipt', {
    ...{ document, code, returnTime: code, info: null, preNo: null, invtNo: null },
    guid: guidOf(parcelId, document, version),
  });
const cleared = [sent('LIST', 1), receipt('LIST', 800)] as const;
const clearedAgain = [sent('LIST', 2), receipt('LIST', 800, 2)] as const;
const answers = [sent('CANCELLATION', 1), receipt('CANCELLATION', 120), receipt('CANCELLATION', 100)] as const;

const atCentre = (given: readonly Given[], changed?: Change): Flow =>
  new Flow(parcelId, [declaration, inspection, releaseStage], given, changed);
const atCustoms = (given: readonly Given[], changed?: Change): Flow =>
  new Flow(parcelId, [declaration, inspection, releaseStageOf(rules.clearance), customsStage(rules)], given, changed);

/** The release stage with one guard taken away. */
const releaseWith =
  (change: (decider: AnyDecider) => Partial<AnyDecider>): Change =>
  (stage, decider) =>
    stage === 'release' ? { ...decider, ...change(decider) } : decider;
/** It decides as if it stood otherwise, when told one kind of thing. */
const releaseThatTakes = (
  type: string,
  as: (state: ReleaseState, message: LawEvent) => Partial<ReleaseState>,
): Change =>
  releaseWith((decider) => ({
    decide: (command, state, context) =>
      decider.decide(
        command,
        command.type === type ? { ...(state as object), ...as(state as ReleaseState, command) } : state,
        context,
      ),
  }));

describe('a parcel that is declared, changed, cancelled, held and inspected', () => {
  const all = [change, other, cancel, hold, lift, pass, pass];
  const customsAll = [change, cancel, pass, ...cleared, ...answers];
  it.each<readonly [string, readonly Given[], number]>([
    ['changed twice and held', [change, other, hold, lift, pass, pass], 8_000],
    ['changed twice and cancelled', [change, other, cancel, pass, pass], 4_000],
    ['sent back for a change, or returned', [change, cancel, pass, sendBack, return_], 2_000],
  ])('keeps the laws in any order of what is done: %s', (_, given, atLeast) => {
    const { instants, released } = atCentre(given).explore([declare]);
    expect(instants).toBeGreaterThan(atLeast);
    expect(released).toBeGreaterThan(0);
  });
  it.each<readonly [string, readonly Given[], number]>([
    ['changed, and cleared twice', [change, pass, ...cleared, ...clearedAgain], 6_000],
    ['changed, cancelled and cleared', [change, cancel, pass, ...cleared], 25_000],
    ['cancelled, cleared, and answered either way', [cancel, pass, ...cleared, ...answers], 50_000],
  ])('keeps them where customs has a say: %s', (_, given, atLeast) => {
    const { instants, released } = atCustoms(given).explore([declare]);
    expect(instants).toBeGreaterThan(atLeast);
    expect(released).toBeGreaterThan(0);
  });

  it.each<readonly [string, Change, string | RegExp]>([
    [
      'release grants a change of what it has released',
      releaseThatTakes('AmendmentAsked', () => ({ status: 'awaitingInspection', released: false })),
      /granted after the release|is not over/,
    ],
    [
      'release counts an inspection of an earlier version',
      releaseWith(({ decide }) => ({
        decide: (command, state, context) => {
          const { declarationVersion } = state as ReleaseState;
          return decide(
            command.type === 'ParcelInspected' ? { ...command, declarationVersion } : command,
            state,
            context,
          );
        },
      })),
      'released',
    ],
    [
      'release keeps what was inspected before the change',
      releaseWith(({ evolve }) => ({
        evolve: (state, event, at) => {
          const { inspection: before } = state as ReleaseState;
          const after = evolve(state, event, at) as ReleaseState;
          return event.type === 'AmendmentGranted' ? { ...after, inspection: before } : after;
        },
      })),
      'released',
    ],
    [
      'release does not wait for the change that it granted',
      releaseThatTakes('LiftHold', () => ({ amendment: 0 })),
      'released',
    ],
    [
      'a passed inspection does not begin again for a change',
      (stage, decider) =>
        stage === 'inspection'
          ? {
              ...decider,
              decide: (command, state, context) =>
                command.type === 'ParcelDeclared' && (state as { status: string }).status === 'passed'
                  ? []
                  : decider.decide(command, state, context),
            }
          : decider,
      'inspect',
    ],
    [
      'the declaration stage does not ask',
      (stage, decider) =>
        stage === 'declaration'
          ? {
              ...decider,
              decide: (command, state, context) =>
                decider.decide(command, state, context).flatMap((event) => {
                  if (event.type !== 'AmendmentAsked') return [event];
                  const granted = { type: 'AmendmentGranted', parcelId, version: event['version'] };
                  return [event, ...decider.decide(granted, decider.evolve(state, event, 0), context)];
                }),
            }
          : decider,
      'released under a version that does not stand',
    ],
  ])('breaks them when %s', (_, changed, law) => {
    expect(() => atCentre(all, changed).explore([declare])).toThrow(law);
  });

  it.each<readonly [string, Change, string | RegExp]>([
    [
      'release takes a cancellation that is asked for as nothing',
      releaseWith(({ evolve }) => ({
        evolve: (state, event, at) => (event.type === 'CancellationRequested' ? state : evolve(state, event, at)),
      })),
      /for ever|released although/,
    ],
    [
      'release does not hear that customs never had the list',
      releaseWith(({ decide }) => ({
        decide: (command, state, context) =>
          command.type === 'FilingWithdrawn' ? [] : decide(command, state, context),
      })),
      'for ever',
    ],
    [
      'customs’ word of the earlier version clears the change',
      releaseWith(({ decide }) => ({
        decide: (command, state, context) => {
          const { declarationVersion } = state as ReleaseState;
          const heard = command.type === 'CustomsStatusChanged' ? { ...command, declarationVersion } : command;
          return decide(heard, state, context);
        },
      })),
      'customs’ word',
    ],
  ])('breaks them, where customs has a say, when %s', (_, changed, law) => {
    expect(() => atCustoms(customsAll, changed).explore([declare])).toThrow(law);
  });
});
