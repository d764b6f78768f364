import { Codec, contracts, topicNames } from '@alataw/contracts';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { MemoryCentre } from '../memory/memory-centre';
import { asyncApiDocument } from './document';

interface Document {
  readonly channels: Readonly<Record<string, { readonly messages: Readonly<Record<string, unknown>> }>>;
  readonly operations: Readonly<Record<string, { readonly action: string }>>;
}

/** What AsyncAPI's own parser says against a document. */
const faultsOf = (document: object): readonly string[] =>
  JSON.parse(
    execFileSync(process.execPath, [join(__dirname, 'parse-document.mjs')], {
      ...{ input: JSON.stringify(document), encoding: 'utf8', maxBuffer: 1 << 26 },
    }),
  ) as string[];

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument(Codec.embedded().registry);
  const { channels, operations } = document as unknown as Document;
  const messagesIn = (channel: string): readonly string[] => Object.keys(channels[channel]?.messages ?? {});

  it('is well-formed, as its own parser says, which notices what is not', () => {
    expect(faultsOf(document)).toEqual([]);
    const channel = { address: 'a', messages: { a: { $ref: '#/components/messages/Nothing' } } };
    expect(faultsOf({ ...document, channels: { ...channels, channel } })).not.toEqual([]);
  }, 60_000);

  it('has every topic, and every record in the topics in which it may stand', () => {
    for (const topic of topicNames) expect([topic, messagesIn(topic).length]).not.toEqual([topic, 0]);
    for (const { name, topic, kind } of contracts) {
      if (topic !== null) expect(messagesIn(topic)).toContain(name);
      else if (kind !== 'state')
        expect(Object.keys(channels).filter((at) => messagesIn(at).includes(name))).not.toEqual([]);
    }
  });

  it('says which records lanes have of their own', () => {
    expect(messagesIn('release.events')).toEqual(
      expect.arrayContaining(['ParcelReleased', 'LaneClaimed', 'RecordParked']),
    );
    expect(messagesIn('release.commands')).toEqual(expect.arrayContaining(['HoldParcel', 'RetryParked']));
    expect(messagesIn('release.commands')).not.toContain('LaneClaimed');
    expect(messagesIn('loading.transfer')).not.toContain('LaneClaimed');
    expect(messagesIn('access.events')).not.toContain('LaneClaimed');
    expect(messagesIn('carriers.dead-letters')).toEqual(['DeadLetter']);
  });

  it('is told from the point of view of the centre', () => {
    expect(operations['receive:release.commands']?.action).toBe('receive');
    expect(operations['send:release.events']?.action).toBe('send');
    expect(operations['send:feed']?.action).toBe('send');
  });

  it('is served without a key', async () => {
    const centre = new MemoryCentre();
    await centre.start({});
    try {
      expect((await centre.get('/asyncapi.json')).json()).toEqual(JSON.parse(JSON.stringify(document)));
    } finally {
      await centre.stop();
    }
  });
});
