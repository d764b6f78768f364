import type {
  AcceptMass,
  LoadUnitState,
  MassAccepted,
  MassStanding,
  TruckWeighed,
  UnitCommandRefused,
  UnitRefusal,
  WeighTruck,
} from '@alataw/contracts';
import { unitKindOf } from '@alataw/values';
import type { LoadingRules } from './loading.rules';
import { refuse } from './unit.opening';

/**
 * A truck is weighed with nothing in it, and closed with its load; the last weighing counts. What it weighs more is compared with
 * what its manifest says. Whoever opens it again has to weigh it again.
 * @param at epoch ms UTC
 */
export function weigh(
  { unitId, weighing, massGrams }: WeighTruck,
  state: LoadUnitState,
  rules: LoadingRules,
  at: number,
): TruckWeighed | UnitCommandRefused {
  const reason = weighing === 'GROSS' ? grossFault(unitId, state) : tareFault(unitId, state);
  if (reason !== null) return refuse(unitId, 'WEIGH', reason);
  const { visit } = state;
  if (weighing !== 'GROSS') {
    return { type: 'TruckWeighed', unitId, visit, weighing: 'TARE', massGrams, differenceGrams: 0, standing: 'NONE' };
  }
  const differenceGrams = massGrams - state.tareGrams - state.massGrams;
  const standing: MassStanding =
    Math.abs(differenceGrams) <= toleranceGrams(state.massGrams, rules, at) ? 'MATCHES' : 'DIFFERS';
  return { type: 'TruckWeighed', unitId, visit, weighing, massGrams, differenceGrams, standing };
}

/** An officer has looked into a mass that differs. */
export function acceptMass(
  { unitId, remark }: AcceptMass,
  { massStanding, visit }: LoadUnitState,
): MassAccepted | UnitCommandRefused {
  if (massStanding !== 'DIFFERS') return refuse(unitId, 'ACCEPT_MASS', 'MASS_NOT_IN_QUESTION');
  return { type: 'MassAccepted', unitId, visit, remark };
}

/** Grams; 0 where no rule says anything. */
function toleranceGrams(manifestGrams: number, { massTolerance }: LoadingRules, at: number): number {
  const { grams, perTenThousand } = massTolerance.inForce(at) ?? { grams: 0, perTenThousand: 0 };
  return Math.max(grams, Math.floor((manifestGrams * perTenThousand) / 10_000));
}

function tareFault(unitId: string, { status, manifest, reserved }: LoadUnitState): UnitRefusal | null {
  if (unitKindOf(unitId) !== 'truck') return 'NOT_A_TRUCK';
  if (status === 'absent') return 'UNKNOWN_UNIT';
  if (status === 'departed') return 'ALREADY_DEPARTED';
  return manifest.length + reserved.length > 0 ? 'NOT_EMPTY' : null;
}

function grossFault(unitId: string, { status, tareGrams }: LoadUnitState): UnitRefusal | null {
  if (unitKindOf(unitId) !== 'truck') return 'NOT_A_TRUCK';
  if (status === 'absent') return 'UNKNOWN_UNIT';
  if (status === 'departed') return 'ALREADY_DEPARTED';
  if (status !== 'closed') return 'NOT_CLOSED';
  return tareGrams === 0 ? 'NOT_WEIGHED' : null;
}
