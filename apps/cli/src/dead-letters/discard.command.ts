import { Codec, DiscardParked } from '@alataw/contracts';
import { CommandError, required, type Command } from '../command';
import { withLog } from '../connection';
import { letterTopics, placeIn } from './letters';
import { Settlement } from './settle';

const MAX_NOTE = 500;

/** Gives records up: they are not processed, and wait no more. */
export const discardDeadLetters: Command = {
  name: 'dead-letters discard',
  summary: 'gives parked records up for good',
  usage: [
    'ID…                  as dead-letters list shows them',
    `--note TEXT          why; it stands in the log, at most ${MAX_NOTE} characters`,
    '--json               one JSON object per line',
  ],
  options: { note: { type: 'string' } },
  async run(options, operands, terminal) {
    if (operands.length === 0) throw new CommandError('Say which: alataw dead-letters discard ID… --note TEXT.');
    const note = required(options, 'note');
    if (note.length > MAX_NOTE) throw new CommandError(`Say --note in at most ${MAX_NOTE} characters.`);
    const stages = [...new Set(operands.map((id) => placeIn(id).stage))];
    const codec = Codec.embedded();
    await withLog(options, terminal, letterTopics(stages), async (log) => {
      const commands = operands.map((deadLetterId): DiscardParked => ({ type: 'DiscardParked', deadLetterId, note }));
      const settling = new Settlement(log, codec, DiscardParked, 'ParkedRecordDiscarded', options, terminal);
      await settling.send(commands);
      const missed = operands.length - settling.outcome.done;
      if (missed > 0) throw new CommandError(`${missed} of ${operands.length} were not discarded.`);
    });
  },
};
