import { parcelIdOf } from '@alataw/values';
import type { Behaviour } from '../behaviour/behaviour';
import { Chance } from '../chance/chance';
import { documentsOf, needsDocuments } from './documents';
import { makeDeclaration, type Declaration } from './declaration';
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
  const right = makeDeclaration(chance, waybill, `PO-${seed}-${index}`, isDelicate);
  const isWrong = chance.happens(shares.wrong);
  const declared = isWrong ? wrongDeclaration(chance, right) : right;
  const isCorrected = isWrong && chance.happens(shares.corrected);
  const by = (sender: string, declaration: Declaration): Sending => ({
    platform: sender,
    json: JSON.stringify(declaration),
  });
  const stranger = chance.pick(platforms);
  const documents = documentsOf(new Chance(seed, 'documents', index), platform, right, shares);
  return {
    parcelId: parcelIdOf(waybill.logisticsCode, waybill.logisticsNo),
    platform,
    isDelicate: isDelicate && !isWrong,
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
