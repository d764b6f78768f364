import { metaOf } from '../memory/memory-centre';
import type { LiveEvent } from '../live/live-event';
import { SETTLEMENTS } from './settlement';
import { WaitingRoom } from './waiting-room';

const event = (type: string, correlationId: string): LiveEvent => ({
  type,
  stage: 'release',
  partition: 0,
  offset: 0,
  entityId: 'CNPOST.A',
  meta: metaOf(correlationId),
  fields: {},
});

describe(WaitingRoom.name, () => {
  it('ends the wait with the event that settles the request', async () => {
    const room = new WaitingRoom(10);
    const waiting = room.expect('c1', SETTLEMENTS.hold).wait(5_000);
    room.onEvents([event('ParcelHeld', 'c2'), event('ParcelReleased', 'c1'), event('HoldRequested', 'c1')], []);
    room.onEvents([event('HoldTooLate', 'c1'), event('ParcelHeld', 'c1')], []);
    expect(await waiting).toMatchObject({ meaning: 'refused', event: { type: 'HoldTooLate' } });
    expect(room.size).toBe(0);
  });

  it('knows an answer that came before the wait began', async () => {
    const room = new WaitingRoom(10);
    const ticket = room.expect('c1', SETTLEMENTS.hold);
    room.onEvents([event('ParcelHeld', 'c1')], []);
    expect(await ticket.wait(5_000)).toMatchObject({ meaning: 'done' });
  });

  it('tells what is under way when the time is over', async () => {
    const room = new WaitingRoom(10);
    const waiting = room.expect('c1', SETTLEMENTS.hold).wait(5);
    room.onEvents([event('HoldRequested', 'c1')], []);
    expect(await waiting).toMatchObject({ meaning: 'underway' });
  });

  it('ends the wait for a command that was put aside', async () => {
    const room = new WaitingRoom(10);
    const waiting = room.expect('c1', SETTLEMENTS.declare).wait(5_000);
    room.onEvents([event('RecordParked', 'c1')], []);
    expect(await waiting).toMatchObject({ meaning: 'parked' });
  });

  it('has no interest in events while nobody waits', () => {
    const room = new WaitingRoom(10);
    expect(room.isInterested).toBe(false);
    const ticket = room.expect('c1', SETTLEMENTS.declare);
    expect(room.isInterested).toBe(true);
    ticket.leave();
    expect(room.isInterested).toBe(false);
  });

  it('does not let more wait than it has seats for', async () => {
    const room = new WaitingRoom(1);
    room.expect('c1', SETTLEMENTS.declare);
    expect(await room.expect('c2', SETTLEMENTS.declare).wait(60_000)).toBeUndefined();
    expect(room.size).toBe(1);
  });

  it('ends all waits when the process stops', async () => {
    const room = new WaitingRoom(10);
    const waiting = room.expect('c1', SETTLEMENTS.declare).wait(60_000);
    room.close();
    expect(await waiting).toBeUndefined();
  });
});
