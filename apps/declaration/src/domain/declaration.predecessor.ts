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

/** A declaration gives the link up. */
export interface FreePredecessor extends Omit<AskPredecessor, 'type'> {
  readonly type: 'FreePredecessor';
}

export type PredecessorCommand = AskPredecessor | FreePredecessor;
export type PredecessorEvent = PredecessorConfirmed | PredecessorRefused | PredecessorFreed;

/** Decides, in the lane of the predecessor, who takes it up: only there is it certain that it is over and nobody else does. */
export function decidePredecessor(command: PredecessorCommand, state: DeclarationState): readonly PredecessorEvent[] {
  const { parcelId, successorId, platform, version } = command;
  const link = { parcelId, successorId, platform, version };
  if (command.type === 'FreePredecessor')
    return state.successorId === successorId ? [{ type: 'PredecessorFreed', ...link }] : [];
  const code = faultOf(command, state);
  if (code === null) return [{ type: 'PredecessorConfirmed', ...link }];
  return [{ type: 'PredecessorRefused', ...link, faults: [{ code, pointer: '/predecessorId' }] }];
}

function faultOf({ successorId, platform }: AskPredecessor, state: DeclarationState): DeclarationFaultCode | null {
  if (state.status === 'absent' || state.platform !== platform) return 'PREDECESSOR_UNKNOWN';
  if (state.status !== 'rejected' && state.closed === null) return 'PREDECESSOR_OPEN';
  return state.successorId === null || state.successorId === successorId ? null : 'PREDECESSOR_TAKEN';
}

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
