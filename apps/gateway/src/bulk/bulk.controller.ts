import { Endpoint, Problem, principalOf, readIdempotencyKey, unsupported } from '@alataw/http';
import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { tenantOf } from '../declarations/declarations.controller';
import { UploadDesk } from './upload-desk';

/** The media type of newline-delimited JSON. */
export const NDJSON = 'application/x-ndjson';

@Controller()
export class BulkController {
  constructor(private readonly uploads: UploadDesk) {}

  // `::` is how the router writes a colon that begins no parameter.
  @Post('/v1/declarations::bulk')
  @Endpoint({ access: ['platform'], streams: NDJSON })
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal = principalOf(request);
    const body = request.body;
    if (!(body instanceof Readable)) throw unsupported(request);
    const {
      status,
      headers,
      body: text,
    } = await this.uploads.receive({
      body,
      gzip: isGzip(request),
      platform: tenantOf(principal),
      principal,
      idempotencyKey: readIdempotencyKey(request.headers['idempotency-key']),
    });
    void reply.status(status).headers(headers).send(text);
  }
}

function isGzip(request: FastifyRequest): boolean {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'gzip' || encoding === 'x-gzip') return true;
  if (encoding === 'identity') return false;
  throw new Problem(415, 'UNSUPPORTED_ENCODING', 'Send the file as it is or with Content-Encoding: gzip.', {
    headers: { 'accept-encoding': 'gzip, identity' },
  });
}
