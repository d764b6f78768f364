import type {
  DeclarationFaultCode,
  DeclarationState,
  PredecessorConfirmed,
  PredecessorFreed,
  PredecessorRefused,
} from '@alataw/contracts';

/** A declaration names this parcel as the one that it takes up again: a share of its filing. */
export interface AskPredecessor {
  readonly type: 'AskPredecessor';
  readonly parcelId: string;
  readonly successorId: string;
  /** The platform of the successor. */
  readonly platform: string;
  /** Of the successor's declaration. */
  readonly version: number;
}

export type PredecessorEvent = PredecessorConfirmed | PredecessorRefused | PredecessorFreed;

/** Decides, in the lane of the predecessor, who takes it up: only there is it certain that it is over and nobody else does. */
export function decidePredecessor(
  command: AskPredecessor,
  state: DeclarationState,
): PredecessorConfirmed | PredecessorRefused {
  const { parcelId, successorId, platform, version } = command;
  const link = { parcelId, successorId, platform, version };
  const code = faultOf(command, state);
  if (code === null) return { type: 'PredecessorConfirmed', ...link };
  return { type: 'PredecessorRefused', ...link, faults: [{ code, pointer: '/predecessorId' }] };
}

function faultOf({ successorId, platform }: AskPredecessor, state: DeclarationState): DeclarationFaultCode | null {
  if (state.status === 'absent' || state.platform !== platform) return 'PREDECESSOR_UNKNOWN';
  if (state.status !== 'rejected' && !isCalledOff(state)) return 'PREDECESSOR_OPEN';
  return state.successorId === null || state.successorId === successorId ? null : 'PREDECESSOR_TAKEN';
}

/** Its goods were declared and did not leave. */
export const isCalledOff = ({ closed }: DeclarationState): boolean => closed !== null && closed !== 'DEPARTED';

export function evolvePredecessor(state: DeclarationState, event: PredecessorEvent): DeclarationState {
  switch (event.type) {
    case 'PredecessorConfirmed':
      return { ...state, successorId: event.successorId };
    case 'PredecessorFreed':
      return { ...state, successorId: null };
    case 'PredecessorRefused':
      return state;
  }
}
