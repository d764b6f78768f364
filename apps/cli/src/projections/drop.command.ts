import { topicsOf } from '@alataw/contracts';
import { LaneProjection, slotLanes } from '@alataw/projection';
import { CommandError, type Command } from '../command';
import { withLog, withRedis } from '../connection';
import { lanesOf, needsOf, readSlot, slotText } from './slots';

/** Removes one fold of a stage from Redis that nobody needs any more. What it was can be built again from the log. */
export const dropProjection: Command = {
  name: 'projections drop',
  summary: 'removes a fold of a stage from Redis that nobody needs',
  usage: ['STAGE@FOLD           as projections list shows it', '--json               one JSON object per lane'],
  options: {},
  async run(options, [operand = '', ...more], terminal) {
    if (more.length > 0) throw new CommandError('Say one projection at a time.');
    const of = readSlot(operand);
    const topics = [topicsOf(of.stage).events];
    const partitions = await withLog(options, terminal, topics, (log) => Promise.resolve(lanesOf(log, of.stage)));
    await withRedis(options, terminal, async (redis) => {
      const lanes = await slotLanes(redis, of, partitions);
      const needs = needsOf(lanes);
      if (needs.length > 0)
        throw new CommandError(`${slotText(of)} is needed: ${needs.join('; ')}. Nothing was removed.`);
      if (!lanes.some(({ exists }) => exists)) {
        throw new CommandError(`There is no ${slotText(of)} in Redis: see alataw projections list.`);
      }
      const projection = new LaneProjection(redis, of, new AbortController().signal);
      for (const { partition, exists } of lanes) {
        const outcome = exists ? await projection.drop(partition) : 'dropped';
        if (outcome !== 'dropped') {
          throw new CommandError(
            `A process has begun to use or to build lane ${partition} of ${slotText(of)}: it and those after it were left.`,
          );
        }
        const line = `lane ${partition}  ${exists ? 'removed' : 'there was nothing'}`;
        const view = { slot: slotText(of), lane: partition, removed: exists };
        terminal.print(options['json'] === true ? JSON.stringify(view) : line);
      }
    });
  },
};
