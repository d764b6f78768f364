import { linked, NO_CHAIN, type Point } from '@alataw/feed';
import { feedCursor, ReceiptKey, receiptOf, sequenceText, type Receipt } from '@alataw/milestones';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../program';
import { verifyFeed } from './verify-feed.command';

const ID = 'KAZPOST.a';
const key = new ReceiptKey(Buffer.alloc(32, 5));
const dir = mkdtempSync(join(tmpdir(), 'alataw-verify-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** Canonical, as it stands in a feed. */
const textOf = (number: number, id = `e${number}`): string =>
  `{"data":{"milestone":"RELEASED","parcelId":"CNPOST.Ä${number}"},"id":"${id}","sequence":"${sequenceText(number)}","specversion":"1.0","type":"org.alataw.parcel.released.v1"}`;
const texts = Array.from({ length: 100 }, (_, n) => textOf(n + 1));
/** The point behind so many events; a record of another kind stands before them. */
const pointAt = (count: number): Point => ({
  ...{ count, offset: count + 1 },
  chain: texts.slice(0, count).reduce<Buffer>((chain, text) => linked(chain, Buffer.from(text)), NO_CHAIN),
});
const receipt = (from: number, to: number, of = key): Receipt =>
  receiptOf(ID, { from: pointAt(from), to: pointAt(to), at: 1_790_000_000_000 + to }, of);
const CHAIN = pointAt(100).chain.toString('hex');
const COMPLETE = `complete: 100 events, chain ${CHAIN}`;
const allReceipts = [receipt(0, 40), receipt(40, 70), receipt(70, 100)];
const cursorAt = (count: number): string => feedCursor({ subscriptionId: ID, offset: count + 1 });

const fileOf = (name: string, lines: readonly unknown[]): string => {
  const path = join(dir, name);
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
};
const keyFile = fileOf('jwks.json', [{ keys: [{ ...key.jwk, kid: key.kid }] }]);

const verify = async (lines: readonly unknown[], receipts: readonly Receipt[] = allReceipts, keys = keyFile) => {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal = {
    print: (line: string) => void printed.push(line),
    tell: (line: string) => void told.push(line),
    ...{ environment: {}, now: () => 0 },
  };
  const more = receipts.length === 0 ? [] : ['--receipts', fileOf('receipts', receipts)];
  const args = [fileOf('feed', lines), ...more, ...(keys === '' ? [] : ['--key', keys])];
  const fault = await runProgram([verifyFeed], ['verify-feed', ...args], terminal).then(
    () => '',
    (error: Error) => error.message,
  );
  return { printed, told, fault };
};

describe('alataw verify-feed', () => {
  it('finds what is complete so, in any order and with repeats', async () => {
    const { printed, told, fault } = await verify([...texts].reverse().concat(texts.slice(3, 30)));
    expect([printed, told, fault]).toEqual([[COMPLETE], [], '']);
  });
  it('reads events as any channel brings them, however they were written down', async () => {
    const events = texts.map((text) => JSON.parse(text) as Record<string, unknown>);
    const shuffled = (event: object) => Object.fromEntries(Object.entries(event).reverse());
    const hook = (event: object) => ({ type: 'org.alataw.parcel.released.v1', timestamp: 'x', data: event });
    const channels = [
      ...events.slice(0, 20).map(shuffled),
      ...events.slice(20, 40).map(hook),
      { type: 'batch', timestamp: 'x', data: { events: events.slice(40, 60).map((e) => ({ id: 'x', ...hook(e) })) } },
      { events: events.slice(60, 90), next: cursorAt(90), count: 90, chain: pointAt(90).chain.toString('hex') },
      { specversion: '1.0', type: 'org.alataw.feed.claimed.v1', data: {} },
      { specversion: '1.0', type: 'org.alataw.feed.receipt.v1', data: allReceipts[2] },
      ...texts.slice(90),
    ];
    expect((await verify(channels, [])).printed).toEqual([COMPLETE]);
  });
  it('says what is missing, and from where to read it', async () => {
    const { printed, fault } = await verify(texts.filter((_, n) => n !== 41 && (n < 79 || n > 84)));
    expect(printed).toEqual([
      `Event 42 is missing: read the feed with cursor=${cursorAt(40)}, behind event 40.`,
      `Events 80 to 85 are missing: read the feed with cursor=${cursorAt(70)}, behind event 70.`,
    ]);
    expect(fault).toBe('Not complete: 2 faults.');
  });
  it('notices that the end is missing, by a receipt alone', async () => {
    const first = texts.slice(0, 90);
    expect((await verify(first)).printed).toEqual([
      `Events 91 to 100 are missing: read the feed with cursor=${cursorAt(70)}, behind event 70.`,
    ]);
    expect((await verify(texts.slice(5), [])).printed).toEqual([
      'Events 1 to 5 are missing: read the feed from its beginning.',
    ]);
    const { printed, told } = await verify(first, []);
    expect(printed[0]).toContain('complete: 90 events');
    expect(told).toEqual(['There was no receipt: what came after the last event is not known.']);
  });
  it('says between which points an event was altered', async () => {
    const { printed, fault } = await verify(texts.map((text, n) => (n === 49 ? textOf(50, 'other') : text)));
    expect(printed).toEqual([
      expect.stringMatching(/^Events 41 to 70 are not as they were sent: the receipt of 2026-/),
    ]);
    expect(printed[0]).toContain(`cursor=${cursorAt(40)}`);
    expect(fault).toBe('Not complete: 1 faults.');
  });
  it('says under which number there are two events', async () => {
    expect((await verify([...texts, textOf(50, 'other')])).printed).toEqual([
      `Event 50 is received in two versions: read the feed with cursor=${cursorAt(40)}, behind event 40.`,
    ]);
  });
  it('begins where a receipt says what came before', async () => {
    expect((await verify(texts.slice(40))).printed).toEqual([`complete: 60 events behind event 40, chain ${CHAIN}`]);
    expect((await verify(texts.slice(50))).printed).toEqual([
      `Events 1 to 50 are missing: read the feed with cursor=${cursorAt(0)}, behind event 0.`,
    ]);
  });
  it('believes no receipt that the centre has not signed', async () => {
    const stranger = new ReceiptKey(Buffer.alloc(32, 6));
    const altered = { ...receipt(0, 100), at: 5 };
    for (const forged of [receipt(0, 100, stranger), altered]) {
      const { printed, fault } = await verify(texts.slice(0, 90), [forged]);
      expect([printed, fault]).toEqual([
        [expect.stringContaining('is not signed by a key')],
        'Not complete: 1 faults.',
      ]);
    }
    expect((await verify(texts, allReceipts, '')).told).toEqual(['The signatures were not checked: say --key.']);
  });
  it.each([
    [['no json'], /line 1: this is no event/],
    [[{ specversion: '1.0', type: 'x', sequence: '-1' }], /line 1: this is no event/],
  ])('refuses %j', async (lines, message) => expect((await verify(lines)).fault).toMatch(message));
  it('refuses receipts of several subscriptions', async () => {
    const other = { ...receipt(0, 3), subscription: 'KAZPOST.b' };
    expect((await verify(texts, [...allReceipts, other])).fault).toContain('several subscriptions');
  });
});
