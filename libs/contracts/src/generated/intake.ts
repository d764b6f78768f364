// GENERATED from schemas/intake/*.avsc by "npm run codegen". Do not edit.

import type { Contract } from '../contract';

/** The batch has been read to its end, or the sender went away. */
export interface BatchClosed {
  readonly type: 'BatchClosed';
  readonly batchId: string;
  /** Lines read, blank ones not counted. */
  readonly lines: number;
  /** Lines that became commands; their decisions follow in declaration.events. */
  readonly accepted: number;
  /** Lines refused. */
  readonly invalid: number;
  /** Epoch ms UTC. */
  readonly endedAt: number;
  /** False when the sender broke off: the lines counted here stand, the rest has to be sent again. */
  readonly complete: boolean;
}

export const BatchClosed: Contract<BatchClosed> = {
  name: 'BatchClosed',
  fullName: 'alataw.intake.BatchClosed',
  kind: 'record',
  topic: 'intake.events',
  keyOf: ({ batchId }) => batchId,
};

/** Lines of a batch that never became commands. */
export interface BatchLinesRefused {
  readonly type: 'BatchLinesRefused';
  readonly batchId: string;
  /**
   * In the order of the batch, 1 to 500 and within the size limit of a record; a larger number takes several records.
   */
  readonly lines: readonly LineFault[];
}

export const BatchLinesRefused: Contract<BatchLinesRefused> = {
  name: 'BatchLinesRefused',
  fullName: 'alataw.intake.BatchLinesRefused',
  kind: 'record',
  topic: 'intake.events',
  keyOf: ({ batchId }) => batchId,
};

/** How the sender of a batch of customs lists names them: what its receipts are found by. */
export interface BatchListsNamed {
  readonly type: 'BatchListsNamed';
  readonly batchId: string;
  /** In the order of the batch, 1 to 50; a larger number takes several records. */
  readonly lists: readonly NamedList[];
}

export const BatchListsNamed: Contract<BatchListsNamed> = {
  name: 'BatchListsNamed',
  fullName: 'alataw.intake.BatchListsNamed',
  kind: 'record',
  topic: 'intake.events',
  keyOf: ({ batchId }) => batchId,
};

/** A platform began to send a batch of declarations. */
export interface BatchOpened {
  readonly type: 'BatchOpened';
  /** Last part of the batch's address, /v1/batches/{batchId}. */
  readonly batchId: string;
  /** Code of the sending platform; only it may read the batch. */
  readonly platform: string;
  /** Content type as received, without parameters, e.g. `application/x-ndjson`. */
  readonly mediaType: string;
  /** Epoch ms UTC. */
  readonly openedAt: number;
  /**
   * End offset of each partition of declaration.events at this moment, in partition order: the batch's decisions stand
   * at or after these.
   */
  readonly decisionOffsets: readonly number[];
}

export const BatchOpened: Contract<BatchOpened> = {
  name: 'BatchOpened',
  fullName: 'alataw.intake.BatchOpened',
  kind: 'record',
  topic: 'intake.events',
  keyOf: ({ batchId }) => batchId,
};

/** One thing wrong with one line of a batch. */
export interface LineFault {
  /**
   * Number of the record in the batch, from 1: NDJSON: its line; CSV: the line at which it begins; XML: which list it
   * is.
   */
  readonly line: number;
  /** JSON Pointer (RFC 6901) to the faulty member of the declaration; empty for the record as a whole. */
  readonly pointer: string;
  /** Published code of the fault. */
  readonly code: string;
  /** A sentence in English, at most 500 characters. */
  readonly detail: string;
  /** Id of the parcel when the line is well-formed enough to tell it. */
  readonly parcelId: string | null;
  /** Line of the file at which the fault is, from 1; null where `line` is that line. */
  readonly sourceLine: number | null;
  /** XML: character in that line, from 1; CSV: which field of the row, from 1; null where it is not known. */
  readonly column: number | null;
  /**
   * XML: the element by its CEB name, e.g. `InventoryList[2]/gcode`; CSV: the column, e.g. `items.hsCode`; null
   * otherwise.
   */
  readonly element: string | null;
}

/** How the sender of a customs list names it, so that its receipt can say so. What is not stated is empty. */
export interface NamedList {
  /** Which list of the batch it is, from 1. */
  readonly line: number;
  /** The sender's identifier of the list, at most 60 characters. */
  readonly guid: string;
  /** Customs district that it is declared to. */
  readonly customsCode: string;
  /** Registration of the e-commerce platform. */
  readonly ebpCode: string;
  /** The sender's own number of the list. */
  readonly copNo: string;
  /** Number of the electronic port, of a list that has one. */
  readonly preNo: string;
  /** Customs' number, of a list that has one. */
  readonly invtNo: string;
}
