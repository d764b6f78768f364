import type { Centre, Row } from '../api/centre';
import { inParallel, Recently } from '../api/pace';

const PAGE_ROWS = 200;
/** Enough to see past what is left alone for now. */
const MOST_PAGES = 5;
const PEOPLE = 16;
/** The centre shows what was done within a moment; this is long after. */
const QUIET_MS = 3000;
const BUSY_PAUSE_MS = 100;
const IDLE_PAUSE_MS = 400;

/** People who work off a queue, oldest first. */
export class Desk {
  private readonly recently: Recently;

  /** @param treat does what is to be done, or resolves with how long to leave it alone, ms */
  constructor(
    private readonly centre: Pick<Centre, 'queue'>,
    private readonly queue: string,
    private readonly treat: (row: Row) => Promise<number | void>,
    now: () => number,
  ) {
    this.recently = new Recently(now);
  }

  /** Works off what is there. @returns how long to wait before looking again, ms */
  async workOff(): Promise<number> {
    this.recently.prune();
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { rows, next } = await this.centre.queue(this.queue, PAGE_ROWS, cursor);
      const waiting = rows.filter((row) => !this.recently.has(row.id));
      await inParallel(waiting, PEOPLE, async (row) => {
        this.recently.add(row.id, (await this.treat(row)) ?? QUIET_MS);
      });
      if (waiting.length > 0) return BUSY_PAUSE_MS;
      if (next === null) break;
      cursor = next;
    }
    return IDLE_PAUSE_MS;
  }
}
