import { ConditionFault, EventFilter } from '@alataw/filter';
import { Problem } from '@alataw/http';

/** @throws {Problem} 422 with the position of the fault */
export function readFilter(filter: string): EventFilter {
  try {
    return EventFilter.compile(filter);
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    const where = error.position === null ? '' : ` at position ${error.position}`;
    const fault = { pointer: '/filter', code: 'FILTER_INVALID', detail: `Mend the filter${where}: ${error.message}.` };
    throw new Problem(422, 'FILTER_INVALID', fault.detail, { errors: [fault] });
  }
}
