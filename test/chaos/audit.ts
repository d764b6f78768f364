import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#local/prepare';

/** What the audit says of a drained centre. */
export interface AuditResult {
  /** null when it could not be made. */
  readonly violations: number | null;
  readonly table: string;
  readonly report: unknown;
}

/** Runs the audit as its user runs it: a program of its own, which shares no code with what it audits. */
export async function auditDrained(of: {
  readonly brokers: string;
  readonly redisUrl: string;
  readonly acknowledgedFile: string;
  readonly reportFile: string;
  readonly withJava: boolean;
}): Promise<AuditResult> {
  const main = join(ROOT, 'dist', 'test', 'audit', 'main.js');
  const where = ['--brokers', of.brokers, '--redis', of.redisUrl, '--acknowledged', of.acknowledgedFile];
  const how = ['--drained', '--json', of.reportFile, ...(of.withJava ? [] : ['--no-java'])];
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, [main, ...where, ...how], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 2), output: `${stdout}${stderr}`.trim() }),
    );
  });
  if (code !== 0 && code !== 1) return { violations: null, table: output, report: null };
  const report = JSON.parse(readFileSync(of.reportFile, 'utf8')) as { readonly violations: number };
  return { violations: report.violations, table: output, report };
}
