import type { Terminal } from '../command';

/** A line that is written over is written so often; a plain one so often. */
const SHOWN_EVERY_MS = 200;
const TOLD_EVERY_MS = 5_000;
const BAR = 24;

/** Shows how far something has come: a bar that moves on a terminal, a line now and then elsewhere. */
export class Progress {
  private shownAt = 0;
  private width = 0;
  private readonly since: number;

  constructor(
    private readonly terminal: Terminal,
    private readonly what: string,
    private readonly unit: (amount: number) => string,
  ) {
    this.since = terminal.now();
  }

  show(done: number, total: number, isLast = false): void {
    const { progress } = this.terminal;
    const now = this.terminal.now();
    if (progress === undefined) return;
    if (!isLast && now - this.shownAt < (progress.interactive ? SHOWN_EVERY_MS : TOLD_EVERY_MS)) return;
    this.shownAt = now;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const rate = this.unit(Math.round(done / Math.max(0.001, (now - this.since) / 1000)));
    const filled = Math.round(share * BAR);
    const bar = progress.interactive ? ` [${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]` : '';
    this.write(
      `${this.what}${bar} ${Math.floor(share * 100)} %, ${this.unit(done)} of ${this.unit(total)}, ${rate}/s`,
      isLast,
    );
  }

  /** A line that stays. */
  say(text: string): void {
    this.write(text, true);
  }

  private write(text: string, stays: boolean): void {
    const { progress } = this.terminal;
    if (progress === undefined) return;
    if (!progress.interactive) return progress.write(`${text}\n`);
    progress.write(`\r${text.padEnd(this.width)}${stays ? '\n' : ''}`);
    this.width = stays ? 0 : text.length;
  }
}

export const declarations = (count: number): string => `${count} declarations`;
export const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
