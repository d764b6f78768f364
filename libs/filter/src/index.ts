export { compileCondition, ConditionFault, type Condition } from './condition';
export { EventFilter, MAX_FILTER_LENGTH, type FilterPart } from './event-filter';
