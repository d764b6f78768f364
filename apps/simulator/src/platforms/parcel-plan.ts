import { parcelIdOf } from '@alataw/values';
import type { Behaviour } from '../behaviour/behaviour';
import { Chance } from '../chance/chance';
import { documentsOf, needsDocuments } from './documents';
import { inPieces, makeDeclaration, type Declaration } from './declaration';
import { alteredDeclaration, malformedDeclaration, wrongDeclaration } from './faults';
import { waybillOf } from './waybill';

/** One JSON text that a platform sends to declare a parcel, or a document that belongs to it. */
export interface Sending {
  /** Who sends it: a platform, or the logistics company of a waybill. */
  readonly platform: string;
  readonly json: string;
  /** Where to, of documents. */
  readonly path?: string;
}

/** Waybill numbers for goods that are declared a second time: behind those of any run. */
const SECOND_NUMBERS = 50_000_000;

/** All that the platforms do about a run's n-th parcel; the same seed makes the same plan. */
export interface ParcelPlan {
  readonly parcelId: string;
  readonly platform: string;
  /** The declaration itself, and texts sent along that no stage will see. */
  readonly first: readonly Sending[];
  /** What follows once the declaration is in the log: the same again, corrections, contradictions. */
  readonly later: readonly Sending[];
  /** The goods are of a kind that inspection rather looks at. */
  readonly isDelicate: boolean;
  /** The declaration of the goods as a return, should they come back once they have departed. */
  readonly comesBack: Sending | null;
  /** The declaration of the goods under another number, should the first be rejected or cancelled. */
  readonly declaredAnew: Sending | null;
}

/**
 * @param seed of the run
 * @param index of the parcel, from 0
 * @param platforms codes of the platforms that declare
 * @param shares how often they do what
 */
export function planParcel(
  seed: number,
  index: number,
  platforms: readonly [string, ...string[]],
  shares: Behaviour['platforms'],
): ParcelPlan {
  const chance = new Chance(seed, 'parcel', index);
  const platform = chance.pick(platforms);
  const waybill = waybillOf(seed, index);
  const isDelicate = chance.happens(shares.delicate);
  const made = makeDeclaration(chance, waybill, `PO-${seed}-${index}`, isDelicate);
  // Chances of their own, so that whatever else a seed makes of its parcels stays as it is.
  const right = inPieces(new Chance(seed, 'pieces', index), made, shares.severalPieces);
  const again = new Chance(seed, 'again', index);
  const isBack = again.happens(shares.comesBack);
  const isAnew = again.happens(shares.declaredAnew);
  const isWrong = chance.happens(shares.wrong);
  const declared = isWrong ? wrongDeclaration(chance, right) : right;
  const isCorrected = isWrong && chance.happens(shares.corrected);
  const by = (sender: string, declaration: Declaration): Sending => ({
    platform: sender,
    json: JSON.stringify(declaration),
  });
  const stranger = chance.pick(platforms);
  const documents = documentsOf(new Chance(seed, 'documents', index), platform, right, shares);
  const parcelId = parcelIdOf(waybill.logisticsCode, waybill.logisticsNo);
  const second = { ...right, ...waybillOf(seed, index + SECOND_NUMBERS) };
  const home = { destinationCountry: 'CN', consigneeCountry: 'CN', consigneeCity: 'Urumqi' };
  // What is wrong and not corrected is rejected for good; delicate ones may be cancelled.
  const mayFail = (isWrong ? !isCorrected : isDelicate) && !needsDocuments(platform, right);
  return {
    parcelId,
    platform,
    isDelicate: isDelicate && !isWrong,
    comesBack: isBack ? by(platform, { ...second, ...home, returnOf: parcelId }) : null,
    declaredAnew: isAnew && mayFail ? by(platform, { ...second, predecessorId: parcelId }) : null,
    first: [
      by(platform, declared),
      ...(chance.happens(shares.malformed) ? [{ platform, json: malformedDeclaration(chance, right) }] : []),
      ...documents.first,
    ],
    later: [
      ...(isCorrected ? [by(platform, right)] : []),
      ...(chance.happens(shares.repeated) ? [by(platform, declared)] : []),
      // A rejected one may be declared anew with other content, and one that waits be replaced, so that only accepted ones are contradicted.
      ...(chance.happens(shares.altered) && !isWrong && !needsDocuments(platform, right)
        ? [by(platform, alteredDeclaration(right))]
        : []),
      ...(chance.happens(shares.claimedByAnother) && !isWrong && stranger !== platform ? [by(stranger, right)] : []),
      ...documents.later,
    ],
  };
}
