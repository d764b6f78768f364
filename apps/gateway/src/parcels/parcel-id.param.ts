import { Problem } from '@alataw/http';
import { isParcelId } from '@alataw/values';

/** @returns the id in its one spelling; @throws {Problem} 404, since nothing can stand there */
export function parcelIdParam(text: string): string {
  const parcelId = text.toUpperCase();
  if (isParcelId(parcelId)) return parcelId;
  throw new Problem(
    404,
    'PARCEL_NOT_FOUND',
    'Use a parcel id: <logisticsCode>.<logisticsNo>, e.g. CNPOST.LX473124829CN.',
  );
}

/** The one answer for a parcel that does not exist and for one that is another platform's. */
export function noSuchParcel(): Problem {
  return new Problem(
    404,
    'PARCEL_NOT_FOUND',
    'There is no such parcel of yours: a declaration shows here once it is decided.',
  );
}

/** Of a parcel that ended long ago only its number is remembered, until that may be used again. */
export function archived(): Problem {
  return new Problem(
    404,
    'PARCEL_ARCHIVED',
    'This parcel ended, and was kept for as long as that is shown: what happened to it stands in the log, see `alataw trace`.',
  );
}
