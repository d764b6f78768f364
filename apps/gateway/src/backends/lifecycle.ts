import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';

/** Ends the gateway in order: what lasts is told to go, requests are finished, then the backends are let go. */
export class Lifecycle implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly first: (() => void)[] = [];
  private readonly last: (() => Promise<void>)[] = [];

  /** Runs before the server stops listening: ends waits, uploads and streams, which would keep it open. */
  onStop(end: () => void): void {
    this.first.push(end);
  }

  /** Runs when no request is left. */
  onStopped(end: () => Promise<void>): void {
    this.last.push(end);
  }

  beforeApplicationShutdown(): void {
    for (const end of this.first) end();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const end of this.last) await end();
  }
}
