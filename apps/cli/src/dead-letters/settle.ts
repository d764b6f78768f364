import type { Codec, Contract } from '@alataw/contracts';
import type { DeadLetterEvent } from '@alataw/lane';
import type { KafkaLog } from '@alataw/log';
import type { OptionValues, Terminal } from '../command';
import { ask, sentenceOf, type Answer } from './ask';

/** Commands that wait for their answers at a time: what a stage is given besides its other work, and what a kill leaves unsaid. */
export const CHUNK = 200;

/** What came of the commands so far. */
export interface Outcome {
  readonly asked: number;
  /** Answered as it was wanted: retried, or discarded. */
  readonly done: number;
  /** Failed again, or the command itself could not be processed: still parked. */
  readonly failed: number;
  /** Settled before by somebody else, or unknown. */
  readonly refused: number;
}

/** Sends commands about dead letters, a chunk at a time, and prints the answers as they come. */
export class Settlement<T extends { readonly deadLetterId: string }> {
  private asked = 0;
  private readonly answers = { done: 0, failed: 0, refused: 0 };

  constructor(
    private readonly log: KafkaLog,
    private readonly codec: Codec,
    private readonly contract: Contract<T>,
    private readonly wanted: DeadLetterEvent['type'],
    private readonly options: OptionValues,
    private readonly terminal: Terminal,
  ) {}

  get outcome(): Outcome {
    return { asked: this.asked, ...this.answers };
  }

  /**
   * @param afterChunk called whenever a chunk has been answered
   * @throws {CommandError} when answers are missing; what was answered before has been counted and printed
   */
  async send(commands: readonly T[], afterChunk: () => void = () => undefined): Promise<void> {
    for (let i = 0; i < commands.length; i += CHUNK) {
      const chunk = commands.slice(i, i + CHUNK);
      this.asked += chunk.length;
      await ask(this.log, this.codec, this.terminal.now(), this.contract, chunk, (answer) => this.take(answer));
      afterChunk();
    }
  }

  private take({ id, event }: Answer): void {
    const isRefused = event.type === 'ParkedCommandRefused';
    this.answers[event.type === this.wanted ? 'done' : isRefused ? 'refused' : 'failed']++;
    const { type } = event;
    const isJson = this.options['json'] === true;
    this.terminal.print(isJson ? JSON.stringify({ id, answer: type, ...event }) : `${id}  ${sentenceOf(event)}`);
  }
}
