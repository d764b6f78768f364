import { ApplySeal, RemoveSeal, ReplaceSeal, VerifySeal } from '@alataw/contracts';
import { order, type UnitAction } from './unit-actions';

const STAMPED = { issuer: 'CNCUSTOMS', number: 'AL0012345', sealClass: 'H' } as const;
const SEAL = 'seal:CNCUSTOMS:AL0012345';

/** Numbers are stamped in capitals, however they are typed. */
const stamped = ({ issuer, number, sealClass }: Pick<ApplySeal, 'issuer' | 'number' | 'sealClass'>) => ({
  ...{ issuer: issuer.toUpperCase(), number: number.toUpperCase(), sealClass },
});

/** What staff do with the seals of a closed unit, one by one. @param name of its kind, as operations have it */
export const sealActions = (name: string, words: string): readonly UnitAction[] => [
  order(
    {
      ...{ path: 'seals', id: `applySealTo${name}`, summary: `Put a seal on ${words}` },
      ...({ body: 'SealingBody', example: STAMPED } as const),
    },
    'applySeal',
    ApplySeal,
    (unitId, body) => ({ type: 'ApplySeal', unitId, ...stamped(body) }),
  ),
  order(
    {
      ...{ path: 'verify-seal', id: `verifySealOf${name}`, summary: `Tell how a seal of ${words} was found` },
      ...({ body: 'SealVerificationBody', example: { sealId: SEAL, finding: 'INTACT' } } as const),
    },
    'verifySeal',
    VerifySeal,
    (unitId, { sealId, finding, remark = null }) => ({ type: 'VerifySeal', unitId, sealId, finding, remark }),
  ),
  order(
    {
      ...{
        path: 'replace-seal',
        id: `replaceSealOf${name}`,
        summary: `Put a seal of ${words} in the place of another`,
      },
      ...({
        body: 'SealReplacementBody',
        example: { sealId: SEAL, ...STAMPED, number: 'AL0012346', reason: 'EXAMINED' },
      } as const),
    },
    'applySeal',
    ReplaceSeal,
    (unitId, { sealId, reason, ...body }) => ({ type: 'ReplaceSeal', unitId, sealId, ...stamped(body), reason }),
  ),
  order(
    {
      ...{
        path: 'remove-seal',
        id: `removeSealOf${name}`,
        summary: `Take a seal off ${words}; with the last one it is open`,
      },
      ...({ body: 'SealRemovalBody', example: { sealId: SEAL, reason: 'CUSTOMS_ORDER' } } as const),
    },
    'removeSeal',
    RemoveSeal,
    (unitId, { sealId, reason }) => ({ type: 'RemoveSeal', unitId, sealId, reason }),
  ),
];
