import type {
  CustomsDocument,
  NoteReportSent,
  NoteSendingFailed,
  NoteStatusAsked,
  ParcelDeclared,
  RecordReceipt,
  ReportState,
} from '@alataw/contracts';
import { reportMessage } from '@alataw/formats';
import { backOff } from '../domain/customs.rules';
import { sendableReports } from '../domain/file';
import { guidOf } from '../domain/guid';
import type { CustomsPort, Sending } from './customs-port';
import { copNoIn, documentOf, MESSAGE_NO, type ParcelFile } from './documents';

/** A parcel of an index, and the time by which it stands there, epoch ms UTC. */
export interface Row {
  readonly id: string;
  readonly since: number;
}

/** What the sender tells the stage. */
export type SenderCommand = NoteReportSent | NoteSendingFailed | NoteStatusAsked | RecordReceipt;

/** What the sender looks at, and what it does. */
export interface SenderPorts {
  readonly customs: CustomsPort;
  /** Parcels of which a report may be sent by then, oldest first. */
  readonly due: (until: number, limit: number) => Promise<readonly Row[]>;
  /** Parcels about which customs is to be asked by then, oldest first. */
  readonly unanswered: (until: number, limit: number) => Promise<readonly Row[]>;
  readonly files: (parcelIds: readonly string[]) => Promise<readonly (ParcelFile | undefined)[]>;
  /** The declaration that a parcel's list is of; null when it cannot be found. */
  readonly declarationOf: (file: ParcelFile) => Promise<ParcelDeclared | null>;
  /** Writes commands into the log; resolves when they stand. */
  readonly issue: (commands: readonly SenderCommand[], issuedAt: number) => Promise<void>;
  readonly clock: () => number;
  /** Hears what came of each message. @param documents in it */
  readonly onSent: (document: CustomsDocument, documents: number, sending: Sending) => void;
  readonly onAsked: (answer: 'receipt' | 'silent' | 'unknown' | 'failed') => void;
}

interface Due {
  readonly file: ParcelFile;
  readonly report: ReportState;
}

/** Documents of one message, as many as customs' own programs put into one. */
const PER_MESSAGE = 100;
/** Parcels of one tick. */
const MOST = 1_000;
/** Questions of one tick; each is a request of its own. */
const MOST_QUESTIONS = 100;
const AT_ONCE = 4;
/** After this long, what was done without visible effect is done again, ms. */
const AGAIN_MS = 30_000;
/** While customs is away one document is tried at a time, at these pauses, ms. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const AWAY: ReadonlySet<Sending> = new Set(['UNREACHABLE', 'TIMEOUT', 'BUSY']);

/**
 * Gives to customs what is due, oldest first, and asks about what it did not answer. It decides nothing: what it says twice, or too late, the stage
 * passes over, and a document that customs gets twice has the same guid.
 */
export class Sender {
  /** `<parcel> <document> <attempt>` → when it was handled. */
  private readonly handled = new Map<string, number>();
  private failures = 0;
  private pausedUntil = 0;
  /** When customs last took or answered something, epoch ms UTC; 0: never. */
  lastAnswerAt = 0;
  /** Why customs cannot be reached, null while it can. */
  away: Sending | null = null;

  constructor(private readonly ports: SenderPorts) {}

  /** Looks once. @returns how many documents it sent or asked about */
  async tick(): Promise<number> {
    const now = this.ports.clock();
    for (const [key, at] of this.handled) if (now - at >= AGAIN_MS) this.handled.delete(key);
    if (now < this.pausedUntil) return 0;
    const sent = await this.sendDue(now);
    return this.away === null ? sent + (await this.askUnanswered(now)) : sent;
  }

  private async sendDue(now: number): Promise<number> {
    const due = await this.dueReports(now);
    const own = this.away === null ? due : due.slice(0, 1);
    const messages = chunksByDocument(own);
    let sent = 0;
    for (let i = 0; i < messages.length; i += AT_ONCE) {
      const counts = await Promise.all(messages.slice(i, i + AT_ONCE).map((message) => this.sendMessage(message)));
      sent += counts.reduce((sum, count) => sum + count, 0);
      if (this.away !== null) break;
    }
    return sent;
  }

  private async dueReports(now: number): Promise<Due[]> {
    const { due, files } = this.ports;
    // What was handled and still stands in the index must not hide what stands behind it.
    const rows = await due(now, MOST + this.handled.size);
    const found = await files(rows.map(({ id }) => id));
    return found
      .flatMap((file) => (file ? sendableReports(file.state).map((report) => ({ file, report })) : []))
      .filter(({ file, report }) => report.nextAt <= now && !this.handled.has(keyOf(file, report)))
      .slice(0, MOST);
  }

