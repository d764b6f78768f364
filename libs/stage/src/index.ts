export { at, deciderSpec, type Given, type Then } from './given-when-then';
export type { Ending, Remains } from './ending';
export { findable, unfindable, type Findable } from './findable';
export { forgetting, type Forgetting } from './forgetting';
export { unreachable, type Decider, type DecisionContext } from './decider';
export {
  forward,
  on,
  onEach,
  type Addressed,
  type Entity,
  type EntityKind,
  type Incoming,
  type Membership,
  type Route,
  type StageDefinition,
  type Transfer,
} from './stage-definition';
