import { Health } from '@alataw/operations';
import { Controller, Get, Header, HttpCode, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Registry } from 'prom-client';

export const METRICS = Symbol('metrics');

/** What operators and supervisors ask of every service. */
@Controller()
export class OperationsController {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  /** The process runs. Anything worse ends it, so that the supervisor starts it again. */
  @Get('health/live')
  @HttpCode(HttpStatus.OK)
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when the service takes work, else 503 and what it waits for. */
  @Get('health/ready')
  ready(@Res() reply: FastifyReply): void {
    const readiness = this.health.read();
    void reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async readMetrics(): Promise<string> {
    return this.metrics.metrics();
  }
}
