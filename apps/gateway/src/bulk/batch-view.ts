import type { CodeOf } from '@alataw/values';
import type { BatchProgress } from './batch-progress';
import type { IntakeCounts } from './bulk-intake';

/** A batch as the API shows it. */
export interface BatchView {
  readonly batchId: string;
  readonly platform: string;
  /** `receiving`, then `deciding`, then `done`; `interrupted`: the upload broke off, what had arrived is decided all the same. */
  readonly state: CodeOf<'BatchState'>;
  readonly openedAt: number;
  readonly receivedAt: number | null;
  /** Lines received so far, blank ones left out; null when only the gateway that receives them knows. */
  readonly lines: number | null;
  readonly invalid: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that wait for their documents; their parcels tell what becomes of them. */
  readonly filed: number;
  readonly repeated: number;
  readonly pending: number | null;
  readonly links: Readonly<Record<string, string>>;
}

/**
 * @param uploading how far the upload has come; null: none is being received; undefined: nobody can tell
 * @returns undefined when there is no such batch
 */
export function batchView(progress: BatchProgress, uploading: IntakeCounts | null | undefined): BatchView | undefined {
  const { opened, closed, counts } = progress;
  if (opened === undefined) return undefined;
  const decided = counts.accepted + counts.rejected + counts.filed;
  const commands = closed?.accepted ?? uploading?.commands;
  return {
    batchId: opened.batchId,
    platform: opened.platform,
    state: stateOf(progress, uploading),
    openedAt: opened.openedAt,
    receivedAt: closed?.endedAt ?? null,
    lines: closed?.lines ?? uploading?.lines ?? null,
    ...counts,
    pending: commands === undefined ? null : Math.max(0, commands - decided),
    links: linksOf(opened.batchId),
  };
}

/** Where a batch and its results are. */
export function linksOf(batchId: string): Readonly<Record<string, string>> {
  return { self: `/v1/batches/${batchId}`, results: `/v1/batches/${batchId}/results` };
}

function stateOf({ closed, pending }: BatchProgress, uploading: IntakeCounts | null | undefined): BatchView['state'] {
  if (closed === undefined) return uploading === null ? 'interrupted' : 'receiving';
  if (!closed.complete) return 'interrupted';
  return pending === 0 ? 'done' : 'deciding';
}
