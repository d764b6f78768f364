import { s10CheckDigit } from '@alataw/values';
import { Chance } from '../chance/chance';

/** A waybill: who carries the parcel to the port, and under which number. */
export interface Waybill {
  readonly logisticsCode: string;
  readonly logisticsNo: string;
}

const POST_SHARE = 0.6;
const SERIALS = 100_000_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The waybill of a run's n-th parcel. No two of a run are the same; two runs of different seeds share none either, but for
 * a chance of about one in 180 that their postal numbers have the same letters, and then only where their serials meet.
 */
export function waybillOf(seed: number, index: number): Waybill {
  const isPost = new Chance(seed, 'waybill', index).happens(POST_SHARE);
  const ofSeed = seed.toString(36).toUpperCase();
  if (!isPost) return { logisticsCode: 'YTOGLOBAL', logisticsNo: `YT${ofSeed}-${String(index).padStart(8, '0')}` };
  const chance = new Chance(seed, 'post');
  const service = chance.pick(['L', 'R', 'C', 'E', 'U', 'H', 'V']) + LETTERS.charAt(chance.between(0, 25));
  const serial = String((chance.between(0, SERIALS - 1) + index) % SERIALS).padStart(8, '0');
  return { logisticsCode: 'CNPOST', logisticsNo: `${service}${serial}${s10CheckDigit(serial)}CN` };
}
