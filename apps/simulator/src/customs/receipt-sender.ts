import type { Logger } from '@alataw/operations';
import { Stopped, type GatewayClient } from '../api/gateway-client';
import type { Outgoing } from './customs';

/** Most receipts of one request. */
const PER_REQUEST = 200;

/** Brings customs' receipts to the centre when their time comes, many in one request. */
export class ReceiptSender {
  /** By the time at which they are sent; kept in order only when it is looked at. */
  private waiting: { readonly at: number; readonly receipt: Outgoing }[] = [];

  constructor(
    private readonly client: Pick<GatewayClient, 'ask'>,
    private readonly key: string,
    private readonly logger: Logger,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.waiting.length;
  }

  add(receipt: Outgoing, afterMs: number): void {
    this.waiting.push({ at: this.now() + afterMs, receipt });
  }

  /** Sends what is due. @param isAway customs says nothing now. @returns how long to wait before looking again, ms */
  async step(isAway: boolean): Promise<number> {
    const now = this.now();
    const due = isAway ? [] : this.waiting.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    if (due.length === 0) return 50;
    const own = due.slice(0, PER_REQUEST);
    const sent = new Set(own);
    this.waiting = this.waiting.filter((each) => !sent.has(each));
    try {
      const body = JSON.stringify({ receipts: own.map(({ receipt }) => receipt) });
      const { status } = await this.client.ask({ method: 'POST', path: '/v1/customs/receipts', key: this.key, body });
      if (status >= 400) this.logger.error({ status }, 'the centre refuses receipts of customs');
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    return due.length > PER_REQUEST ? 0 : 20;
  }
}
