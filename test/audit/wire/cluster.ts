import { Connection, UnreachableError, type Request } from './connection';
import {
  fetchAnswer,
  fetchRequest,
  metadataAnswer,
  metadataRequest,
  offsetsAnswer,
  offsetsRequest,
  type FetchedBytes,
  type Metadata,
  type Place,
} from './requests';
import type { ByteReader } from './bytes';

const ATTEMPTS = 20;
const PAUSE_MS = 250;
/** Not leader, leader not available, fenced or unknown leader epoch, offset not available …: over in a moment. */
const PASSING = new Set([3, 5, 6, 7, 9, 56, 74, 75, 76, 78]);

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** The brokers, asked by an own client: the pipeline's is not believed. Plain connections only. */
export class Cluster {
  private readonly connections = new Map<string, Promise<Connection>>();
  private leaders = new Map<string, string>();

  private constructor(
    private readonly bootstrap: readonly string[],
    private topics: readonly string[],
  ) {}

  /** @param bootstrap `host:port` of some brokers @throws {UnreachableError} */
  static async open(bootstrap: readonly string[], topics: readonly string[]): Promise<Cluster> {
    const cluster = new Cluster(bootstrap, topics);
    try {
      await cluster.refresh();
    } catch (error) {
      cluster.close();
      throw error;
    }
    return cluster;
  }

  /** The partitions of a topic that exist, in order; none for a topic that does not. */
  partitionsOf(topic: string): number[] {
    const prefix = `${topic}/`;
    const found = [...this.leaders.keys()].filter((key) => key.startsWith(prefix));
    return found.map((key) => Number(key.slice(prefix.length))).sort((a, b) => a - b);
  }

  /** The topics there are whose names begin so. From now on they can be read. */
  async find(prefix: string): Promise<readonly string[]> {
    const { partitions } = await this.metadata(null);
    const names = new Set(partitions.map(({ topic }) => topic));
    const found = [...names].filter((name) => name.startsWith(prefix)).sort();
    this.topics = [...new Set([...this.topics, ...found])];
    await this.refresh();
    return found;
  }

  /** Where each of these partitions begins or ends now, in the order asked for. */
  async offsets(places: readonly Place[], which: 'earliest' | 'latest'): Promise<number[]> {
    const found = await this.perLeader(places, (group) => offsetsRequest(group, which), offsetsAnswer);
    return places.map((p) => found.find((f) => f.topic === p.topic && f.partition === p.partition)?.offset ?? 0);
  }

  /** One fetch from each place. */
  fetch(places: readonly Place[]): Promise<FetchedBytes[]> {
    return this.perLeader(places, fetchRequest, fetchAnswer);
  }

  close(): void {
    for (const connection of this.connections.values()) connection.then((c) => c.close()).catch(() => undefined);
    this.connections.clear();
  }

  private async perLeader<T extends { topic: string; partition: number; error: number }>(
    places: readonly Place[],
    request: (group: readonly Place[]) => Request,
    answer: (reader: ByteReader) => T[],
  ): Promise<T[]> {
    const done: T[] = [];
    let open = places;
    let failure = 'no leader';
    for (let attempt = 0; open.length > 0 && attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await pause().then(() => this.refresh().catch(() => undefined));
      const groups = new Map<string, Place[]>();
      for (const place of open) {
        const leader = this.leaders.get(`${place.topic}/${place.partition}`);
        if (leader !== undefined) groups.set(leader, [...(groups.get(leader) ?? []), place]);
      }
      for (const [leader, group] of groups) {
        try {
          for (const part of answer(await this.ask(leader, request(group)))) {
            if (part.error === 0) done.push(part);
            else if (PASSING.has(part.error)) failure = `error ${part.error} of ${part.topic}/${part.partition}`;
            else throw new UnreachableError(`Kafka refuses ${part.topic}/${part.partition} with error ${part.error}`);
          }
        } catch (error) {
          if (!(error instanceof UnreachableError) || attempt === ATTEMPTS - 1) throw error;
          failure = error.message;
        }
      }
      open = places.filter((p) => !done.some((d) => d.topic === p.topic && d.partition === p.partition));
    }
    if (open.length > 0) throw new UnreachableError(`Kafka does not answer for ${open.length} partitions: ${failure}`);
    return done;
  }

  private async refresh(): Promise<void> {
    const { brokers, partitions } = await this.metadata(this.topics);
    this.leaders = new Map(
      partitions.flatMap(({ topic, partition, leader }) => {
        const address = brokers.get(leader) ?? this.bootstrap[0];
        return address === undefined ? [] : [[`${topic}/${partition}`, address]];
      }),
    );
  }

  private async metadata(topics: readonly string[] | null): Promise<Metadata> {
    const tried: string[] = [];
    for (const address of this.bootstrap) {
      try {
        return metadataAnswer(await this.ask(address, metadataRequest(topics)));
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error;
        tried.push(error.message);
      }
    }
    throw new UnreachableError(tried.join('; '));
  }

  private async ask(address: string, request: Request): Promise<ByteReader> {
    const open = this.connections.get(address) ?? Connection.open(address);
    this.connections.set(address, open);
    try {
      return await (await open).ask(request);
    } catch (error) {
      this.connections.delete(address);
      throw error;
    }
  }
}
