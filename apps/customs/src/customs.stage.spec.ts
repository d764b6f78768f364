import { CustomsStatus } from '@alataw/contracts';
import { customsStage } from './customs.stage';
import { initialState } from './domain/file';
import { rules } from './domain/customs.fixture';

const [parcel] = customsStage(rules).entities;
const report = { document: 'LIST', version: 1, attempts: 1, refusals: 0, asked: 0, nextAt: 0 } as const;

describe('customsStage', () => {
  it('lets nothing wait in a queue: parcels do so elsewhere', () => {
    const sets = parcel?.memberships({ ...initialState, status: 'filed', due: 5, unanswered: 7 });
    expect(sets).toEqual([
      { set: 'index:due', since: 5 },
      { set: 'index:unanswered', since: 7 },
    ]);
    expect(parcel?.memberships(initialState)).toEqual([]);
  });
  it('counts a parcel as reporting until all is answered, then by what customs says', () => {
    const of = (step: 'DUE' | 'SENT' | 'ANSWERED', due: number) =>
      parcel?.status({ ...initialState, status: 'accepted', due, reports: [{ ...report, step }] });
    expect([of('DUE', 1), of('SENT', 0), of('ANSWERED', 0)]).toEqual(['reporting', 'reporting', 'accepted']);
  });
  it('forgets a parcel once customs has answered all', () => {
    const told = { type: 'ParcelRetired', parcelId: 'CNPOST.LX1' };
    const decided = (step: 'SENT' | 'ANSWERED') =>
      parcel?.decider.decide(
        told,
        { ...initialState, status: 'accepted', reports: [{ ...report, step }] },
        { at: 1, actor: 'system:spec' },
      );
    expect([decided('SENT'), decided('ANSWERED')]).toEqual([[], [{ ...told, type: 'FilingRetired' }]]);
  });
  it('does not count a parcel that it does not know', () => {
    expect(CustomsStatus.filter((status) => parcel?.status({ ...initialState, status }) === null)).toEqual(['absent']);
  });
});
