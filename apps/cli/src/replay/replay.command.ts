import { Codec } from '@alataw/contracts';
import { CommandError, type Command } from '../command';
import { withLog } from '../connection';
import { placeText, readEntity, topicsOfAll } from '../entity/entity-log';
import { stageDefinitions } from '../entity/stage-definitions';
import { replayStage, type ReplayedDecision } from './replay-stage';
import { inputsWithoutEvent } from './silent-inputs';

/** Takes the recorded inputs of one parcel or load unit through the deciders of this release again. */
export const replay: Command = {
  name: 'replay',
  summary: 'decides all about a parcel or load unit again and compares with what is recorded',
  usage: [
    'PARCEL               or a load unit or document: truck:KZ-123ABC02, order:SILKROAD:PO-1',
    '--rules FILE         rules of the inspection; those of this release unless said',
    '--json               one JSON object per decision or input',
  ],
  options: { rules: { type: 'string' } },
  async run(options, [id = ''], terminal) {
    if (id === '') throw new CommandError('Say which: alataw replay PARCEL.');
    const codec = Codec.embedded();
    const definitions = stageDefinitions(options, terminal.environment);
    const isJson = options['json'] === true;
    let decisions = 0;
    let differences = 0;
    await withLog(options, terminal, topicsOfAll(definitions, codec), async (log) => {
      for (const of of await readEntity(log, codec, definitions, id)) {
        for (const decision of await replayStage(log, codec, of, id)) {
          decisions++;
          if (decision.difference !== null) differences++;
          terminal.print(isJson ? JSON.stringify(decision) : lineOf(decision));
        }
        for (const input of await inputsWithoutEvent(log, of, id)) {
          const { stage, type } = input;
          terminal.print(
            isJson ? JSON.stringify(input) : `${stage}  ${type} ${placeText(input)}  led to no event of it`,
          );
        }
      }
    });
    if (differences > 0) throw new CommandError(`${differences} of ${decisions} decisions come out differently.`);
    if (!isJson) terminal.print(`All ${decisions} decisions come out as they are recorded.`);
  },
};

function lineOf(decision: ReplayedDecision): string {
  const { stage, input, events, difference } = decision;
  const verdict = difference === null ? 'the same' : `DIFFERS: ${difference}`;
  return `${stage}  ${input ?? 'an input'} ${placeText(decision)}  ${events.join(', ')}  ${verdict}`;
}
