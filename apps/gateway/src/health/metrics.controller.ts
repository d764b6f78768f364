import { Endpoint } from '@alataw/http';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GatewayMetrics } from './gateway-metrics';

/** The route that `METRICS_PUBLIC` opens. */
export const METRICS_ROUTE = '/metrics';

@Controller()
export class MetricsController {
  constructor(private readonly metrics: GatewayMetrics) {}

  @Get(METRICS_ROUTE)
  @Endpoint({ access: ['operator'], unlimited: true })
  async read(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.registry.metrics();
    void reply.header('content-type', this.metrics.registry.contentType).send(text);
  }
}
