/** Longest wait for a decision that a client may prefer, seconds. */
export const MAX_WAIT_SECONDS = 30;
/** Rows of a page, unless asked otherwise; and the most that may be asked for. */
export const PAGE_ROWS = 50;
export const MAX_PAGE_ROWS = 500;
/** A JSON body, bytes. */
export const MAX_JSON_BYTES = 1024 * 1024;
/** A JSON body must have arrived after so long. */
export const JSON_BODY_MS = 15_000;
/** A line of a bulk upload, bytes: what fits a record. */
export const MAX_LINE_BYTES = 64 * 1024;
/** A bulk upload may send nothing for so long. */
export const UPLOAD_IDLE_MS = 30_000;
