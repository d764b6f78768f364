import { simulate } from '../simulation/simulate';
import type { Tampering } from '../simulation/sim-process';
import * as ports from './ports';
import * as servers from './servers';

/** A guard of the protocol, and what goes wrong where it is missing. */
export interface Control {
  readonly guard: string;
  /** How it is taken away, from outside. */
  readonly without: string;
  readonly tampering: Tampering;
  /** What the audit then says, or how the process then ends. */
  readonly fault: string;
  /** The first seed, where an earlier run has found that it takes many; without it, 1. */
  readonly from?: number;
}

export interface ControlResult {
  readonly guard: string;
  /** What was to be seen without the guard, and was; null: the guard was not missed. */
  readonly fault: string | null;
  /** Schedules run until then, and the seed of the last. */
  readonly schedules: number;
  readonly seed: number;
}

/** A guard that is not missed in so many schedules is not known to be needed. */
const MAX_SCHEDULES = 2_000;

const TWICE = 'an input was decided twice';
const SEQUENCE = 'a sequence of events has a gap or a repetition';
const STATE = 'Redis differs from the log in a state';
const COUNTS = 'Redis counts otherwise than the log';
const COMMAND = 'a command was left without an answer';
const RESERVATION = 'a reservation was answered not once';
const STUCK = 'it does not settle';