  private async sendMessage(reports: readonly Due[]): Promise<number> {
    const { customs, clock, issue, onSent } = this.ports;
    const document = reports[0]?.report.document;
    if (document === undefined || document === 'OTHER') return 0;
    const written = await Promise.all(reports.map(async (each) => ({ each, text: await this.write(each) })));
    const texts = written.flatMap(({ text }) => (text === null ? [] : [text]));
    const guid = guidOf(reports.map(({ file }) => file.parcelId).join(), document, this.failures);
    const sending =
      texts.length === 0 ? 'UNWRITABLE' : await customs.send(reportMessage(MESSAGE_NO[document], guid, texts));
    if (texts.length > 0) this.heard(sending);
    onSent(document, texts.length, sending);
    const issuedAt = clock();
    const commands = written.map(({ each, text }) => commandOf(each, text === null ? 'UNWRITABLE' : sending));
    await issue(commands, issuedAt);
    for (const { file, report } of reports) this.handled.set(keyOf(file, report), issuedAt);
    return sending === 'TAKEN' ? texts.length : 0;
  }

  /** @returns null for a report that cannot be written */
  private async write({ file, report }: Due): Promise<string | null> {
    const declaration = await this.ports.declarationOf(file);
    if (!declaration) return null;
    try {
      return documentOf(file, report, declaration, this.ports.clock());
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return null;
    }
  }

  private async askUnanswered(now: number): Promise<number> {
    const { unanswered, files, issue, clock } = this.ports;
    const rows = await unanswered(now, MOST_QUESTIONS + this.handled.size);
    const found = await files(rows.map(({ id }) => id));
    const open = found
      .flatMap((file) => (file ? file.state.reports.map((report) => ({ file, report })) : []))
      .filter(({ report: { step, nextAt } }) => step !== 'DUE' && nextAt > 0 && nextAt <= now)
      .filter(({ file, report }) => !this.handled.has(keyOf(file, report)))
      .slice(0, MOST_QUESTIONS);
    let asked = 0;
    for (let i = 0; i < open.length && this.away === null; i += AT_ONCE) {
      const portion = open.slice(i, i + AT_ONCE);
      const commands = (await Promise.all(portion.map((each) => this.ask(each)))).flat();
      if (commands.length > 0) await issue(commands, clock());
      for (const { file, report } of portion) this.handled.set(keyOf(file, report), clock());
      asked += portion.length;
    }
    return asked;
  }

  /** What customs answers about one report: that it does not know it, or what it says of it, or that there is nothing new. */
  private async ask({ file, report }: Due): Promise<readonly SenderCommand[]> {
    const { customs, onAsked } = this.ports;
    const { parcelId, state } = file;
    const { document, version } = report;
    const answer = await customs.ask(document, guidOf(parcelId, document, version), copNoIn(file));
    onAsked(answer.is);
    this.heard(answer.is === 'failed' ? answer.failure : 'TAKEN');
    if (answer.is === 'failed') return [];
    const asked: NoteStatusAsked = {
      type: 'NoteStatusAsked',
      parcelId,
      document,
      version,
      known: answer.is !== 'unknown',
    };
    const isNews = answer.is === 'receipt' && (document !== 'LIST' || answer.receipt.code !== state.code);
    if (!isNews) return [asked];
    const { guid, code, returnTime, info, preNo, invtNo } = answer.receipt;
    return [{ type: 'RecordReceipt', parcelId, document, guid, code, returnTime, info, preNo, invtNo }, asked];
  }

  private heard(sending: Sending): void {
    const now = this.ports.clock();
    if (AWAY.has(sending)) {
      this.pausedUntil = now + backOff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS, this.failures);
      this.failures += 1;
      this.away = sending;
      return;
    }
    this.failures = 0;
    this.away = null;
    this.lastAnswerAt = now;
  }
}

function commandOf({ file, report }: Due, sending: Sending): NoteReportSent | NoteSendingFailed {
  const { parcelId } = file;
  const { document, version } = report;
  return sending === 'TAKEN'
    ? { type: 'NoteReportSent', parcelId, document, version, copNo: copNoIn(file) }
    : { type: 'NoteSendingFailed', parcelId, document, version, failure: sending };
}

/** Documents of one kind stand in messages of their own. */
function chunksByDocument(reports: readonly Due[]): Due[][] {
  const byDocument = new Map<CustomsDocument, Due[]>();
  for (const each of reports) {
    const { document } = each.report;
    byDocument.set(document, [...(byDocument.get(document) ?? []), each]);
  }
  return [...byDocument.values()].flatMap((of) =>
    Array.from({ length: Math.ceil(of.length / PER_MESSAGE) }, (_, n) =>
      of.slice(n * PER_MESSAGE, (n + 1) * PER_MESSAGE),
    ),
  );
}

const keyOf = ({ parcelId }: ParcelFile, { document, version, step, attempts, asked, nextAt }: ReportState): string =>
  `${parcelId} ${document} ${version} ${step} ${attempts} ${asked} ${nextAt}`;
