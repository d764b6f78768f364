import { DEAD_LETTER_QUEUE, InspectionQueue, stages } from '@alataw/contracts';
import { codesOf } from '@alataw/values';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const apps = join(__dirname, '../../apps');

/** The queues that the definitions of the stages name; those of the inspection are named by its schema. */
function queues(): string[] {
  return readdirSync(apps).flatMap((stage) => {
    const definitions = readdirSync(join(apps, stage, 'src')).filter((file) => /\.(stage|entities)\.ts$/.test(file));
    const text = definitions.map((file) => readFileSync(join(apps, stage, 'src', file), 'utf8')).join('');
    const named = [...text.matchAll(/'queue:([a-z-]+)'/g)].map(([, name]) => `${stage}.${name}`);
    return text.includes('`queue:') ? [...named, ...InspectionQueue.map((name) => `${stage}.${name}`)] : named;
  });
}

it('Every queue is in the code list, and nothing else', () => {
  const known = new Set(queues().filter((name) => !name.endsWith('.none')));
  for (const stage of stages) known.add(`${stage}.${DEAD_LETTER_QUEUE}`);
  expect([...codesOf('Queue')].sort()).toEqual([...known].sort());
});
