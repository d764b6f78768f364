import type { Codec } from '@alataw/contracts';
import type { ConcurrencyGate } from '@alataw/http';
import {
  bodyBytes,
  ChunkSource,
  discardRest,
  Problem,
  type IdempotencyStore,
  type Principal,
  type StoredAnswer,
} from '@alataw/http';
import type { Readable } from 'node:stream';
import { UPLOAD_IDLE_MS } from '../api/limits';
import type { Validators } from '../api/validators';
import type { LogReader, LogWriter } from '../backends/log-ports';
import { newBatch } from './batch-id';
import { BulkIntake, type IntakeLimits } from './bulk-intake';
import { linksOf } from './batch-view';
import { RecordJudge } from './record-judge';
import { uploadAnswer, type UploadEnd } from './upload-answers';
import { UploadBeacon, type BeaconStore } from './upload-beacon';
import { NDJSON, type UploadFormat, type UploadSources } from './upload-formats';
import { UploadRepetition } from './upload-repetition';

/** Limits of uploads. */
export interface UploadLimits extends IntakeLimits {
  /** After decompression. */
  readonly maxBytes: number;
  readonly maxRatio: number;
}

/** What an upload is. */
export interface Upload {
  readonly body: Readable;
  readonly format: UploadFormat;
  readonly gzip: boolean;
  readonly platform: string;
  readonly principal: Principal;
  readonly idempotencyKey: string | undefined;
}

/** What is still to come of a refused upload is thrown away up to here, so that its sender can read the answer. */
const DISCARD = { bytes: 64 * 1024 * 1024, ms: 10_000 };

/** Told of what is received, for metrics. */
export type UploadMeter = (line: 'command' | 'invalid', count: number) => void;

/** What uploads work with. */
export interface UploadParts {
  readonly codec: Codec;
  readonly log: LogReader & LogWriter;
  readonly validators: Validators;
  readonly sources: UploadSources;
  readonly beacons: BeaconStore;
  readonly keys: IdempotencyStore;
  readonly meter: UploadMeter;
}

/** Receives bulk uploads. */
export class UploadDesk {
  private readonly stopping = new AbortController();

  constructor(
    private readonly parts: UploadParts,
    private readonly gate: ConcurrencyGate,
    private readonly limits: UploadLimits,
    /** End offsets of the declaration stage's output, or a little less. */
    private readonly decisionOffsets: () => readonly number[],
    private readonly clock: () => number,
  ) {}

  /** Ends the uploads that run: what has arrived counts, and their senders are told to come again. */
  stop(): void {
    this.stopping.abort();
  }

  /** @returns the answer; @throws {Problem} */
  async receive(upload: Upload): Promise<StoredAnswer> {
    const leave = this.gate.enter(upload.principal.keyId);
    if (leave === undefined) {
      throw new Problem(429, 'TOO_MANY_UPLOADS', 'Wait until one of your uploads has ended.', {
        headers: { 'retry-after': '5' },
      });
    }
    const source = new ChunkSource(upload.body, { idleMs: UPLOAD_IDLE_MS, signal: this.stopping.signal });
    try {
      return await this.receiveOnce(upload, source);
    } finally {
      source.release();
      leave();
      await discardRest(upload.body, DISCARD);
    }
  }

  private async receiveOnce(upload: Upload, source: ChunkSource): Promise<StoredAnswer> {
    const repetition = await UploadRepetition.begin(this.parts.keys, upload.principal.actor, upload.idempotencyKey);
    const { mediaType, carrier } = upload.format;
    // The same bytes read otherwise are another upload.
    if (mediaType !== NDJSON) repetition.hash.update(`${mediaType} ${carrier ?? ''}\n`);
    const repeated = await repetition.repeated(source);
    if (repeated !== undefined) return repeated;
    try {
      const end = await this.take(upload, source, repetition);
      const body = JSON.stringify(uploadAnswer(end, upload.platform, this.limits));
      const location = linksOf(end.batchId)['self'] ?? '';
      const answer = { status: 202, headers: { 'content-type': 'application/json; charset=utf-8', location }, body };
      await repetition.finish(answer);
      return answer;
    } catch (error) {
      await repetition.abandon();
      throw error;
    }
  }

  private async take(upload: Upload, chunks: ChunkSource, repetition: UploadRepetition): Promise<UploadEnd> {
    const { codec, log, validators, sources, beacons, meter } = this.parts;
    const source = sources.of(upload.format);
    const place = newBatch(await log.endOffsets('intake.events'));
    const { platform, principal, gzip } = upload;
    const { mediaType } = upload.format;
    const head = { ...place, platform, mediaType, actor: principal.actor, decisionOffsets: this.decisionOffsets() };
    const judge = new RecordJudge(validators.of('Declaration'), platform);
    const intake = new BulkIntake(codec, log, head, judge, this.limits, this.clock);
    const beacon = new UploadBeacon(beacons, place.batchId, intake.counts);
    await beacon.light();
    try {
      const bytes = bodyBytes(chunks, gzip, this.limits, (chunk) => repetition.hash.update(chunk));
      const stop = await intake.read(bytes, source);
      return { batchId: place.batchId, counts: intake.counts, firstFaults: intake.firstFaults, stop };
    } catch (error) {
      throw interrupted(error, place.batchId);
    } finally {
      await beacon.out();
      meter('command', intake.counts.commands);
      meter('invalid', intake.counts.invalid);
    }
  }
}

/** The log went away in the middle: what stands of the batch is not known, and the answer says how to make sure. */
function interrupted(error: unknown, batchId: string): unknown {
  if (!(error instanceof Error && 'disposition' in error && error.disposition === 'retry')) return error;
  return new Problem(
    503,
    'UPLOAD_INTERRUPTED',
    'Send the file again: the log was away; lines that stand are recognised.',
    {
      headers: { 'retry-after': '10', connection: 'close' },
      members: { batchId },
      cause: error,
    },
  );
}
