import { LiftHold } from '@alataw/contracts';
import type { StageDefinition } from '@alataw/stage';
import { CLUSTER_START_MS } from '../../../../test/support/cluster';
import { releaseStage } from '../../../release/src/release.stage';
import { LiveStages } from '../stages.fixture';

const SICK = 'CNPOST.SICK';
const BYTES = Buffer.from('this is no record at all');
let isBroken = true;

/** The release stage with a fault that can be mended while it runs. */
const faulty: StageDefinition = {
  ...releaseStage,
  entities: releaseStage.entities.map((entity) => ({
    ...entity,
    decider: {
      ...entity.decider,
      decide: (command, state, context) => {
        if (isBroken && (command as LiftHold).parcelId === SICK) throw new Error('it stumbles');
        return entity.decider.decide(command, state, context);
      },
    },
  })),
};

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly attempts: number;
  readonly record: string | null;
}

describe('alataw dead-letters', () => {
  let live: LiveStages;
  let sick: string;
  let noise: string;
  const list = async (...more: string[]): Promise<Listed[]> =>
    (await live.alataw('dead-letters', 'list', '--json', ...more)).lines.map((line) => JSON.parse(line) as Listed);

  beforeAll(async () => {
    live = await LiveStages.start([faulty]);
    await live.send(LiftHold, { type: 'LiftHold', parcelId: SICK, remark: null });
    await live.sendBytes('release.commands', SICK, BYTES);
    await live.until(async () => (await list()).length === 2);
    const partition = live.laneOf(SICK);
    [sick, noise] = [`release:release.commands:${partition}:0:0`, `release:release.commands:${partition}:1:0`];
  }, CLUSTER_START_MS);
  afterAll(() => live.stop(), CLUSTER_START_MS);

  it('lists what waits, oldest first', async () => {
    expect(await list('--stage', 'release')).toMatchObject([
      { id: sick, status: 'parked', reason: 'DECIDER_FAILED', attempts: 1, record: 'LiftHold', detail: 'it stumbles' },
      { id: noise, status: 'parked', reason: 'UNDECODABLE', attempts: 1, record: null },
    ]);
    expect(await list('--stage', 'loading')).toEqual([]);
    const { lines } = await live.alataw('dead-letters', 'list');
    expect(lines).toEqual([
      expect.stringMatching(/^20\d\d-.*Z {2}parked {5}DECIDER_FAILED {2}1 attempt {4}LiftHold .* release:release/),
      expect.stringMatching(/UNDECODABLE .* unreadable .* release:release/),
    ]);
  });

  it('shows a record, decoded or as bytes, and why it waits', async () => {
    const record = (await live.alataw('dead-letters', 'show', sick)).lines.join('\n');
    expect(record).toContain(`${sick}: parked, 1 in vain`);
    expect(record).toContain('DECIDER_FAILED: it stumbles');
    expect(record).toContain('alataw.release.LiftHold');
    expect(record).toContain(`"parcelId": "${SICK}"`);
    const bytes = (await live.alataw('dead-letters', 'show', noise)).lines.join('\n');
    expect(bytes).toContain(`${BYTES.length} bytes that are no record`);
    expect(bytes).toContain('000000  74 68 69 73 20 69 73 20 6e 6f 20 72 65 63 6f 72  this is no recor');
    const [json = ''] = (await live.alataw('dead-letters', 'show', noise, '--json')).lines;
    expect(JSON.parse(json)).toMatchObject({
      status: 'parked',
      original: { key: SICK, record: null, bytes: BYTES.toString('hex') },
      history: [{ type: 'RecordParked', data: { deadLetterId: noise } }],
    });
  });

  it('says when a retry fails again, and ends with a fault', async () => {
    expect(await live.alataw('dead-letters', 'retry', sick)).toEqual({
      lines: [`${sick}  failed again: DECIDER_FAILED: it stumbles`],
      fault: '1 of 1 were not retried.',
    });
    expect(await list()).toMatchObject([{ attempts: 2 }, { attempts: 1 }]);
  });

  it('retries all of one reason once the fault is mended, each once', async () => {
    isBroken = false;
    const refusals = await live.countOf('release', 'ReleaseCommandRefused');
    const all = ['dead-letters', 'retry', '--all', '--stage', 'release', '--reason', 'DECIDER_FAILED'];
    const summary = '1 retried, 0 failed again and still parked, 0 refused as settled before.';
    expect(await live.alataw(...all)).toEqual({ lines: [`${sick}  retried: 1 event`, summary], fault: '' });
    expect(await live.countOf('release', 'ReleaseCommandRefused')).toBe(refusals + 1);
    const [traced = ''] = (await live.alataw('trace', SICK, '--json')).lines;
    const { events } = JSON.parse(traced) as {
      events: { type: string; meta: { correlationId: string; actor: string } }[];
    };
    // The answer is the sender's, though the operator's command is its cause: a batch finds its lines by it.
    expect(events).toMatchObject([
      { type: 'ReleaseCommandRefused', meta: { correlationId: 'c0', actor: 'staff:spec' } },
    ]);
    expect(await live.alataw(...all)).toEqual({ lines: ['No dead letters.'], fault: '' });
    expect(await live.alataw('dead-letters', 'retry', sick)).toEqual({
      lines: [`${sick}  refused: ALREADY_RETRIED`],
      fault: '1 of 1 were not retried.',
    });
  });

  it('can be decided again like all else', async () => {
    const { lines, fault } = await live.alataw('replay', SICK);
    expect(fault).toBe('');
    expect(lines).toEqual([
      expect.stringMatching(/^release {2}RetryParked release\.commands\/\d@3 {2}ReleaseCommandRefused {2}the same$/),
      expect.stringMatching(/^release {2}LiftHold release\.commands\/\d@0 {2}led to no event of it$/),
      'All 1 decisions come out as they are recorded.',
    ]);
  });

  it('gives up what nobody needs', async () => {
    const discard = ['dead-letters', 'discard', noise, '--note', 'line noise', '--json'];
    expect((await live.alataw(...discard)).lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: noise, answer: 'ParkedRecordDiscarded', note: 'line noise' },
    ]);
    expect((await live.alataw('dead-letters', 'list')).lines).toEqual(['No dead letters.']);
    expect((await list('--all')).map(({ status }) => status)).toEqual(['retried', 'discarded']);
    const { lines } = await live.alataw('dead-letters', 'show', noise);
    expect(lines.at(-1)).toMatch(/ParkedRecordDiscarded by operator:cli {2}\{"note":"line noise"\}$/);
  });

  it.each([
    [['show', 'nonsense'], '"nonsense" is no id of a dead letter: see alataw dead-letters list.'],
    [['show', 'release:release.commands:0:77:0'], /^There is no dead letter release:release.commands:0:77:0/],
    [['retry'], 'Say which: alataw dead-letters retry ID…, or --all --stage STAGE.'],
    [['retry', '--all'], 'Say --stage.'],
    [['retry', '--all', '--stage', 'release', '--reason', 'MOOD'], /^Say --reason as one of OTHER, UNDECODABLE/],
    [['retry', 'release:release.commands:9:0:0'], 'release.commands has no partition 9.'],
    [['discard', 'release:release.commands:0:0:0'], 'Say --note.'],
    [
      ['list', '--stage', 'harbour'],
      'Say --stage as one of declaration, inspection, release, loading, gate, customs, carriers.',
    ],
  ])('%j says what is wrong', async (args, fault) => {
    expect((await live.alataw('dead-letters', ...args)).fault).toMatch(fault);
  });
});
