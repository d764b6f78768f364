import { Codec } from '@alataw/contracts';
import type { Command } from '../command';
import { withLog } from '../connection';
import { letterTopics, moment, parkedAt, readLetters, stagesOf, type Letter } from './letters';

/** Shows what the stages could not process and nobody has settled yet. */
export const listDeadLetters: Command = {
  name: 'dead-letters list',
  summary: 'shows the records that stages could not process',
  usage: [
    '--stage STAGE        declaration, inspection, release or loading; all unless said',
    '--all                those that were retried or discarded as well',
    '--json               one JSON object per line',
  ],
  options: { stage: { type: 'string' }, all: { type: 'boolean' } },
  async run(options, _operands, terminal) {
    const stages = stagesOf(options);
    const codec = Codec.embedded();
    let shown = 0;
    await withLog(options, terminal, letterTopics(stages), async (log) => {
      for (const stage of stages) {
        for (const letter of await readLetters(log, codec, stage)) {
          if (options['all'] !== true && letter.state.status !== 'parked') continue;
          terminal.print(options['json'] === true ? JSON.stringify(viewOf(letter)) : lineOf(letter));
          shown++;
        }
      }
    });
    if (shown === 0 && options['json'] !== true) terminal.print('No dead letters.');
  },
};

function viewOf(letter: Letter): object {
  const { id, stage, record, state } = letter;
  const { status, topic, partition, offset, reason, detail, attempts } = state;
  return { id, stage, status, record, topic, partition, offset, reason, detail, parkedAt: parkedAt(letter), attempts };
}

function lineOf(letter: Letter): string {
  const { id, record, state } = letter;
  const attempts = state.attempts === 1 ? '1 attempt' : `${state.attempts} attempts`;
  return [
    moment(parkedAt(letter)),
    state.status.padEnd(9),
    state.reason.padEnd(14),
    attempts.padEnd(11),
    (record ?? 'unreadable').padEnd(20),
    id,
  ].join('  ');
}
