import type {
  DeclarationFaultCode,
  DeclarationState,
  PredecessorFreed,
  ReturnConfirmed,
  ReturnFreed,
  ReturnRefused,
} from '@alataw/contracts';

/** A declaration says that the goods of this parcel, which departed, come back as another: a share of its filing. */
export interface AskReturn {
  readonly type: 'AskReturn';
  /** The original. */
  readonly parcelId: string;
  readonly returnId: string;
  /** The platform of the return. */
  readonly platform: string;
  /** Of the return's declaration. */
  readonly version: number;
}

/** A declaration gives up this parcel, as whatever it had named it. */
export interface FreeParcel {
  readonly type: 'FreeParcel';
  readonly parcelId: string;
  /** Who had named it. */
  readonly namedBy: string;
  readonly platform: string;
  readonly version: number;
}

export type ReturnEvent = ReturnConfirmed | ReturnRefused | ReturnFreed;

/**
 * Decides, in the lane of the original, whether its goods come back: only there is it certain that they left, and that they do
 * not come back twice. Holds for an original that is forgotten but for its number as well.
 */
export function decideReturn(command: AskReturn, state: DeclarationState): ReturnConfirmed | ReturnRefused {
  const { parcelId, returnId, platform, version } = command;
  const link = { parcelId, returnId, platform, version };
  const code = faultOf(command, state);
  if (code === null) return { type: 'ReturnConfirmed', ...link };
  return { type: 'ReturnRefused', ...link, faults: [{ code, pointer: '/returnOf' }] };
}

function faultOf({ returnId, platform }: AskReturn, state: DeclarationState): DeclarationFaultCode | null {
  if (state.status === 'absent' || state.platform !== platform) return 'ORIGINAL_UNKNOWN';
  if (state.closed !== 'DEPARTED') return 'ORIGINAL_NOT_DEPARTED';
  return state.returnId === null || state.returnId === returnId ? null : 'ORIGINAL_RETURNED';
}

/** Who asked in vain frees nothing. */
export function decideFreeing(command: FreeParcel, state: DeclarationState): PredecessorFreed | ReturnFreed | null {
  const { parcelId, namedBy, platform, version } = command;
  if (state.successorId === namedBy)
    return { type: 'PredecessorFreed', parcelId, successorId: namedBy, platform, version };
  return state.returnId === namedBy ? { type: 'ReturnFreed', parcelId, returnId: namedBy, platform, version } : null;
}

export function evolveReturn(state: DeclarationState, event: ReturnEvent): DeclarationState {
  switch (event.type) {
    case 'ReturnConfirmed':
      return { ...state, returnId: event.returnId };
    case 'ReturnFreed':
      return { ...state, returnId: null };
    case 'ReturnRefused':
      return state;
  }
}
