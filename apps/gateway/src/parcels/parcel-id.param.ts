import { Problem } from '@alataw/http';
import { isParcelId, isTruckId, normaliseTruckId } from '@alataw/values';

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

/** @returns the plate in its one spelling; @throws {Problem} 404 */
export function truckIdParam(text: string): string {
  try {
    const truckId = normaliseTruckId(text);
    if (isTruckId(truckId)) return truckId;
  } catch {
    // of no spelling of a plate: falls through to the answer below
  }
  throw noSuchTruck();
}

export function noSuchTruck(): Problem {
  return new Problem(
    404,
    'TRUCK_NOT_FOUND',
    'There is no such truck: use its plate with its country, e.g. KZ-123ABC02.',
  );
}
