import { Endpoint, principalOf, Problem } from '@alataw/http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { Validators } from '../api/validators';
import { XrayLine } from './xray-line';

const LINE = /^[A-Z0-9-]{1,20}$/;

/** What the X-ray lines ask. */
@Controller('/v1/xray-lines')
export class XrayLineController {
  constructor(
    private readonly line: XrayLine,
    private readonly validators: Validators,
  ) {}

  /** Answers 200 whatever is away: a belt cannot wait, and diverts what has no answer. */
  @Post(':line/scans')
  @Endpoint({ access: ['staff'], idempotency: 'proceed' })
  async scan(
    @Param('line') name: string,
    @Body() body: unknown,
    @HttpExchange() { request, reply }: Exchange,
  ): Promise<unknown> {
    const { barcodes } = this.validators.read('LineScanBody', body);
    const line = name.toUpperCase();
    if (!LINE.test(line))
      throw new Problem(404, 'LINE_NOT_FOUND', 'Name a line by 1 to 20 letters, digits and hyphens, e.g. XRAY-1.');
    reply.status(200);
    return { line, results: await this.line.scan(line, barcodes, principalOf(request)) };
  }
}
