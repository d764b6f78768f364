import { readReceipts, SourceError } from '@alataw/formats';
import { Endpoint, preferredWaitSeconds, principalOf, Problem, readWholeBody } from '@alataw/http';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { MAX_RECEIPTS } from '../api/body-rules';
import { JSON_BODY_MS, MAX_JSON_BYTES, MAX_WAIT_SECONDS } from '../api/limits';
import { Validators } from '../api/validators';
import { ReceiptDesk, type SentReceipt } from './receipt-desk';

/** What receipts may come as. */
const TYPES = ['application/json', 'application/xml', 'text/xml'] as const;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)"?/i;

/** What customs says. */
@Controller('/v1/customs')
export class ReceiptsController {
  constructor(
    private readonly desk: ReceiptDesk,
    private readonly validators: Validators,
  ) {}

  /** Whatever is wrong with one receipt, the others count. */
  @Post('receipts')
  @Endpoint({ access: ['customs'], streams: TYPES })
  async receive(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const sent = body instanceof Readable ? await this.readXml(request, body) : this.readJson(body);
    const wait = preferredWaitSeconds(request.headers.prefer, MAX_WAIT_SECONDS);
    if (wait > 0) reply.header('preference-applied', `wait=${wait}`);
    const results = await this.desk.take(sent, principalOf(request), wait * 1_000);
    reply.status(results.some(({ status }) => status === 'pending') ? 202 : 200);
    return { results };
  }

  private readJson(body: unknown): readonly SentReceipt[] {
    const { receipts } = this.validators.read('ReceiptsBody', body);
    return receipts.map(({ returnStatus, returnInfo, preNo, invtNo, ...rest }) => ({
      ok: true,
      receipt: { ...rest, code: returnStatus, info: returnInfo ?? null, preNo: preNo ?? null, invtNo: invtNo ?? null },
    }));
  }

  private async readXml(request: FastifyRequest, body: Readable): Promise<readonly SentReceipt[]> {
    const bytes = await readWholeBody(request, body, { maxBytes: MAX_JSON_BYTES, totalMs: JSON_BODY_MS });
    try {
      return readReceipts(bytes, MAX_RECEIPTS, CHARSET.exec(request.headers['content-type'] ?? '')?.[1]);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const { code, detail } = error;
      const status = code === 'ENCODING_NOT_SUPPORTED' ? 415 : code === 'NOT_RECEIPTS' ? 422 : 400;
      throw new Problem(status, code, detail, { errors: [{ pointer: '', code, detail }] });
    }
  }
}
