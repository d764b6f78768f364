import { Codec, ParkReason, RetryParked } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { CommandError, required, text, type Command, type OptionValues } from '../command';
import { withLog } from '../connection';
import { answersTo, ask } from './ask';
import { letterTopics, placeIn, readLetters, stagesOf } from './letters';

/** Takes records through their stage again, once what stood in their way is mended. */
export const retryDeadLetters: Command = {
  name: 'dead-letters retry',
  summary: 'has parked records processed again, and waits for the outcome',
  usage: [
    'ID…                  as dead-letters list shows them',
    '--all --stage STAGE  instead of ids: all that are parked there',
    '--reason REASON      with --all: only those that were parked for this reason',
    '--json               one JSON object per line',
  ],
  options: { all: { type: 'boolean' }, stage: { type: 'string' }, reason: { type: 'string' } },
  async run(options, operands, terminal) {
    const codec = Codec.embedded();
    const isAll = options['all'] === true;
    if (isAll) required(options, 'stage');
    if (isAll === operands.length > 0) {
      throw new CommandError('Say which: alataw dead-letters retry ID…, or --all --stage STAGE.');
    }
    const reason = reasonOf(options);
    const stages = isAll ? stagesOf(options) : [...new Set(operands.map((id) => placeIn(id).stage))];
    await withLog(options, terminal, letterTopics(stages), async (log) => {
      const ids = isAll ? await parkedIn(log, codec, options, reason) : operands;
      if (ids.length === 0) return terminal.print('No dead letters.');
      const commands = ids.map((deadLetterId): RetryParked => ({ type: 'RetryParked', deadLetterId }));
      const answers = answersTo('ParkedRecordRetried', options, terminal);
      await ask(log, codec, terminal.now(), RetryParked, commands, (answer) => answers.print(answer));
      if (answers.missed > 0) throw new CommandError(`${answers.missed} of ${ids.length} were not retried.`);
    });
  },
};

async function parkedIn(
  log: KafkaLog,
  codec: Codec,
  options: OptionValues,
  reason: ParkReason | undefined,
): Promise<string[]> {
  const found = await Promise.all(stagesOf(options).map((stage) => readLetters(log, codec, stage)));
  return found
    .flat()
    .filter(({ state }) => state.status === 'parked' && (reason === undefined || state.reason === reason))
    .map(({ id }) => id);
}

function reasonOf(options: OptionValues): ParkReason | undefined {
  const name = text(options, 'reason');
  if (name === undefined) return undefined;
  const reason = ParkReason.find((known) => known === name);
  if (reason === undefined) throw new CommandError(`Say --reason as one of ${ParkReason.join(', ')}.`);
  if (options['all'] !== true) throw new CommandError('Leave out --reason: it goes with --all.');
  return reason;
}
