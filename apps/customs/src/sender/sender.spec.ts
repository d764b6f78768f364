import type { CustomsState, ParcelDeclared } from '@alataw/contracts';
import { customsDecider } from '../domain/customs.decider';
import { declared, NOW, receipt, rules } from '../domain/customs.fixture';
import type { CustomsPort, Knowledge, Sending } from './customs-port';
import type { ParcelFile } from './documents';
import { Sender, type SenderCommand } from './sender';

const decider = customsDecider(rules);
const idOf = (n: number): string => `CNPOST.P${n}`;

/** The stage without Kafka and Redis, and a customs that does what a test says. */
class World {
  now = NOW;
  sending: Sending = 'TAKEN';
  knowledge: Knowledge = { is: 'silent' };
  readonly messages: string[] = [];
  readonly questions: string[] = [];
  readonly commands: SenderCommand[] = [];
  readonly states = new Map<string, CustomsState>();
  /** What is known of it: Redis may lag. */
  shown = new Map<string, CustomsState>();
  /** Whether what is decided shows at once. */
  isFresh = true;
  declaration: ParcelDeclared | null = declared();
  readonly sender: Sender;

  constructor() {
    const customs: CustomsPort = {
      send: (message) => {
        this.messages.push(message);
        return Promise.resolve(this.sending);
      },
      ask: (document, _guid, copNo) => {
        this.questions.push(`${document} ${copNo}`);
        return Promise.resolve(this.knowledge);
      },
    };
    const rows = (pick: (state: CustomsState) => number) => (until: number, limit: number) =>
      Promise.resolve(
        [...this.shown]
          .map(([id, state]) => ({ id, since: pick(state) }))
          .filter(({ since }) => since > 0 && since <= until)
          .slice(0, limit),
      );
    this.sender = new Sender({
      customs,
      due: rows(({ due }) => due),
      unanswered: rows(({ unanswered }) => unanswered),
      files: (ids) => Promise.resolve(ids.map((parcelId) => this.file(parcelId))),
      declarationOf: ({ parcelId }) => Promise.resolve(this.declaration && { ...this.declaration, parcelId }),
      issue: (commands) => {
        for (const command of commands) this.decide(command.parcelId, command);
        this.commands.push(...commands);
        return Promise.resolve();
      },
      clock: () => this.now,
      onSent: () => undefined,
      onAsked: () => undefined,
    });
  }

  declare(count: number): void {
    for (let n = 0; n < count; n += 1) this.decide(idOf(n), { ...declared(), parcelId: idOf(n) });
    this.shown = new Map(this.states);
  }

  decide(parcelId: string, command: Parameters<typeof decider.decide>[0]): void {
    let state = this.states.get(parcelId) ?? decider.initialState;
    for (const event of decider.decide(command, state, { at: this.now, actor: 'test' }))
      state = decider.evolve(state, event, this.now);
    this.states.set(parcelId, state);
    if (this.isFresh) this.shown.set(parcelId, state);
  }

  private file(parcelId: string): ParcelFile | undefined {
    const state = this.shown.get(parcelId);
    return state && { parcelId, state, first: { partition: 0, offset: 1 }, declarationOffsets: [0] };
  }
}

const documentsIn = (message: string): number => message.split('<ceb:Inventory>').length - 1;

describe(Sender.name, () => {
  it('sends what is due in messages of at most 100 documents, and says so', async () => {
    const world = new World();
    world.declare(250);
    expect(await world.sender.tick()).toBe(250);
    expect(world.messages.map(documentsIn)).toEqual([100, 100, 50]);
    expect(world.commands.filter(({ type }) => type === 'NoteReportSent')).toHaveLength(250);
    expect(await world.sender.tick()).toBe(0);
  });
  it('does not send again what Redis does not show yet', async () => {
    const world = new World();
    world.isFresh = false;
    world.declare(3);
    await world.sender.tick();
    expect(await world.sender.tick()).toBe(0);
    expect(world.messages).toHaveLength(1);
  });
  it('tries one document at a time while customs is away, at growing pauses, and all when it is back', async () => {
    const world = new World();
    world.declare(250);
    world.sending = 'UNREACHABLE';
    for (let tries = 0; tries < 40; tries += 1) {
      await world.sender.tick();
      world.now += 30_000;
    }
    const sizes = world.messages.map(documentsIn);
    expect(sizes.slice(3).every((size) => size === 1)).toBe(true);
    expect(sizes.length).toBeLessThan(40);
    expect(world.sender.away).toBe('UNREACHABLE');
    world.sending = 'TAKEN';
    world.now += 3_600_000;
    await world.sender.tick();
    await world.sender.tick();
    expect(world.sender.away).toBeNull();
    expect([...world.states.values()].every(({ reports }) => reports[0]?.step === 'SENT')).toBe(true);
  });
  it('says of a list that cannot be written that it cannot, and sends the others', async () => {
    const world = new World();
    world.declare(1);
    world.declaration = { ...declared(), destinationCountry: 'XX' };
    await world.sender.tick();
    expect(world.messages).toEqual([]);
    expect(world.commands).toEqual([expect.objectContaining({ type: 'NoteSendingFailed', failure: 'UNWRITABLE' })]);
  });
  describe('about what customs does not answer', () => {
    const silent = async (): Promise<World> => {
      const world = new World();
      world.declare(1);
      await world.sender.tick();
      world.commands.length = 0;
      world.now += 1_800_000;
      return world;
    };
    it('asks when its time has come, and not before', async () => {
      const world = await silent();
      world.now -= 1;
      await world.sender.tick();
      expect(world.questions).toEqual([]);
      world.now += 1;
      await world.sender.tick();
      expect(world.questions).toEqual([`LIST ${idOf(0)}`]);
      expect(world.commands).toEqual([expect.objectContaining({ type: 'NoteStatusAsked', known: true })]);
    });
    it('sends again what customs does not know, under the same guid', async () => {
      const world = await silent();
      world.knowledge = { is: 'unknown' };
      await world.sender.tick();
      await world.sender.tick();
      const guids = world.messages.map((message) => /<ceb:guid>([^<]+)/.exec(message)?.[1]);
      expect(guids).toHaveLength(2);
      expect(guids[0]).toBe(guids[1]);
    });
    it('takes down what customs says of it', async () => {
      const world = await silent();
      const { guid, code, returnTime } = receipt(399);
      const said = { document: 'LIST', guid, copNo: idOf(0), code, returnTime, info: null, preNo: null, invtNo: null };
      world.knowledge = { is: 'receipt', receipt: said as never };
      await world.sender.tick();
      expect(world.commands.map(({ type }) => type)).toEqual(['RecordReceipt', 'NoteStatusAsked']);
    });
    it('leaves it at that while customs is away', async () => {
      const world = await silent();
      world.knowledge = { is: 'failed', failure: 'TIMEOUT' };
      await world.sender.tick();
      expect(world.commands).toEqual([]);
      expect(world.sender.away).toBe('TIMEOUT');
    });
  });
});
