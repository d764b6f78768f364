import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../simulation/simulate';
import { controls, runControls, tableOfControls } from './controls';

describe('the guards of the protocol', () => {
  it('are all missed when they are taken away, and the same schedules pass where they are in place', async () => {
    const results = await runControls();
    expect(results.map(({ guard, fault }) => ({ guard, fault }))).toEqual(
      controls.map(({ guard, fault }) => ({ guard, fault })),
    );
    // A control may choose its faults: its own schedules have to pass, not any.
    for (const [i, { seed }] of results.entries()) {
      const { faults } = controls[i]!.tampering;
      const outcome = await simulate(seed, faults === undefined ? {} : { faults });
      expect({ guard: controls[i]!.guard, faults: outcome.faults }).toEqual({ guard: controls[i]!.guard, faults: [] });
    }
  }, 600_000);

  it('stand in the table of the documents', () => {
    const document = readFileSync(join(__dirname, '../../docs/negative-controls.md'), 'utf8');
    expect(rowsOf(document)).toEqual(rowsOf(tableOfControls()));
  });
});

/** The cells of a table's rows, whatever their padding. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.includes('---'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
