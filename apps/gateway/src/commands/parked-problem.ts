import { Problem } from '@alataw/http';

/** A command that the stage could not process: an operator looks after it. */
export function parkedProblem(commandId: string): Problem {
  return new Problem(500, 'PARKED', 'The centre could not process this and has put it aside for an operator.', {
    members: { commandId },
  });
}
