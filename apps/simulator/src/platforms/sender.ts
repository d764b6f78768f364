import type { GatewayClient } from '../api/gateway-client';
import { inParallel } from '../api/pace';
import type { Sending } from './parcel-plan';

/** Above this rate a request per parcel costs both sides more than the parcel itself: platforms then send files. */
const MOST_SINGLE_PER_SECOND = 300;
const SINGLES_AT_ONCE = 32;

/** Sends declarations one by one or as files of lines, documents one by one, and returns when the centre has taken them. */
export class Sender {
  /** Whether declarations go as files. */
  readonly isBulk: boolean;

  /** @param keys platform or logistics company → API key */
  constructor(
    private readonly client: GatewayClient,
    private readonly keys: ReadonlyMap<string, string>,
    rate: number,
  ) {
    this.isBulk = rate > MOST_SINGLE_PER_SECOND;
  }

  async send(sendings: readonly Sending[]): Promise<void> {
    const singles = sendings.filter(({ path }) => !this.isBulk || path !== undefined);
    if (this.isBulk) await this.sendFiles(sendings.filter(({ path }) => path === undefined));
    await inParallel(singles, SINGLES_AT_ONCE, ({ platform, path = '/v1/declarations', json }) =>
      this.post(platform, path, json),
    );
  }

  /** Asks for a parcel that waits for inspection to be cancelled; too late is no fault. */
  async cancel(platform: string, parcelId: string): Promise<void> {
    await this.post(platform, `/v1/parcels/${parcelId}/cancel`, '{}');
  }

  private async sendFiles(sendings: readonly Sending[]): Promise<void> {
    const files = new Map<string, string[]>();
    for (const { platform, json } of sendings) {
      const lines = files.get(platform);
      if (lines === undefined) files.set(platform, [json]);
      else lines.push(json);
    }
    await inParallel([...files], files.size, ([platform, lines]) =>
      this.post(platform, '/v1/declarations:bulk', `${lines.join('\n')}\n`, 'application/x-ndjson'),
    );
  }

  private post(platform: string, path: string, body: string, contentType = 'application/json'): Promise<unknown> {
    return this.client.ask({ method: 'POST', path, key: this.keys.get(platform) ?? '', body, contentType });
  }
}
