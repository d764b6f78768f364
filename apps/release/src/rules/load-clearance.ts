import { readClearance, type ClearanceRules } from '@alataw/values';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHIPPED = join(__dirname, '..', '..', 'rules', '2026-12.json');

/**
 * Reads whose word releases a parcel; to be done before the stage starts. The customs stage reads the same file.
 * @param environment `CLEARANCE_RULES` names another file than the shipped one
 * @throws {Error} when the file cannot be read or used; the message names it
 */
export function loadClearance(environment: Readonly<Record<string, string | undefined>>): ClearanceRules {
  const path = environment['CLEARANCE_RULES'] ?? SHIPPED;
  try {
    return readClearance(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
