import { codes, count, links, moment, object, orNull, text } from './terms';

/** Bulk uploads. */
export const batches = {
  Batch: object(
    'A bulk upload.',
    {
      batchId: text('Names it.'),
      platform: text('Who sent it.'),
      state: codes('BatchState'),
      openedAt: moment('When the first line came.'),
      receivedAt: orNull(moment('When the last line came.')),
      lines: orNull(count('Lines received, blank ones left out.')),
      invalid: count('Lines that cannot be read.'),
      accepted: count('Lines accepted.'),
      rejected: count('Lines rejected by a rule, or for contradicting an earlier declaration.'),
      filed: count(
        'Lines that wait for the documents that have to match them; their parcels tell what becomes of them.',
      ),
      repeated: count('Of those: lines whose content had been decided before.'),
      pending: orNull(count('Lines that wait for their decision.')),
      links,
    },
    ['openedAt', 'receivedAt', 'repeated'],
  ),
  BatchResult: object(
    'One line of the results.',
    {
      line: count(
        'NDJSON: its line, from 1, blank lines counted; CSV: the line at which it begins; XML: which list it is.',
      ),
      status: codes('BatchResult'),
      parcelId: text('The parcel, where the line tells it.'),
      repeated: { type: 'boolean' },
      problem: { type: 'object', description: 'As RFC 9457, without `instance`.' },
    },
    ['parcelId', 'repeated', 'problem'],
  ),
};
