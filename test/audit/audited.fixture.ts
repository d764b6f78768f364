import { Audit } from './audit';
import type { Feeds } from './checks/feeds';
import { Findings, type Invariant, type Violation } from './findings';
import type { DocumentRules } from './log/document-rules';
import { placeText, type AuditRecord } from './log/record';
import { causeOf } from './log/topics';
import type { RedisCheck } from './redis/redis-check';
import { PARTITIONS } from './story.fixture';

interface Options {
  readonly acknowledged?: readonly string[];
  readonly isDrained?: boolean;
  readonly documentRules?: DocumentRules;
  readonly feeds?: (findings: Findings) => Feeds;
  readonly redis?: (findings: Findings) => RedisCheck;
}

/** Audits records that stand in memory instead of Kafka. */
export function audited(records: readonly AuditRecord[], options: Options = {}): Audit {
  const { acknowledged = null, isDrained = true, documentRules = null } = options;
  const findings = new Findings();
  const redis = options.redis?.(findings) ?? null;
  const feeds = options.feeds?.(findings) ?? null;
  const of = { partitions: PARTITIONS, acknowledged, isDrained, documentRules, redis, feeds };
  const audit = new Audit(of, findings);
  const seen = new Set<string>();
  for (const record of records) {
    const cause = causeOf(record);
    audit.take({ record, hasCause: cause === null || seen.has(placeText(cause)) });
    seen.add(placeText(record));
  }
  audit.finish();
  return audit;
}

export const violationsOf = (audit: Audit, invariant: Invariant): readonly Violation[] =>
  audit.findings.of.get(invariant)?.examples ?? [];

/** All violations in a line each, for the message of a failed expectation. */
export const complaints = (audit: Audit): string[] =>
  [...audit.findings.of].flatMap(([number, { examples }]) =>
    examples.map(({ what, topic, partition, offset }) => `${number}: ${topic}/${partition}@${offset} ${what}`),
  );

/** The one record of this type, of this key if one is given. */
export function find(records: readonly AuditRecord[], type: string, key?: string): AuditRecord {
  const found = records.find(
    (r) => r.type === type && (key === undefined || r.key === key) && !r.topic.endsWith('transfer'),
  );
  if (!found) throw new Error(`There is no ${type} of ${key ?? 'anything'}`);
  return found;
}

/** The log with one record altered. */
export const altered = (
  records: readonly AuditRecord[],
  record: AuditRecord,
  by: Partial<AuditRecord>,
): AuditRecord[] => records.map((each) => (each === record ? { ...each, ...by } : each));

export const without = (records: readonly AuditRecord[], record: AuditRecord): AuditRecord[] =>
  records.filter((each) => each !== record);

/** What names a record in a violation. */
export const named = ({ topic, partition, offset }: AuditRecord) => ({ topic, partition, offset });
