import { eventTypeOf, sequenceText } from '@alataw/milestones';
import { webhookId, type FeedEvent } from '@alataw/webhooks';

/** A release of a parcel that does not exist, as a carrier gets it: the data of a webhook is the whole CloudEvent. */
export function sampleEvent(of: {
  readonly parcel: string;
  /** Among the events of the parcel, from 1. */
  readonly number: number;
  /** Epoch ms UTC. */
  readonly at: number;
  readonly type?: string;
  readonly filler?: string;
}): FeedEvent {
  const { parcel, number, at, type = eventTypeOf('RELEASED'), filler } = of;
  const id = `test:${parcel}:${number}`;
  const time = new Date(at).toISOString();
  return {
    ...{ n: number, key: parcel, id: webhookId(id), type, at },
    data: {
      ...{ causationid: id, correlationid: id },
      data: {
        ...{ carrier: 'TEST', declarationVersion: 1, destinationCountry: 'KZ', milestone: 'RELEASED', number },
        ...{ note: 'Алматы, 阿拉山口', parcelId: parcel, platform: 'TEST', portCode: '9404', tradeMode: '9610' },
        ...(filler === undefined ? {} : { filler }),
      },
      ...{ datacontenttype: 'application/json', id, partitionkey: parcel, recordedtime: time },
      ...{ sequence: sequenceText(number), source: 'urn:alataw:carriers', specversion: '1.0', subject: parcel },
      ...{ time, type },
    },
  };
}
