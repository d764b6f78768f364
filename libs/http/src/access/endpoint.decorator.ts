import { RouteConfig } from '@nestjs/platform-fastify';
import type { Role } from './api-key';

/** What stands on every route: who may call it, and what is done for it before its handler runs. */
export interface EndpointOptions {
  /** The roles that may call it, or `public`: no key is asked for. */
  readonly access: readonly Role[] | 'public';
  /**
   * Reads `Idempotency-Key`. When the store of keys is away: `proceed` for what is idempotent by its content,
   * `refuse` (503) for what is not.
   */
  readonly idempotency?: 'proceed' | 'refuse';
  /** The media types of a body that the handler reads itself, chunk by chunk; no others are taken. */
  readonly streams?: readonly string[];
  /** Left out of rate limits: probes that a supervisor sends. */
  readonly unlimited?: boolean;
}

/** Declares a route's access. A route without it is refused to everybody. */
export const Endpoint = (options: EndpointOptions): MethodDecorator => RouteConfig({ endpoint: options });

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: EndpointOptions;
  }
}
