import { EntryStatus, type UnitDeparted } from '@alataw/contracts';
import type { Incoming } from '@alataw/stage';
import { initialEntry } from './domain/entry.state';
import { gateStage } from './gate.stage';

const [application, booking] = gateStage.entities;
const setsOf = (status: EntryStatus, of: object = {}) =>
  application?.memberships({ ...initialEntry, status, since: 17, due: 99, ...of });

describe('gateStage', () => {
  it('lists applications where somebody has to see to them, and by the time that they may not pass', () => {
    const due = { set: 'index:due', since: 99 };
    expect(setsOf('applied')).toEqual([{ set: 'index:entry-applied', since: 17 }, due]);
    expect(setsOf('approved')).toEqual([{ set: 'index:entry-approved', since: 17 }, due]);
    expect(setsOf('atGate')).toEqual([{ set: 'index:at-gate', since: 17 }]);
    expect(setsOf('admitted')).toEqual([{ set: 'index:admitted', since: 17 }]);
    const idle = EntryStatus.filter((status) => setsOf(status)?.length === 0);
    expect(idle).toEqual(['absent', 'booking', 'completed', 'refused', 'cancelled', 'expired', 'turnedAway']);
  });
  it('lists trucks that are looked at closer among those at the gate', () => {
    for (const subject of ['person', 'vehicle']) {
      expect(setsOf('atGate', { [subject]: 'DEEP_CHECK' })?.map(({ set }) => set)).toEqual([
        'index:at-gate',
        'index:deep-check',
      ]);
    }
  });
  it('keeps trucks out of the queues, which hold parcels', () => {
    const sets = EntryStatus.flatMap((status) => setsOf(status) ?? []);
    expect(sets.filter(({ set }) => set.startsWith('queue:'))).toEqual([]);
  });
  it('counts what it knows and nothing else', () => {
    expect(EntryStatus.map((status) => application?.status({ ...initialEntry, status }) ?? null)[0]).toBeNull();
    const state = { kind: 'truck', status: 'booked', applicationIds: ['EA-7K2M9QX4'], inside: null, since: 1 };
    expect(booking?.status(state)).toBe('truck.booked');
    expect(booking?.status({ ...state, status: 'free' })).toBe('truck.free');
    expect(booking?.status({ ...state, status: 'absent' })).toBeNull();
  });
  it('hears that a truck has left, and of no other unit', () => {
    const route = gateStage.consumes.find(({ contract }) => contract.name === 'UnitDeparted');
    const departed = (unitId: string) => ({ type: 'UnitDeparted', unitId }) as Incoming<UnitDeparted>;
    expect(route?.toCommands(departed('truck:KZ-1')).map(({ kind, id }) => [kind, id])).toEqual([
      ['booking', 'truck:KZ-1'],
    ]);
    expect(route?.toCommands(departed('container:CSQU3054383'))).toEqual([]);
  });
  it('hears in other lanes all that it forwards', () => {
    const consumed = gateStage.consumes.map(({ contract }) => contract);
    expect(gateStage.transfers?.events.filter(({ contract }) => !consumed.includes(contract))).toEqual([]);
  });
});
