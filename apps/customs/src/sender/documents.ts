import type { CustomsDocument, CustomsState, ParcelDeclared, ReportState } from '@alataw/contracts';
import { copNoOf, listDocument, waybillDocument, type EventPlace, type MessageNo } from '@alataw/formats';
import { guidOf } from '../domain/guid';

/** A parcel with what is written about it. */
export interface ParcelFile {
  readonly parcelId: string;
  readonly state: CustomsState;
  /** Where the stage's first event about it stands. */
  readonly first: EventPlace;
  /** Where events of its declaration stand in the same partition, ascending. */
  readonly declarationOffsets: readonly number[];
}

/** By which messages documents are reported. */
export const MESSAGE_NO: Readonly<Record<Exclude<CustomsDocument, 'OTHER'>, MessageNo & (603 | 507 | 509 | 605)>> = {
  LIST: 603,
  ARRIVAL: 507,
  DEPARTURE: 509,
  CANCELLATION: 605,
};

/** The number under which customs knows the parcel's list. */
export const copNoIn = ({ parcelId, first }: ParcelFile): string => copNoOf(parcelId, first);

/**
 * Writes a report as a document of its message.
 * @param declaration the one that stands
 * @param appTime when it is declared to customs, epoch ms UTC
 * @throws {RangeError} when something in it has no counterpart at customs
 */
export function documentOf(
  file: ParcelFile,
  report: ReportState,
  declaration: ParcelDeclared,
  appTime: number,
): string {
  const { parcelId, state } = file;
  const { document, version } = report;
  if (document === 'OTHER') throw new RangeError('The report is of a kind that this version does not know');
  const { preNo, invtNo } = state;
  const names = { guid: guidOf(parcelId, document, version), copNo: copNoIn(file), preNo, invtNo, appTime };
  const no = MESSAGE_NO[document];
  // Customs has numbered the list: what is sent changes it.
  return no === 603 ? listDocument(names, declaration, preNo !== null) : waybillDocument(no, names, declaration);
}
