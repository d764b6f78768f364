import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whose lists need a document of their own, from a day on. */
interface Need {
  readonly from: string;
  readonly until?: string;
  readonly value: {
    readonly document: string;
    readonly platforms: readonly string[];
    readonly tradeModes: readonly string[];
  };
}

/** From test/audit/log, or from dist/test/audit/log. */
const SHIPPED = ['../../..', '../../../..'].map((root) => join(__dirname, root, 'apps/declaration/rules/2026-12.json'));
const KINDS = ['order', 'waybill', 'payment'];

const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** The rules of which lists need documents, read by the audit itself: it believes no stage that a list needs none. */
export class DocumentRules {
  constructor(private readonly needs: readonly Need[]) {}

  /** @param file of the centre's rules; null for those of this release @throws what reading it throws */
  static load(file: string | null): DocumentRules {
    for (const path of file === null ? SHIPPED : [file]) {
      try {
        return new DocumentRules((JSON.parse(readFileSync(path, 'utf8')) as { needs: readonly Need[] }).needs);
      } catch (error) {
        if (file !== null || path === SHIPPED.at(-1)) throw error;
      }
    }
    return new DocumentRules([]);
  }

  /** The kinds of documents that a list needs. @param at when it was declared, epoch ms UTC */
  neededBy(platform: string, tradeMode: string, at: number): readonly string[] {
    const inForce = this.needs.filter(
      ({ from, until, value }) =>
        startOf(from) <= at &&
        (until === undefined || at < startOf(until)) &&
        value.tradeModes.includes(tradeMode) &&
        value.platforms.some((each) => each === '*' || each === platform),
    );
    return KINDS.filter((kind) => inForce.some(({ value }) => value.document === kind));
  }
}
