import { stages } from '@alataw/contracts';
import { Endpoint, Problem } from '@alataw/http';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readQuery } from '../api/query';
import { AvailableProjections, viewsUnavailable } from '../backends/available-projections';
import { Clock } from '../backends/clock';
import { FreshnessReader } from '../parcels/freshness';
import { countsOf } from './counts';
import { aged, ageOf, readPage } from './pages';

@Controller('/v1')
export class QueuesController {
  constructor(
    private readonly projections: AvailableProjections,
    private readonly clock: Clock,
    private readonly freshness: FreshnessReader,
  ) {}

  @Get('queues')
  @Endpoint({ access: ['staff', 'operator'] })
  async list(): Promise<unknown> {
    const now = this.clock.now();
    const { answer: queues, freshness } = await this.freshness.whileReading(null, () => this.projections.queues());
    const { behind } = freshness;
    if (queues.length === 0 && behind > 0) throw viewsUnavailable(); // nothing is there that could say so
    return queues.map(({ queue, count, oldestSince }) => ({
      queue,
      count,
      oldestSince,
      oldestAgeMs: oldestSince === null ? null : ageOf(oldestSince, now),
      behind,
      links: { rows: `/v1/queues/${queue}` },
    }));
  }

  @Get('queues/:queue')
  @Endpoint({ access: ['staff', 'operator'] })
  async rows(
    @Param('queue') queue: string,
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const name = queueName(queue);
    const query = readQuery(parameters, ['limit', 'cursor']);
    const now = this.clock.now();
    const { answer, freshness } = await this.freshness.whileReading(null, () =>
      Promise.all([
        this.projections.queue(name),
        readPage(this.projections, `queue:${name}`, query, request.url, reply),
      ]),
    );
    const [{ count, oldestSince }, page] = answer;
    return { queue: name, count, oldestSince, rows: aged(page.rows, now), next: page.next, behind: freshness.behind };
  }

  /** Parcels that have waited longer in their queue than they may, those first that were escalated first. */
  @Get('escalated')
  @Endpoint({ access: ['staff', 'operator'] })
  async escalated(
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const query = readQuery(parameters, ['limit', 'cursor']);
    const now = this.clock.now();
    const { answer: page, freshness } = await this.freshness.whileReading(null, () =>
      readPage(this.projections, 'index:inspection.escalated', query, request.url, reply),
    );
    return { rows: aged(page.rows, now), next: page.next, behind: freshness.behind };
  }

  @Get('counts')
  @Endpoint({ access: ['staff', 'operator'] })
  async counts(): Promise<unknown> {
    const { answer, freshness } = await this.freshness.whileReading(null, () =>
      Promise.all([this.projections.counts(), this.projections.queues()]),
    );
    const [byStage, queues] = answer;
    return { ...countsOf(byStage, queues), behind: freshness.behind };
  }
}

/** @throws {Problem} 404 unless it is a stage's name, a dot and the name of a queue */
function queueName(text: string): string {
  const [stage = '', name = ''] = text.split('.', 2);
  if (stages.some((known) => known === stage) && /^[a-z][a-z-]{0,40}$/.test(name)) return `${stage}.${name}`;
  throw new Problem(404, 'QUEUE_NOT_FOUND', 'There is no such queue: see /v1/queues for their names.');
}
