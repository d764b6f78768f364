import { dockCodec, dockStage, put } from '../../../test/simulation/dock.stage';
import { StageRecords } from './stage-records';

const codec = dockCodec();
const records = new StageRecords(dockStage, codec);
records.open(1);

const recordOf = (value: Buffer) => ({ offset: 0, timestamp: 0, key: null, headers: null, value });

describe(StageRecords.name, () => {
  const command = put(codec, 1, 'T-1', 'P-1').value;
  const event = records.claimed({ partition: 0, producerId: 1, producerEpoch: 0, instance: 'i', claimedAt: 0 }).value;

  it('takes a command among the commands', () => {
    expect(records.prepare('loading.commands', 0, recordOf(command))).toMatchObject({ failure: null });
  });

  it('parks what does not belong among the commands: whoever put it there waits for an answer', () => {
    expect(records.prepare('loading.commands', 0, recordOf(event))).toMatchObject({
      failure: { reason: 'MISROUTED', detail: 'LaneClaimed does not belong into loading.commands' },
      commands: [],
    });
  });

  it("leaves alone what is not for this stage among others' events", () => {
    expect(records.prepare('loading.transfer', 0, recordOf(event))).toBeNull();
  });
});
