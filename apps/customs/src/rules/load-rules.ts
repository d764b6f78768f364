import { readClearance } from '@alataw/values';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomsRules } from '../domain/customs.rules';
import { CustomsRulesError, readFiling, readReceiptTables } from './rules-document';

/** Where the rules of this release stand. Whose word releases a parcel is the release stage's file: both stages have to agree. */
const SHIPPED = {
  clearance: join(__dirname, '..', '..', '..', 'release', 'rules', '2026-12.json'),
  receipts: join(__dirname, '..', '..', 'rules', 'receipts-2026-12.json'),
  filing: join(__dirname, '..', '..', 'rules', 'filing-2026-12.json'),
} as const;

/**
 * Reads the rules; to be done before the stage starts.
 * @param environment `CLEARANCE_RULES`, `CUSTOMS_RECEIPT_RULES` and `CUSTOMS_FILING_RULES` name other files than the shipped ones
 * @throws {CustomsRulesError} when a file cannot be read or used
 */
export function loadCustomsRules(environment: Readonly<Record<string, string | undefined>>): CustomsRules {
  const read = <T>(variable: string, shipped: string, parse: (json: unknown) => T): T => {
    const path = environment[variable] ?? shipped;
    try {
      return parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      throw new CustomsRulesError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
    }
  };
  return {
    clearance: read('CLEARANCE_RULES', SHIPPED.clearance, readClearance),
    receipts: read('CUSTOMS_RECEIPT_RULES', SHIPPED.receipts, readReceiptTables),
    filing: read('CUSTOMS_FILING_RULES', SHIPPED.filing, readFiling),
  };
}
