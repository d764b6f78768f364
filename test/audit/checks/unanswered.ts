import type { Findings } from '../findings';
import { UNREADABLE, type Ledger } from '../log/ledger';
import { placeText, type Place } from '../log/record';
import { answerOf, readersOf } from '../log/stages';
import type { Stage } from '../log/topics';
import type { Causes } from './causes';
import type { Lanes } from './lanes';
import type { Transfers } from './transfers';

/** Invariant 2, seen from the inputs: what a stage must answer has been answered, or parked, or waits for its turn. */
export function findUnanswered(
  of: { readonly ledger: Ledger; readonly lanes: Lanes; readonly causes: Causes; readonly transfers: Transfers },
  isDrained: boolean,
  findings: Findings,
): void {
  const { ledger, lanes, causes, transfers } = of;
  let waiting = 0;
  for (const { topic, partition, end } of ledger.partitions()) {
    for (const stage of readersOf(topic)) {
      // A lane takes the records of a partition in order: whatever stands before one that it has answered, it has read.
      const next = lanes.of(stage, partition).progress.next.get(topic) ?? 0;
      for (let offset = 0; offset < end; offset++) {
        const input = { topic, partition, offset };
        if (!isDue(ledger, stage, input) || transfers.isRepetition(input)) continue;
        findings.checked(2);
        if (causes.hasDecided(stage, input)) continue;
        if (offset >= next && !isDrained) waiting++;
        else findings.violation(2, `${stage} never answered ${ledger.typeAt(input)} at ${placeText(input)}`, input);
      }
    }
  }
  if (waiting > 0) findings.note(2, `${waiting} inputs wait for their decision`);
}

/** Whether a stage has to say something to this input, whatever its state. */
export function isDue(ledger: Ledger, stage: Stage, input: Place): boolean {
  if (ledger.isPassedOver(input)) return false;
  const type = ledger.typeAt(input);
  return type === UNREADABLE || (answerOf(stage, type)?.isRequired ?? false);
}
