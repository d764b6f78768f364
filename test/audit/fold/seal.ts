import { numberIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

/** What the register knows of a number: the one unit that got it. */
export type SealState = {
  readonly status: 'absent' | 'taken';
  readonly sealClass: string;
  readonly unitId: string;
  readonly visit: number;
  readonly since: number;
};

export const sealFold: Fold<SealState> = {
  stage: 'loading',
  kind: 'seal',
  idField: 'sealId',
  stateName: 'alataw.loading.SealState',
  initial: { status: 'absent', sealClass: 'UNKNOWN', unitId: '', visit: 0, since: 0 },
  events: {
    SealTaken: {
      from: ['absent'],
      to: (_, event, at) => ({
        status: 'taken',
        sealClass: share(textIn(event, 'sealClass')),
        unitId: share(textIn(event, 'unitId')),
        visit: numberIn(event, 'visit'),
        since: at,
      }),
    },
    SealDeclined: {
      from: ['taken'],
      unless: ({ unitId }, event) => (textIn(event, 'usedBy') === unitId ? null : `${unitId} has it`),
    },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : `seal.${status}`),
  sets: [],
  memberships: () => [],
};
