import type { ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';

/** A compiled condition. @throws where it cannot be evaluated */
export interface Condition<Context> {
  (context: Context): unknown;
  readonly ast: ASTNode;
}

/** Why an expression is no condition. */
export class ConditionFault extends Error {
  override readonly name = 'ConditionFault';
  /** @param position in the expression, from 1; null: the expression as a whole */
  constructor(
    message: string,
    readonly position: number | null,
  ) {
    super(message);
  }
}

/**
 * Compiles an expression that is true or false, so that a mistake stops its author and nobody else.
 * @param specimen it is evaluated once: that finds what only shows when it runs
 * @param judge refuses what may not even be evaluated
 * @throws {ConditionFault}
 */
export function compileCondition<Context extends object>(
  environment: Environment,
  text: string,
  specimen: Context,
  judge: (ast: ASTNode) => void = () => undefined,
): Condition<Context> {
  try {
    const evaluate = environment.parse(text);
    judge(evaluate.ast);
    const { valid, type, error } = evaluate.check();
    if (!valid) throw error ?? new Error('does not compile');
    if (type !== 'bool') throw new Error(`must be true or false, is ${type}`);
    evaluate({ ...specimen });
    return evaluate;
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): ConditionFault {
  if (error instanceof ConditionFault) return error;
  if (!isLocated(error)) return new ConditionFault(error instanceof Error ? error.message : String(error), null);
  return new ConditionFault(error.summary, error.range ? error.range.start + 1 : null);
}

/** Parse, type and evaluation errors of CEL have the same members. */
function isLocated(error: unknown): error is Pick<ParseError, 'range' | 'summary'> {
  return error instanceof Error && 'range' in error && 'summary' in error;
}