export const controls: readonly Control[] = [
  {
    guard: 'The broker refuses the epoch of a former owner',
    without: 'a broker that stores it',
    tampering: { broker: servers.BrokerWithoutEpochs },
    fault: 'a former owner was let write',
  },
  {
    guard: 'The broker stores a repeated append once',
    without: 'a broker that compares no sequence numbers',
    tampering: { broker: servers.BrokerWithoutSequences },
    fault: TWICE,
  },
  {
    guard: 'The broker refuses a repetition that it does not remember',
    without: 'a broker that remembers the last batch alone, and stores what is out of sequence',
    tampering: { broker: servers.BrokerWithoutOrder },
    fault: TWICE,
  },
  {
    guard: 'An append is not sent again once the broker may have forgotten it',
    without: 'appends that are sent again after a day',
    tampering: { resendsForEver: true, faults: ['sleep'] },
    from: 270,
    fault: TWICE,
  },
  {
    guard: 'The catch-up reads up to the own claim record',
    without: 'a log that shows what stood when the epoch was taken',
    tampering: { log: ports.readingUpToTheEpoch },
    fault: STATE,
  },
  {
    guard: 'The catch-up counts what the last claim before it has written',
    without: 'records of former owners relabelled, in the own output',
    tampering: { log: ports.countingFormerOwnersInTheOutput },
    fault: STATE,
  },
  {
    guard: 'An owner goes live only under a claim that is in force',
    without: 'a log that hides the claims of later owners from the catch-up',
    tampering: { log: ports.blindForLaterClaims, faults: ['sleep', 'kill', 'assign'] },
    from: 1_170,
    fault: COMMAND,
  },
  {
    guard: 'Readers downstream count what the last claim before it has written',
    without: 'records of former owners relabelled, in the inputs',
    tampering: { log: ports.countingFormerOwnersInInputs, faults: ['sleep'] },
    fault: 'a decision follows from a record that does not count',
  },
  {
    guard: 'A reader begins with who was in force where it goes on',
    without: 'a log that does not say who wrote the record before',
    tampering: { log: ports.forgettingWhoWasInForce, faults: ['start'] },
    from: 2_270,
    fault: 'what the dock said was noticed not once',
  },
  {
    guard: 'The base offset of an append has to be the mark',
    without: 'answers that always give the expected offset, and a log whose end nobody sees',
    tampering: { log: (log, process) => ports.seeingNoEnds(ports.answeringWhatIsExpected(log, process), process) },
    fault: STUCK,
  },
  {
    guard: 'A round is one append',
    without: 'a batch for each record',
    tampering: { log: ports.appendingOneByOne },
    fault: RESERVATION,
  },
  {
    guard: 'A transfer carries its origin',
    without: 'transfers without',
    tampering: { log: ports.forwardingWithoutOrigin },
    fault: RESERVATION,
  },
  {
    guard: 'Forwarding starts again from the forwarded mark',
    without: 'a forwarded mark that is always the mark',
    tampering: { projection: ports.forwardingFromTheMark },
    fault: RESERVATION,
  },
  {
    guard: 'States are read under the mark',
    without: 'a Redis that does not compare it when it reads',
    tampering: { redis: servers.RedisReadAtAnyMark },
    fault: SEQUENCE,
  },
  {
    guard: 'Changes are applied under the mark',
    without: 'a Redis that does not compare it when it writes',
    tampering: { redis: servers.RedisWrittenAtAnyMark },
    fault: STATE,
  },
  {
    guard: 'Every script compares the owner',
    without: 'a Redis that serves any',
    tampering: { redis: servers.RedisWithoutOwners, faults: ['flush', 'start', 'suspend', 'evict'] },
    fault: COUNTS,
  },
  {
    guard: 'Taking a lane and reading what it holds is one script',
    without: 'a turn for others in between',
    tampering: { projection: ports.readingAfterTaking },
    from: 19_870,
    fault: STATE,
  },
  {
    guard: 'A part of a change follows the part before it',
    without: 'a Redis that takes parts in any order',
    tampering: { redis: servers.RedisWithoutPartNumbers },
    fault: STATE,
  },
  {
    guard: 'A part that stands is passed over',
    without: 'a Redis that writes it again',
    tampering: { redis: servers.RedisRepeatingParts },
    fault: COUNTS,
  },
  {
    guard: 'A claim starts the numbers of parts anew',
    without: 'a Redis that keeps them',
    tampering: { redis: servers.RedisKeepingParts },
    from: 6_670,
    fault: STATE,
  },
  {
    guard: 'A lane with a mark is not emptied',
    without: 'a Redis that empties it',
    tampering: { redis: servers.RedisPurgedLate },
    fault: STATE,
  },
  {
    guard: 'A rebuild begins with an empty lane',
    without: 'a Redis that leaves what is there',
    tampering: { redis: servers.RedisNeverEmptied },
    fault: COUNTS,
  },
  {
    guard: 'An idle lane looks whether Redis was lost',
    without: 'looks that are answered with what the lane believes',
    tampering: { projection: ports.neverLooking },
    fault: STUCK,
  },
  {
    guard: 'An idle lane looks whether another process had it in between',
    without: 'looks that are answered with the mark, whoever is the owner, and a log whose end nobody sees',
    tampering: { projection: ports.lookingAtMarksAlone, log: ports.seeingNoEnds, faults: ['start', 'assign'] },
    fault: STUCK,
  },
  {
    guard: 'A fetch that answers an older question does not count',
    without: 'fetches that say they began where the lane reads by now',
    tampering: { log: ports.answeringTheLatestQuestion, faults: ['stall', 'start'] },
    fault: RESERVATION,
  },
  {
    guard: 'A dead letter that has ended is not processed again',
    without: 'states of dead letters that all say parked',
    tampering: { projection: ports.showingLettersAsParked },
    fault: 'a dead letter was processed that does not wait',
  },
];

/** What one schedule shows: the audit's faults, or the end of a process. */
async function faultsOf(seed: number, tampering: Tampering): Promise<readonly string[]> {
  try {
    return (await simulate(seed, tampering)).faults;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [error.name === 'Error' ? error.message : error.name];
  }
}

/** Takes each guard away and runs schedules until it is missed. */
export async function runControls(): Promise<ControlResult[]> {
  const results: ControlResult[] = [];
  for (const control of controls) results.push(await runControl(control));
  return results;
}

async function runControl({ guard, tampering, fault, from = 1 }: Control): Promise<ControlResult> {
  for (let schedules = 1; schedules <= MAX_SCHEDULES; schedules++) {
    const seed = from + schedules - 1;
    if ((await faultsOf(seed, tampering)).includes(fault)) return { guard, fault, schedules, seed };
  }
  return { guard, fault: null, schedules: MAX_SCHEDULES, seed: from + MAX_SCHEDULES - 1 };
}

/** The table of docs/negative-controls.md. */
export const tableOfControls = (): string =>
  [
    '| Guard | Taken away by | What then goes wrong |',
    '| --- | --- | --- |',
    ...controls.map(({ guard, without, fault }) => `| ${guard} | ${without} | ${fault} |`),
  ].join('\n');
