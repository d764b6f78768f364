import type { LoadUnitState, SealAlarmCleared, SealAlarmRaised, SealApplied, SealBroken } from '@alataw/contracts';
import { isAboard } from './unit.load';

/** What a content says of a broken seal, its own or of something in it, to the unit that carries it. */
export type SealNews = SealBroken | SealAlarmRaised | SealApplied | SealAlarmCleared;

/**
 * A unit with a broken seal leaves with nothing. What carries it has to know, at whatever depth, and tells on. It is no question:
 * who has left already hears it too late, and nobody waits for an answer. What a content says arrives in the order in which it was
 * said, so that an alarm about something that was taken off meanwhile is none of this unit's business.
 */
export function hearOfSeal(news: SealNews, state: LoadUnitState): readonly (SealAlarmRaised | SealAlarmCleared)[] {
  const { unitId: contentId, carrierId: unitId } = news;
  if (unitId === null || news.carrierVisit !== state.visit || state.status === 'departed') return [];
  const sealedId = 'sealedId' in news ? news.sealedId : contentId;
  const isKnown = state.alarms.some((alarm) => alarm.sealedId === sealedId);
  const alarm = { unitId, contentId, sealedId, carrierId: state.carriedBy, carrierVisit: state.carrierVisit };
  if (news.type === 'SealBroken' || news.type === 'SealAlarmRaised') {
    return isKnown || !isAboard(contentId, state) ? [] : [{ type: 'SealAlarmRaised', ...alarm }];
  }
  return isKnown ? [{ type: 'SealAlarmCleared', ...alarm }] : [];
}
