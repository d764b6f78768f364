import type { Contract } from '@alataw/contracts';
import { preferredWaitSeconds, principalOf } from '@alataw/http';
import { Injectable } from '@nestjs/common';
import type { Exchange } from '../api/exchange.decorator';
import { MAX_WAIT_SECONDS } from '../api/limits';
import { linkToSubscription } from '../subscriptions/subscription-view';
import { linkToUnit } from '../units/unit-link';
import { answerTo, scanResult } from './command-answers';
import { CommandDesk } from './command-desk';
import type { RequestName } from './settlement';

/** Carries out what a request orders: writes the command, waits as long as the client prefers, answers. */
@Injectable()
export class OrderDesk {
  constructor(private readonly desk: CommandDesk) {}

  /** A command about one parcel. */
  async parcel<T extends { readonly parcelId: string }>(
    name: RequestName,
    contract: Contract<T>,
    command: T,
    exchange: Exchange,
  ): Promise<unknown> {
    const { parcelId } = command;
    return this.one(name, contract, command, { parcelId }, `/v1/parcels/${parcelId}`, exchange);
  }

  /** A command about one load unit. */
  async unit<T extends { readonly unitId: string }>(
    name: RequestName,
    contract: Contract<T>,
    command: T,
    exchange: Exchange,
  ): Promise<unknown> {
    const { unitId } = command;
    return this.one(name, contract, command, { unitId }, linkToUnit(unitId), exchange);
  }

  /** A command about one entry application. */
  async entry<T extends { readonly applicationId: string }>(
    name: RequestName,
    contract: Contract<T>,
    command: T,
    exchange: Exchange,
  ): Promise<unknown> {
    const { applicationId } = command;
    return this.one(name, contract, command, { applicationId }, `/v1/entry-applications/${applicationId}`, exchange);
  }

  /** A command about one subscription. */
  async subscription<T extends { readonly subscriptionId: string }>(
    name: RequestName,
    contract: Contract<T>,
    command: T,
    exchange: Exchange,
  ): Promise<object> {
    const { subscriptionId } = command;
    return this.one(name, contract, command, { subscriptionId }, linkToSubscription(subscriptionId), exchange);
  }

  /** One command per scanned parcel or unit; the answer tells of each. */
  async scans<T extends { readonly unitId: string; readonly contentId: string }>(
    name: RequestName,
    contract: Contract<T>,
    commands: readonly T[],
    exchange: Exchange,
  ): Promise<unknown> {
    const wait = this.waitSeconds(exchange);
    const receipts = await this.desk.issueAll(name, contract, commands, principalOf(exchange.request), wait * 1000);
    const results = receipts.map((receipt, n) => scanResult(receipt, commands[n]?.contentId ?? '', n));
    const isPending = results.some(({ status }) => status === 'pending');
    exchange.reply.status(isPending ? 202 : 200);
    return { unitId: commands[0]?.unitId, results };
  }

  private async one<T extends object>(
    name: RequestName,
    contract: Contract<T>,
    command: T,
    subject: Readonly<Record<string, string>>,
    link: string,
    exchange: Exchange,
  ): Promise<object> {
    const wait = this.waitSeconds(exchange);
    const receipt = await this.desk.issue(name, contract, command, principalOf(exchange.request), wait * 1000);
    const answer = answerTo(receipt, subject, link);
    exchange.reply.status(answer.statusCode);
    return answer.body;
  }

  private waitSeconds({ request, reply }: Exchange): number {
    const wait = preferredWaitSeconds(request.headers.prefer, MAX_WAIT_SECONDS);
    if (wait > 0) reply.header('preference-applied', `wait=${wait}`);
    return wait;
  }
}
