import type { LoadUnitState, UnitSeal } from '@alataw/contracts';

/** The seals that are on a unit, by their ids. */
export const sealIdsOn = ({ seals }: Pick<LoadUnitState, 'seals'>): string[] =>
  seals.filter(({ status }) => status !== 'asked').map(({ sealId }) => sealId);

/** What is told at the closing is on the unit, without a look into the register. */
export const toldAtClosing = (sealId: string): UnitSeal => ({
  ...{ sealId, sealClass: 'UNKNOWN', status: 'applied', replaces: null },
});

/** Whether a number is being asked for. */
export const isSealPending = ({ seals }: LoadUnitState): boolean => seals.some(({ status }) => status === 'asked');

/** Whether a seal is broken, on the unit or on something in it. */
export const hasBrokenSeal = ({ seals, alarms }: LoadUnitState): boolean =>
  alarms.length > 0 || seals.some(({ status }) => status === 'broken');
