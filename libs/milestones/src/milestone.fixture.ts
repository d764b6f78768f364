import { Milestone, type MilestoneReached, type Recorded } from '@alataw/contracts';
import * as fc from 'fast-check';

/** A loading of a piece, as the log has it. */
export const reached: MilestoneReached = {
  type: 'MilestoneReached',
  ...{ parcelId: 'CNPOST.LX473124829CN', number: 3, milestone: 'LOADED', happenedAt: 1_790_000_000_000 },
  ...{ carrier: 'KAZPOST', platform: 'SILKROAD', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
  ...{ unitId: 'truck:KZ-123ABC02', transportId: null, reason: null, piece: 2, declarationVersion: 1 },
};
const meta = {
  ...{ eventId: 'carriers:loading.events:3:17:0', causeId: 'loading:x', correlationId: 'c-1', actor: 'staff:dock-1' },
  ...{ occurredAt: 1, recordedAt: 1_790_000_000_250, sequence: 4 },
  cause: { topic: 'loading.events', partition: 3, offset: 17, originPartition: -1, originOffset: -1 },
};
export const recorded: Recorded<MilestoneReached> = { ...reached, meta };

/** What a record can bear: no NUL, no half of a surrogate pair. */
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((each) => !each.includes('\0'));
const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });
const optional = fc.option(text, { nil: null });

/** Any milestone that the log could hold. */
export const anyMilestone: fc.Arbitrary<Recorded<MilestoneReached>> = fc
  .record({
    ...{ parcelId: text, carrier: text, platform: text, destinationCountry: text, portCode: text, tradeMode: text },
    milestone: fc.constantFrom(...Milestone),
    ...{ number: fc.integer({ min: 1, max: 2 ** 31 - 1 }), declarationVersion: fc.nat(), happenedAt: moment },
    ...{ unitId: optional, transportId: optional, reason: optional, piece: fc.option(fc.nat(), { nil: null }) },
    meta: fc.record({ eventId: text, causeId: text, correlationId: text, recordedAt: moment }),
  })
  .map(({ meta: own, ...fields }) => ({ type: 'MilestoneReached', ...fields, meta: { ...meta, ...own } }));
