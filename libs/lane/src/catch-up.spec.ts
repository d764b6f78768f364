import type { EventMeta } from '@alataw/contracts';
import { encodeEntry, type EntryChange, type LaneChange } from '@alataw/projection';
import { dockCodec } from '../../../test/simulation/dock.stage';
import { gateStage } from '../../../test/simulation/gate.stage';
import { CatchUp, type CountedRecord } from './catch-up';
import { ClaimRule } from './claim-rule';
import { Lane } from './lane';
import { StageRecords } from './stage-records';
import type { AnyEntity } from './subjects';

const codec = dockCodec();
const records = new StageRecords(gateStage, codec);
const [entity] = gateStage.entities as [AnyEntity];
const DAY = 86_400_000;

/** An event of the parcel P1 at this offset, the `sequence`th of its life. */
function event(offset: number, type: 'Noticed' | 'Passed' | 'Left', sequence: number): CountedRecord {
  const cause = { topic: 'loading.events', partition: 0, offset, originPartition: -1, originOffset: -1 };
  const ids = { eventId: `e${offset}`, causeId: '', correlationId: '', actor: 'staff:spec' };
  const meta: EventMeta = { ...ids, occurredAt: 20_000 * DAY, recordedAt: 0, sequence, cause };
  const contract = entity.events.find(({ name }) => name === type)!;
  return {
    record: { offset, timestamp: 0, key: null, value: null, headers: null },
    own: { kind: 'event', entity, id: 'P1', event: { type, parcelId: 'P1', truckId: 'T' }, meta, contract },
  };
}

/** A life of four events, and the beginning of the next. */
const STRETCH = [event(0, 'Noticed', 1), event(1, 'Noticed', 2), event(2, 'Noticed', 3), event(3, 'Left', 4)];
const NEXT = event(4, 'Noticed', 1);

/** Folds a stretch from mark 0 over what Redis holds of the parcel. @returns what is written of it */
async function changesOf(counted: readonly CountedRecord[], stored: Buffer | null): Promise<readonly EntryChange[]> {
  const applied: LaneChange[] = [];
  const projection = {
    load: () => Promise.resolve([stored]),
    apply: (_: number, __: unknown, change: LaneChange) => Promise.resolve((applied.push(change), 'applied' as const)),
  };
  const rule = new ClaimRule({ producerId: 1, producerEpoch: 0 }, () => null);
  await new CatchUp(new Lane(0), { records, codec, projection }, rule).project(counted, counted.length);
  return applied.flatMap(({ entries }) => entries);
}

const entryOf = (sequence: number, offsets: readonly number[], noticed: number): Buffer =>
  encodeEntry({ sequence, eventOffsets: offsets, state: codec.encode(entity.state, { noticed, passed: 0 }) });

describe(CatchUp.name, () => {
  it('removes the entry of what ended, and leaves nothing where nothing is left', async () => {
    expect(await changesOf(STRETCH, null)).toMatchObject([{ id: 'P1', bytes: null, statusAfter: null }]);
    const passed = [event(0, 'Passed', 1), event(1, 'Left', 2)];
    expect(await changesOf(passed, null)).toMatchObject([
      { bytes: null, left: { remains: { owner: 'GATE1', untilDay: 9, note: '' }, today: 20_000 } },
    ]);
  });

  it('begins another life with number 1', async () => {
    expect(await changesOf([...STRETCH, NEXT], null)).toMatchObject([
      { bytes: entryOf(1, [4], 1), statusAfter: 'waiting' },
    ]);
  });

  it('takes what a part of the stretch has left in Redis already for what it is, be its number smaller', async () => {
    // The first of several parts was written before a crash: numbers begin again with a life, offsets do not.
    expect(await changesOf([...STRETCH, NEXT], entryOf(1, [4], 1))).toEqual([]);
    expect(await changesOf(STRETCH, entryOf(2, [0, 1], 2))).toMatchObject([{ bytes: null, statusBefore: 'waiting' }]);
  });

  it('ends a life again that a part of the stretch has ended', async () => {
    const passed = [event(0, 'Passed', 1), event(1, 'Left', 2)];
    const [change] = await changesOf(passed, Buffer.from('\0' + '9:GATE1'));
    expect(change).toMatchObject({ bytes: null, statusBefore: null, statusAfter: null, leave: [], enter: [] });
  });
});
