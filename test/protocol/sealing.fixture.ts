import type { SealDeclined, SealState, SealTaken } from '@alataw/contracts';
import { sealDecider } from '../../apps/loading/src/domain/seal.decider';
import type { AnyDecider, Deciders } from './centre.fixture';
import { sound, unitDecider, unitThatHears, unitThatTakes } from './guards-removed.fixture';
import type { LawEvent } from './laws.fixture';

const NUMBERS = ['1', '2', '3'];
/** Those, and the one that each closing tells. */
const SEALS = ['S', ...NUMBERS.map((number) => `seal:CN:${number}`)];
const intact = <T extends { readonly status: string }>(seals: readonly T[]) =>
  seals.map((seal) => ({ ...seal, status: 'applied' as const }));

/** Everything that may be said of the seals of one unit. */
export function sealOrders(unitId: string): LawEvent[] {
  const stamped = NUMBERS.map((number) => ({ unitId, issuer: 'CN', number, sealClass: 'H', reason: 'OTHER' }));
  return [
    ...stamped.map((seal) => ({ type: 'ApplySeal', ...seal })),
    ...SEALS.flatMap((sealId, n) => [
      ...['INTACT', 'DAMAGED'].map((finding) => ({ type: 'VerifySeal', unitId, sealId, finding, remark: null })),
      { type: 'ReplaceSeal', ...stamped[n % NUMBERS.length], unitId, sealId },
      { type: 'RemoveSeal', unitId, sealId, reason: 'OTHER' },
    ]),
  ];
}

/** Guards of seals. */
export const sealGuardsRemoved: Readonly<Record<string, Deciders>> = {
  'a truck passes the gate with a broken seal': unitThatTakes('DepartUnit', ({ seals }) => ({ seals: intact(seals) })),
  'a truck passes the gate with a unit whose seal is broken': unitThatTakes('DepartUnit', () => ({ alarms: [] })),
  'a unit with a broken seal takes a place': unitThatTakes('PlaceReserved', ({ seals }) => ({ seals: intact(seals) })),
  'a broken seal is taken off': unitThatTakes('RemoveSeal', ({ seals }) => ({ seals: intact(seals) })),
  'a unit does not tell what carries it that its seal is broken': unitThatHears((command, state, context) =>
    unitDecider
      .decide(command, state, context)
      .map((event) => (event.type === 'SealBroken' ? { ...event, carrierId: null, carrierVisit: 0 } : event)),
  ),
  'a unit does not tell what carries it that its seal is mended': unitThatHears((command, state, context) =>
    unitDecider
      .decide(command, state, context)
      .map((event) => (event.type === 'SealApplied' ? { ...event, carrierId: null, carrierVisit: 0 } : event)),
  ),
  'a unit hears of the seal of what it has put off': unitThatTakes('SealBroken', (state, command) =>
    command.type === 'SealBroken' && state.status !== 'departed'
      ? {
          visit: command.carrierVisit,
          manifest: [
            ...state.manifest,
            {
              contentId: command.unitId,
              grossWeightGrams: 0,
              pieces: 0,
              parcels: 0,
              volumeCm3: 0,
              unmeasured: 1,
              lengthMm: 0,
              part: null,
            },
          ],
        }
      : {},
  ),
  'the register gives a number twice': {
    ...sound,
    seal: {
      ...sealDecider,
      decide: (command: never, _: SealState, context: never): readonly (SealTaken | SealDeclined)[] =>
        sealDecider.decide(command, sealDecider.initialState, context),
    } as unknown as AnyDecider,
  },
};
