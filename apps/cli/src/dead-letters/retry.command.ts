import { Codec, ParkReason, RetryParked } from '@alataw/contracts';
import { CommandError, required, text, type Command, type OptionValues, type Terminal } from '../command';
import { withLog } from '../connection';
import { letterTopics, placeIn, stagesOf } from './letters';
import { parkedLetters } from './parked';
import { CHUNK, Settlement, type Outcome } from './settle';

/** Takes records through their stage again, once what stood in their way is mended. */
export const retryDeadLetters: Command = {
  name: 'dead-letters retry',
  summary: 'has parked records processed again, and waits for the outcome',
  usage: [
    'ID…                  as dead-letters list shows them',
    `--all --stage STAGE  instead of ids: all that are parked there, ${CHUNK} at a time; what broke off is run again`,
    '--reason REASON      with --all: only those that were parked for this reason',
    '--json               one JSON object per line; with --all, the last is {"summary":{…}}',
  ],
  options: { all: { type: 'boolean' }, stage: { type: 'string' }, reason: { type: 'string' } },
  async run(options, operands, terminal) {
    const isAll = options['all'] === true;
    if (isAll) required(options, 'stage');
    if (isAll === operands.length > 0) {
      throw new CommandError('Say which: alataw dead-letters retry ID…, or --all --stage STAGE.');
    }
    const reason = reasonOf(options);
    const outcome = isAll ? await retryAll(options, terminal, reason) : await retryThese(options, operands, terminal);
    const missed = outcome.asked - outcome.done;
    if (missed > 0) throw new CommandError(`${missed} of ${outcome.asked} were not retried.`);
  },
};

const retryOf = (deadLetterId: string): RetryParked => ({ type: 'RetryParked', deadLetterId });

async function retryThese(options: OptionValues, ids: readonly string[], terminal: Terminal): Promise<Outcome> {
  const topics = letterTopics([...new Set(ids.map((id) => placeIn(id).stage))]);
  return withLog(options, terminal, topics, async (log) => {
    const retrying = new Settlement(log, Codec.embedded(), RetryParked, 'ParkedRecordRetried', options, terminal);
    await retrying.send(ids.map(retryOf));
    return retrying.outcome;
  });
}

async function retryAll(options: OptionValues, terminal: Terminal, reason: ParkReason | undefined): Promise<Outcome> {
  const codec = Codec.embedded();
  const stages = stagesOf(options);
  return withLog(options, terminal, letterTopics(stages), async (log) => {
    const retrying = new Settlement(log, codec, RetryParked, 'ParkedRecordRetried', options, terminal);
    try {
      for (const stage of stages) {
        for await (const letters of parkedLetters(log, codec, stage)) {
          const ids = letters
            .filter(({ state }) => reason === undefined || state.reason === reason)
            .map(({ id }) => id);
          await retrying.send(ids.map(retryOf), () => terminal.tell(summaryOf(retrying.outcome)));
        }
      }
    } finally {
      if (options['json'] === true) terminal.print(JSON.stringify({ summary: viewOf(retrying.outcome) }));
      else terminal.print(retrying.outcome.asked === 0 ? 'No dead letters.' : summaryOf(retrying.outcome));
    }
    return retrying.outcome;
  });
}

const unanswered = ({ asked, done, failed, refused }: Outcome): number => asked - done - failed - refused;

function summaryOf(outcome: Outcome): string {
  const { done, failed, refused } = outcome;
  const late = unanswered(outcome) > 0 ? `, ${unanswered(outcome)} not answered yet` : '';
  return `${done} retried, ${failed} failed again and still parked, ${refused} refused as settled before${late}.`;
}

function viewOf(outcome: Outcome): object {
  const { asked, done, failed, refused } = outcome;
  return { asked, retried: done, stillParked: failed, refused, unanswered: unanswered(outcome) };
}

function reasonOf(options: OptionValues): ParkReason | undefined {
  const name = text(options, 'reason');
  if (name === undefined) return undefined;
  const reason = ParkReason.find((known) => known === name);
  if (reason === undefined) throw new CommandError(`Say --reason as one of ${ParkReason.join(', ')}.`);
  if (options['all'] !== true) throw new CommandError('Leave out --reason: it goes with --all.');
  return reason;
}
