import { isEvent, isOf, MilestoneReached, UndecodableError, type Codec, type Recorded } from '@alataw/contracts';

/**
 * The milestone that a record of `carriers.events` tells of.
 * @returns null for what is none, such as a claim or nobody's bytes
 * @throws {UnknownSchemaError} for a record of a newer version
 */
export function recordedMilestone(codec: Codec, value: Buffer | null): Recorded<MilestoneReached> | null {
  if (value === null) return null;
  try {
    const decoded = codec.decode(value);
    return isEvent(decoded) && isOf(MilestoneReached, decoded) ? decoded.value : null;
  } catch (error) {
    if (error instanceof UndecodableError) return null;
    throw error;
  }
}
