import { Endpoint, Problem, principalOf, readIdempotencyKey, unsupported } from '@alataw/http';
import { Controller, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { tenantOf } from '../declarations/declarations.controller';
import { UploadDesk } from './upload-desk';
import { readFormat, UPLOAD_TYPES } from './upload-formats';

@Controller()
export class BulkController {
  constructor(private readonly uploads: UploadDesk) {}

  // `::` is how the router writes a colon that begins no parameter.
  @Post('/v1/declarations::bulk')
  @Endpoint({ access: ['platform'], streams: UPLOAD_TYPES })
  async receive(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal = principalOf(request);
    const body = request.body;
    if (!(body instanceof Readable)) throw unsupported(request);
    const {
      status,
      headers,
      body: text,
    } = await this.uploads.receive({
      body,
      format: readFormat(request, query),
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
