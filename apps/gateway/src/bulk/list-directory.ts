import { BatchListsNamed, isOf, type Codec, type NamedList } from '@alataw/contracts';
import type { ListNames } from '@alataw/formats';
import { LruMap } from '@alataw/http';
import type { LogReader } from '../backends/log-ports';
import type { BatchProgress } from './batch-progress';

/** Records of names that are held at once: decisions come in the order of the lists, lane by lane, so few are needed. */
const HELD = 256;

/** Finds how the sender of a batch names its lists, with memory for an index of one entry per record of names. */
export class ListDirectory {
  private readonly held = new LruMap<number, ReadonlyMap<number, NamedList>>(HELD);

  private constructor(
    private readonly codec: Codec,
    private readonly log: LogReader,
    private readonly partition: number,
    /** Where the names from a list on stand, ascending. */
    private readonly index: readonly { readonly firstLine: number; readonly offset: number }[],
  ) {}

  /** Reads where the names of a batch stand, as far as it has come. */
  static async of(codec: Codec, log: LogReader, { place, intakeNext }: BatchProgress): Promise<ListDirectory> {
    const { partition, from, batchId } = place;
    const key = Buffer.from(batchId);
    const index: { firstLine: number; offset: number }[] = [];
    for await (const records of log.scan({ topic: 'intake.events', partition, from, to: intakeNext })) {
      for (const { key: own, value, offset } of records) {
        if (value === null || own?.equals(key) !== true) continue;
        const decoded = codec.decode(value);
        const firstLine = isOf(BatchListsNamed, decoded) ? decoded.value.lists[0]?.line : undefined;
        // A record that stands twice says the same twice.
        if (firstLine !== undefined && firstLine > (index.at(-1)?.firstLine ?? 0)) index.push({ firstLine, offset });
      }
    }
    return new ListDirectory(codec, log, partition, index);
  }

  /** @returns undefined for a record without names: of a file that is no list of customs */
  async namesOf(line: number): Promise<ListNames | undefined> {
    let low = 0;
    let high = this.index.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.index[middle]?.firstLine ?? Infinity) <= line) low = middle + 1;
      else high = middle;
    }
    const offset = this.index[low - 1]?.offset;
    return offset === undefined ? undefined : (await this.read(offset)).get(line);
  }

  private async read(offset: number): Promise<ReadonlyMap<number, NamedList>> {
    const known = this.held.get(offset);
    if (known !== undefined) return known;
    const record = await this.log.readAt('intake.events', this.partition, offset);
    const decoded = record?.value ? this.codec.decode(record.value) : undefined;
    const lists = decoded !== undefined && isOf(BatchListsNamed, decoded) ? decoded.value.lists : [];
    const names = new Map(lists.map((list) => [list.line, list]));
    this.held.set(offset, names);
    return names;
  }
}
