import { Endpoint } from '@alataw/http';
import { Health } from '@alataw/operations';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

const PROBE = { access: 'public', unlimited: true } as const;

@Controller('/health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process runs. Says nothing of what it needs: restarting it would not bring Kafka back. */
  @Get('live')
  @Endpoint(PROBE)
  live(): unknown {
    return { status: 'live' };
  }

  /** Whether requests can be served, and if not, what is waited for. */
  @Get('ready')
  @Endpoint(PROBE)
  ready(@Res({ passthrough: true }) reply: FastifyReply): unknown {
    const readiness = this.health.read();
    reply.status(readiness.status === 'ready' ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }
}
