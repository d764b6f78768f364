import type { StageName } from '@alataw/contracts';
import { Problem } from '@alataw/http';
import type { Projections, RowPlace, StageEntry } from '../parcels/projections';

/** The projections as a request sees them: Redis is there, or the request is told so at once. */
export class AvailableProjections implements Projections {
  private connected: Projections | undefined;

  connect(projections: Projections): void {
    this.connected = projections;
  }

  async entities(kind: string, ids: readonly string[]): Promise<Partial<Record<StageName, StageEntry>>[]> {
    return this.ask((projections) => projections.entities(kind, ids));
  }

  async queues(): ReturnType<Projections['queues']> {
    return this.ask((projections) => projections.queues());
  }

  async queue(name: string): ReturnType<Projections['queue']> {
    return this.ask((projections) => projections.queue(name));
  }

  async rows(set: string, page: { readonly after?: RowPlace; readonly limit: number }): Promise<RowPlace[]> {
    return this.ask((projections) => projections.rows(set, page));
  }

  async found(...sought: Parameters<Projections['found']>): Promise<string[]> {
    return this.ask((projections) => projections.found(...sought));
  }

  async left(...of: Parameters<Projections['left']>): ReturnType<Projections['left']> {
    return this.ask((projections) => projections.left(...of));
  }

  async counts(): ReturnType<Projections['counts']> {
    return this.ask((projections) => projections.counts());
  }

  async marks(): ReturnType<Projections['marks']> {
    return this.ask((projections) => projections.marks());
  }

  private async ask<T>(question: (projections: Projections) => Promise<T>): Promise<T> {
    if (this.connected === undefined) throw viewsUnavailable();
    try {
      return await question(this.connected);
    } catch (error) {
      throw viewsUnavailable(error);
    }
  }
}

/** The views are away, or cannot be trusted yet. */
export function viewsUnavailable(cause?: unknown): Problem {
  return new Problem(
    503,
    'VIEWS_UNAVAILABLE',
    'What this shows is being rebuilt: try again in a few seconds. Commands are taken meanwhile.',
    {
      headers: { 'retry-after': '2' },
      cause,
    },
  );
}
