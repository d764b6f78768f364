import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DECLARATION_EXAMPLE } from '../apps/gateway/src/openapi/examples';

type Who = 'first' | 'second' | 'SILKROAD' | 'TIANSHAN';
interface Key {
  readonly key: string;
}
interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
type Item = (typeof DECLARATION_EXAMPLE.items)[number];

/** The last event or the refusal that a command was answered with. */
const wordOf = ({ status, body }: Said): string => {
  const event = body['event'] as { type: string } | undefined;
  return status < 300 ? (event?.type ?? String(body['status'])) : String(body['code']);
};
const hash = 'a'.repeat(64);
const HOUR = 3_600_000;

/** People of a centre, who take parcels over the benches of its inspection by hand. */
export class People {
  private readonly keys: Readonly<Record<Who, string>>;

  /** @param dir where the launcher has written the demonstration's keys */
  constructor(
    private readonly url: string,
    dir: string,
  ) {
    const file = JSON.parse(readFileSync(join(dir, 'keys.json'), 'utf8')) as {
      platforms: Record<string, Key>;
      staff: Key;
      secondOfficer: Key;
    };
    const platform = (name: string): string => file.platforms[name]?.key ?? '';
    this.keys = {
      first: file.staff.key,
      second: file.secondOfficer.key,
      SILKROAD: platform('SILKROAD'),
      TIANSHAN: platform('TIANSHAN'),
    };
  }

  async ask(who: Who, path: string, body?: object): Promise<Said> {
    const response = await fetch(`${this.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${this.keys[who]}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json', prefer: 'wait=10' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Declares a parcel of these goods, and waits until its inspection has read it. @returns its id and its queue */
  async declares(logisticsNo: string, items: readonly Partial<Item>[]): Promise<Parcel> {
    const [usual] = DECLARATION_EXAMPLE.items;
    const all = items.map((item, n) => ({ ...usual, lineNo: n + 1, netWeightGrams: 50, priceMinor: 1_000, ...item }));
    const declaration = { ...DECLARATION_EXAMPLE, logisticsNo, items: all, declaredValueMinor: 1_000 * all.length };
    const { status } = await this.ask('SILKROAD', '/v1/declarations', declaration);
    if (status !== 200) throw new Error(`the declaration of ${logisticsNo} was answered ${status}`);
    const parcel = new Parcel(this, `CNPOST.${logisticsNo}`);
    await parcel.until((file) => file['queue'] !== undefined);
    return parcel;
  }

  /** What a belt does with these parcels. */
  async onLine(...barcodes: string[]): Promise<readonly string[]> {
    const { body } = await this.ask('first', '/v1/xray-lines/XRAY-1/scans', { barcodes });
    return (body['results'] as { answer: string; reason: string }[]).map(({ answer, reason }) => `${answer} ${reason}`);
  }
}

/** One parcel on its way over the benches. */
export class Parcel {
  constructor(
    private readonly people: People,
    readonly id: string,
  ) {}

  /** Gives an order at a bench. @returns what came of it in a word: an event, or the code of a refusal */
  async at(bench: string, body: object, who: Who = 'first'): Promise<string> {
    const path = `/v1/parcels/${this.id}/inspection${bench === '' ? '' : `/${bench}`}`;
    return wordOf(await this.people.ask(who, path, body));
  }

  async seen(): Promise<Record<string, unknown>> {
    return (await this.people.ask('first', `/v1/parcels/${this.id}`)).body;
  }

  /** Waits until the inspection's file of the parcel is so. */
  async until(isSo: (file: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const stages = (await this.seen())['stages'] as Record<string, Record<string, unknown>> | undefined;
      const file = stages?.['inspection'];
      if (file && isSo(file)) return file;
      await delay(50);
    }
  }

  /** Answers whatever its checklist asks. */
  async findings(): Promise<string> {
    const { checklist } = await this.until(({ queue }) => queue === 'examination');
    const answers = (checklist as { item: string }[]).map(({ item }) => ({ item, finding: 'SOUND' }));
    return this.at('findings', { answers, photos: [hash] });
  }

  /** A sample goes to the laboratory and comes back with a result. @returns what came of each step */
  async sampled(result: string): Promise<readonly string[]> {
    const seal = 'LS1';
    const words = [await this.at('sample', { seal, quantityGrams: 5, due: Date.now() + HOUR })];
    const { sample } = await this.until(({ queue }) => queue === 'laboratory');
    const { holder } = sample as { holder: string };
    const chain = [holder, 'courier', 'laboratory', 'analyst'];
    for (const [n, step] of ['SENT', 'RECEIVED', 'OPENED'].entries())
      words.push(await this.at('sample/hand-over', { step, seal, from: chain[n], to: chain[n + 1] }));
    return [...words, await this.at('sample/result', { result })];
  }
}
