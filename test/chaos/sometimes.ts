import type { Journal, LogLine } from './journal';
import type { Wire } from './wire/wire';

/** What a run must have seen: without it, the run proves less than it seems to. */
export const SOMETIMES = {
  staleEpochRefused: 'a stale epoch was refused',
  repeatedSendAnsweredWithFirstOffset: 'a repeated send was answered with its first offset',
  unknownOutcomeHadBeenAppended: 'an append of unknown outcome had been made',
  unknownOutcomeHadNotBeenAppended: 'an append of unknown outcome had not been made',
  foreignAppendNoticed: "another's append was noticed",
  redisGapRefused: 'a gap in Redis was refused',
  rebuilds: "a lane's projection was rebuilt from the log",
  catchUps: "a lane's projection was caught up from its mark",
  transfersCameTwice: 'a transfer came twice',
  recordsPassedOver: 'records without the last claim were passed over',
  staleEpochAccepted: 'a stale epoch was accepted by a broker that had forgotten',
  recordsParked: 'a record was parked',
  feedsClaimedAgain: 'a feed was claimed again',
  feedWriterRefused: 'a writer of feeds learnt from a refusal that another one writes',
} as const;
export type Sometimes = Readonly<Record<keyof typeof SOMETIMES, number>>;

/** What the services' logs tell; they are appended to over restarts. */
type Told = Pick<
  Sometimes,
  | 'foreignAppendNoticed'
  | 'redisGapRefused'
  | 'rebuilds'
  | 'catchUps'
  | 'transfersCameTwice'
  | 'recordsPassedOver'
  | 'feedWriterRefused'
>;

const NONE: Told = {
  foreignAppendNoticed: 0,
  redisGapRefused: 0,
  rebuilds: 0,
  catchUps: 0,
  transfersCameTwice: 0,
  recordsPassedOver: 0,
  feedWriterRefused: 0,
};

/** What one line adds. The messages are those of libs/service and of the feeds' writer. */
export function toldBy({ msg, reason, isRebuild, folded, count }: LogLine): Partial<Told> {
  switch (msg) {
    case 'lane is claimed anew':
      return reason === 'foreign-append'
        ? { foreignAppendNoticed: 1 }
        : reason === 'mark-moved'
          ? { redisGapRefused: 1 }
          : {};
    case 'lane is live':
      // Its own claim record is always folded.
      return isRebuild === true ? { rebuilds: 1 } : Number(folded) > 1 ? { catchUps: 1 } : {};
    case 'transfers came again and were ignored':
      return { transfersCameTwice: Number(count) };
    case 'passed over records of an owner that had lost its lane':
      return { recordsPassedOver: Number(count) };
    case 'the feeds are claimed anew':
      return /epoch|fenced/i.test(String(reason)) ? { feedWriterRefused: 1 } : {};
    default:
      return {};
  }
}

/** Counts what happens in a run. */
export class SometimesCounter {
  private readonly told = { ...NONE };

  constructor(
    journal: Pick<Journal, 'listen'>,
    private readonly wire: Pick<Wire, 'seen'>,
    private readonly parked: ReadonlyMap<string, number>,
    private readonly feeds: { readonly claimsAgain: number },
  ) {
    journal.listen((line) => {
      const added = toldBy(line);
      for (const name of Object.keys(added) as (keyof Told)[]) this.told[name] += added[name] ?? 0;
    });
  }

  read(): Sometimes {
    const { seen } = this.wire;
    return {
      ...this.told,
      staleEpochRefused: seen.staleEpochRefused,
      repeatedSendAnsweredWithFirstOffset: seen.repeatedSendAnsweredWithFirstOffset,
      unknownOutcomeHadBeenAppended: seen.unknownOutcomeHadBeenAppended,
      unknownOutcomeHadNotBeenAppended: seen.unknownOutcomeHadNotBeenAppended,
      staleEpochAccepted: seen.staleEpochAccepted,
      recordsParked: this.parked.size,
      feedsClaimedAgain: this.feeds.claimsAgain,
    };
  }
}
