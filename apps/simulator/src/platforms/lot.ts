import type { Logger } from '@alataw/operations';
import type { GatewayClient } from '../api/gateway-client';
import { numberIn, stringIn } from '../api/json';
import { pause } from '../api/pace';
import type { Declarant } from './declaring';
import type { ParcelPlan } from './parcel-plan';

/** What the centre says of a lot. */
export interface LotProgress {
  readonly lines: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that are no declaration. */
  readonly invalid: number;
  /** How long the centre took to receive it, and to receive and decide it, s. */
  readonly receivedSeconds: number;
  readonly decidedSeconds: number;
}

export interface LotOptions {
  /** Lines of the file. */
  readonly parcels: number;
  readonly key: string;
  readonly plan: (index: number) => ParcelPlan;
  readonly now: () => number;
  readonly stopping: AbortSignal;
  readonly logger: Logger;
}

const LINES_AT_ONCE = 200;
const LOOK_MS = 500;

/**
 * A platform that declares all parcels of a run in one file, as it comes from its own system: a line that nobody can read
 * stands in place of its parcel. Sent again after a kill, it is known again by its content.
 */
export class Lot implements Declarant {
  next = 0;
  isFinished = false;
  lot: LotProgress | null = null;

  constructor(
    private readonly client: Pick<GatewayClient, 'ask'>,
    private readonly options: LotOptions,
  ) {}

  get expected(): number {
    return this.options.parcels - (this.lot?.invalid ?? 0);
  }

  async run(): Promise<void> {
    const { key, now, stopping, logger } = this.options;
    const begun = now();
    const { status, body } = await this.client.ask({
      ...{ method: 'POST', path: '/v1/declarations:bulk', key, contentType: 'application/x-ndjson' },
      body: () => this.file(),
    });
    const batch = stringIn(body, 'batchId');
    if (batch === '') throw new Error(`the lot was refused with status ${status}: ${stringIn(body, 'code')}`);
    const receivedSeconds = secondsSince(begun, now());
    logger.info({ batch, receivedSeconds }, 'the lot has been received');
    while (!this.isFinished && !stopping.aborted) {
      await this.look(batch, begun, receivedSeconds);
      await pause(LOOK_MS, stopping);
    }
  }

  private async look(batch: string, begun: number, receivedSeconds: number): Promise<void> {
    const { key, now } = this.options;
    const { body } = await this.client.ask({ method: 'GET', path: `/v1/batches/${batch}`, key });
    this.lot = {
      lines: numberIn(body, 'lines'),
      accepted: numberIn(body, 'accepted'),
      rejected: numberIn(body, 'rejected'),
      invalid: numberIn(body, 'invalid'),
      ...{ receivedSeconds, decidedSeconds: secondsSince(begun, now()) },
    };
    this.isFinished = stringIn(body, 'state') === 'done';
  }

  private *file(): Generator<string> {
    const { parcels, plan } = this.options;
    for (this.next = 0; this.next < parcels;) {
      const until = Math.min(this.next + LINES_AT_ONCE, parcels);
      let lines = '';
      for (; this.next < until; this.next += 1) lines += `${lineOf(plan(this.next))}\n`;
      yield lines;
    }
  }
}

/** What stands in the file: documents besides are sent by themselves, and a lot's platform needs none. */
const lineOf = ({ first }: ParcelPlan): string => first.findLast(({ path }) => path === undefined)?.json ?? '';

const secondsSince = (begun: number, now: number): number => Math.round((now - begun) / 100) / 10;
