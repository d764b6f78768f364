import type { DeclarationState, DocumentState } from '@alataw/contracts';
import type { Entity } from '@alataw/stage';
import { declarationStage } from './declaration.stage';
import { documentRules } from './domain/document-rules.fixture';

const stage = declarationStage(documentRules());
const [parcel, document] = stage.entities as [Entity<DeclarationState>, Entity<DocumentState>];
const absent = parcel.decider.initialState;
const accepted: DeclarationState = {
  ...absent,
  status: 'accepted',
  platform: 'TEMU',
  firstSeenAt: 17,
  decidedAt: 23,
};
const order: DocumentState = { ...document.decider.initialState, kind: 'order', status: 'awaited', since: 5 };

describe('declarationStage', () => {
  it("puts a parcel on its platform's list, by the time of the first decision", () => {
    expect(parcel.memberships(accepted)).toEqual([{ set: 'index:platform:TEMU', since: 17 }]);
    expect(parcel.memberships({ ...accepted, status: 'rejected', due: 99 })).toEqual([
      { set: 'index:platform:TEMU', since: 17 },
      { set: 'index:ended', since: 99 },
    ]);
  });
  it('lets a filed parcel wait in one queue, and lists until when', () => {
    expect(parcel.memberships({ ...accepted, status: 'filed', due: 99 })).toEqual([
      { set: 'index:platform:TEMU', since: 17 },
      { set: 'queue:matching', since: 23 },
      { set: 'index:due', since: 99 },
    ]);
  });
  it('remembers of what ended whose number is taken and until when, and nothing of a number that is free', () => {
    const leaves = parcel.ending!.leaves!;
    const retired: DeclarationState = { ...absent, status: 'retired', platform: 'TEMU', due: 20_912 * 86_400_000 };
    expect(leaves.remains(retired)).toEqual({ owner: 'TEMU', untilDay: 20_912, note: '-' });
    expect(leaves.state({ owner: 'TEMU', untilDay: 20_912, note: '-' })).toEqual(retired);
    expect(leaves.remains({ ...retired, due: 0 })).toBeNull();
  });
  it('counts what is accepted, rejected or filed, and nothing else', () => {
    expect(parcel.status(accepted)).toBe('accepted');
    expect(parcel.status({ ...accepted, status: 'filed' })).toBe('filed');
    expect(parcel.status(absent)).toBeNull();
    expect(parcel.memberships(absent)).toEqual([]);
  });
  it('counts documents beside the parcels, lists those that are asked for in vain, and lets none stand in a queue', () => {
    expect(document.status(order)).toBe('order.awaited');
    expect(document.memberships(order)).toEqual([{ set: 'index:awaited', since: 5 }]);
    expect(document.memberships({ ...order, status: 'matched' })).toEqual([]);
    expect(document.status(document.decider.initialState)).toBeNull();
  });
  it('tells its other lanes what lists ask and what documents and predecessors answer, and hears it again', () => {
    const told = stage.transfers?.events.map(({ contract }) => contract.name);
    expect(told).toEqual([
      ...['DeclarationFiled', 'DocumentsGivenBack', 'MatchConfirmed', 'MatchRefused'],
      ...['PredecessorConfirmed', 'PredecessorRefused', 'ReturnConfirmed', 'ReturnRefused'],
    ]);
    expect(stage.consumes.map(({ contract }) => contract.name)).toEqual(expect.arrayContaining(told ?? []));
  });
});
