import { partitionOf, type Codec, type CommandMeta, type Contract, type Issued } from '@alataw/contracts';
import type { Principal } from '@alataw/http';
import { randomUUID } from 'node:crypto';
import type { LogWriter, Publication } from '../backends/log-ports';
import { SETTLEMENTS, type RequestName } from './settlement';
import type { Standing, WaitingRoom } from './waiting-room';

/** A command that was written, and what is known of its decision. */
export interface Receipt {
  readonly commandId: string;
  /** Undefined when nobody waited, or the time was over before anything was heard. */
  readonly standing: Standing | undefined;
}

/** How long Kafka may take to confirm a command before the client is told to try again. */
const PUBLISH_DEADLINE_MS = 10_000;

/** Writes commands into the log, and waits for their decisions when asked to. */
export class CommandDesk {
  constructor(
    private readonly codec: Codec,
    private readonly log: () => LogWriter,
    private readonly room: WaitingRoom,
    private readonly clock: () => number,
  ) {}

  /**
   * @param payload the command's own fields
   * @param waitMs how long to wait for the decision after the command stands; 0: not at all
   */
  async issue<T extends object>(
    request: RequestName,
    contract: Contract<T>,
    payload: T,
    principal: Principal,
    waitMs: number,
  ): Promise<Receipt> {
    const [receipt] = await this.issueAll(request, contract, [payload], principal, waitMs);
    if (receipt === undefined) throw new Error('a command without a receipt');
    return receipt;
  }

  /** Several commands of one kind, written together. @returns their receipts in the same order */
  async issueAll<T extends object>(
    request: RequestName,
    contract: Contract<T>,
    payloads: readonly T[],
    principal: Principal,
    waitMs: number,
  ): Promise<Receipt[]> {
    const issuedAt = this.clock();
    const ids = payloads.map(() => randomUUID());
    const publications = payloads.map((payload, n) =>
      this.publication(contract, payload, metaOf(ids[n], principal, issuedAt)),
    );
    // Seats are taken before the commands are written: their answers may be quick.
    const tickets = ids.map((id) => (waitMs > 0 ? this.room.expect(id, SETTLEMENTS[request]) : undefined));
    try {
      await this.log().publish(publications, PUBLISH_DEADLINE_MS);
    } catch (error) {
      for (const ticket of tickets) ticket?.leave();
      throw error;
    }
    const standings = await Promise.all(tickets.map(async (ticket) => ticket?.wait(waitMs)));
    return ids.map((commandId, n) => ({ commandId, standing: standings[n] }));
  }

  /** A command as it stands in its topic. */
  publication<T extends object>(contract: Contract<T>, payload: T, meta: CommandMeta): Publication {
    if (contract.topic === null) throw new TypeError(`${contract.fullName} has no topic`);
    const key = contract.keyOf(payload);
    const issued: Issued<T> = { ...payload, meta };
    return {
      topic: contract.topic,
      partition: partitionOf(key, this.log().partitions(contract.topic)),
      key: Buffer.from(key),
      value: this.codec.encode<T>(contract, issued),
    };
  }
}

/** One request, one command: the command's id is also what its consequences are found by. */
function metaOf(commandId: string | undefined, principal: Principal, issuedAt: number): CommandMeta {
  const id = commandId ?? randomUUID();
  return { commandId: id, correlationId: id, actor: principal.actor, issuedAt };
}
