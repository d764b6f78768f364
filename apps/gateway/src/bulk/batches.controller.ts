import { Codec } from '@alataw/contracts';
import { Endpoint, LruMap, principalOf, Problem, type Principal } from '@alataw/http';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { readQuery } from '../api/query';
import { AvailableLog } from '../backends/available-log';
import { EventTail } from '../live/event-tail';
import { placeOf } from './batch-id';
import { BatchProgress } from './batch-progress';
import { batchResults, RESULT_STATUSES, type ResultStatus } from './batch-results';
import { batchView } from './batch-view';
import { batchReceipts, wantsXml } from './batch-receipts';
import { NDJSON, XML } from './upload-formats';
import { Beacons } from './beacons';

/** Batches whose place in the log is remembered: up to 250 KB each, for a million lines. */
const REMEMBERED = 200;

@Controller('/v1/batches')
export class BatchesController {
  private readonly remembered = new LruMap<string, BatchProgress>(REMEMBERED);

  constructor(
    private readonly codec: Codec,
    private readonly log: AvailableLog,
    private readonly tail: EventTail,
    private readonly beacons: Beacons,
  ) {}

  @Get(':batchId')
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async read(@Param('batchId') batchId: string, @Req() request: FastifyRequest): Promise<unknown> {
    // The beacon first: an upload that ends in between is then found closed in the log.
    const uploading = await this.beacons.read(batchId);
    return batchView(await this.progressOf(batchId, principalOf(request)), uploading);
  }

  @Get(':batchId/results')
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async results(
    @Param('batchId') batchId: string,
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { status } = readQuery(parameters, ['status']);
    const asked = status === undefined ? undefined : readStatuses(status);
    const progress = await this.progressOf(batchId, principalOf(request));
    const isReceipts = wantsXml(request.headers.accept, progress.opened?.mediaType ?? '');
    // Of a list everybody expects a receipt; of lines, those that have to be mended.
    const pieces = isReceipts
      ? batchReceipts(this.codec, this.log, progress, asked ?? RESULT_STATUSES)
      : batchResults(this.codec, this.log, progress, asked ?? ['invalid', 'rejected']);
    const contentType = `${isReceipts ? XML : NDJSON}; charset=utf-8`;
    void reply.headers({ 'content-type': contentType, vary: 'accept' }).send(Readable.from(pieces));
  }

  /** @throws {Problem} 404 for what is no batch, or another platform's */
  private async progressOf(batchId: string, reader: Principal): Promise<BatchProgress> {
    const progress = this.remembered.get(batchId) ?? this.begin(batchId);
    await progress?.advance(this.tail.currentPositions()[0] ?? []);
    const isReadable =
      progress?.opened !== undefined && (reader.tenant ?? progress.opened.platform) === progress.opened.platform;
    if (progress === undefined || !isReadable) {
      throw new Problem(
        404,
        'BATCH_NOT_FOUND',
        'There is no such batch of yours: use the address that the upload answered.',
      );
    }
    this.remembered.set(batchId, progress);
    return progress;
  }

  private begin(batchId: string): BatchProgress | undefined {
    const place = placeOf(batchId, this.log.partitions('intake.events'));
    return place && new BatchProgress(place, this.codec, this.log);
  }
}

function readStatuses(text: string): readonly ResultStatus[] {
  const wanted = RESULT_STATUSES.filter((status) => text.split(',').includes(status));
  if (wanted.length > 0 && wanted.length === text.split(',').length) return wanted;
  throw new Problem(400, 'STATUS_INVALID', `Send one or more of ${RESULT_STATUSES.join(', ')}, separated by commas.`);
}
