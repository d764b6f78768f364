import { Codec } from '@alataw/contracts';
import { decodeCursor, encodeCursor, Endpoint, principalOf, Problem, Turns } from '@alataw/http';
import { OutOfRangeError } from '@alataw/log';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Validators } from '../api/validators';
import { AvailableLog } from '../backends/available-log';
import { tryFilter, type TrialPlace } from './dry-run';
import { readFilter } from './read-filter';

const DAY_MS = 24 * 60 * 60_000;
const MAX_DAYS = 31;
/** Records of one request: a second's work. */
const MAX_LOOKED = 50_000;
/** Trials at once; each holds some 100 KiB of each partition. */
const MAX_TRIALS = 2;

/** What a filter would have sent, before anything is subscribed by it. */
@Controller()
export class DryRunController {
  private readonly turns = new Turns(MAX_TRIALS);

  constructor(
    @Inject(Validators) private readonly validators: Validators,
    @Inject(AvailableLog) private readonly log: AvailableLog,
    @Inject(Codec) private readonly codec: Codec,
  ) {}

  // `::` is how the router writes a colon that begins no parameter.
  @Post('/v1/subscriptions::dry-run')
  @HttpCode(200)
  @Endpoint({ access: ['carrier'] })
  async run(@Body() body: unknown, @Req() request: FastifyRequest): Promise<unknown> {
    const { filter: text = '', from, to, cursor } = this.validators.read('DryRunBody', body);
    if (to <= from || to - from > MAX_DAYS * DAY_MS) {
      const detail = `Send a "to" that is later than "from", by ${MAX_DAYS} days at most.`;
      throw new Problem(422, 'TIME_INVALID', detail, { errors: [{ pointer: '/to', code: 'TIME_INVALID', detail }] });
    }
    const trial = { carrier: principalOf(request).tenant ?? '', filter: readFilter(text), from, to };
    const kind = `dry-run:${from}:${to}`;
    const start = cursor === undefined ? null : placeOf(decodeCursor(kind, cursor, isPlace));
    const leave = await this.turns.enter();
    try {
      const { place, ...result } = await tryFilter(this.codec, this.log, trial, start, MAX_LOOKED);
      const next = place === null ? null : encodeCursor(kind, [place.taken, ...place.offsets]);
      return { filter: text, from, to, ...result, next };
    } catch (error) {
      if (!(error instanceof OutOfRangeError)) throw error;
      throw new Problem(410, 'CURSOR_EXPIRED', 'The log does not reach back so far any more: begin anew.');
    } finally {
      leave();
    }
  }
}

const placeOf = ([taken = 0, ...offsets]: readonly number[]): TrialPlace => ({ offsets, taken });

function isPlace(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 1 && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}
