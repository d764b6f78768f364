import { Endpoint, principalOf, Problem, readLimit } from '@alataw/http';
import { comparableNumber } from '@alataw/values';
import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readQuery } from '../api/query';
import { AvailableProjections } from '../backends/available-projections';
import { FreshnessReader } from '../parcels/freshness';
import { MAX_HITS, MAX_SOUGHT, search, type Sought } from './search';

/** Finds things by what a person holds in hand. */
@Controller('/v1/search')
export class SearchController {
  constructor(
    private readonly projections: AvailableProjections,
    private readonly freshness: FreshnessReader,
  ) {}

  @Get()
  @Endpoint({ access: ['platform', 'logistics', 'staff', 'operator'] })
  async find(@Query() parameters: unknown, @Req() request: FastifyRequest): Promise<unknown> {
    const query = readQuery(parameters, ['q', 'limit']);
    const sought = soughtIn(query.q ?? '');
    const limit = readLimit(query.limit, MAX_HITS, MAX_HITS);
    const { answer, freshness } = await this.freshness.whileReading(null, () =>
      search(this.projections, sought, principalOf(request), limit),
    );
    return { ...answer, behind: freshness.behind };
  }
}

/** @throws {Problem} 400 for what is no number at all */
function soughtIn(q: string): Sought {
  const text = q.trim();
  const number = text.length <= MAX_SOUGHT ? comparableNumber(text) : '';
  if (number !== '') return { text, number };
  throw new Problem(
    400,
    'NUMBER_REQUIRED',
    `Send the number to look for, of 1 to ${MAX_SOUGHT} characters, e.g. ?q=LX473124829CN.`,
  );
}
