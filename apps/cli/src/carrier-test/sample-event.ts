import { webhookId, type FeedEvent } from '@alataw/webhooks';

/** A release of a parcel that does not exist, as a carrier gets it. */
export function sampleEvent(of: {
  readonly parcel: string;
  /** Among the events of the parcel, from 1. */
  readonly number: number;
  /** Epoch ms UTC. */
  readonly at: number;
  readonly type?: string;
  readonly filler?: string;
}): FeedEvent {
  const { parcel, number, at, type = 'parcel.released', filler } = of;
  return {
    n: number,
    key: parcel,
    id: webhookId(`test:${parcel}:${number}`),
    type,
    at,
    data: {
      parcelId: parcel,
      number,
      milestone: 'RELEASED',
      carrier: 'TEST',
      platform: 'TEST',
      destinationCountry: 'KZ',
      portCode: '9404',
      tradeMode: '9610',
      unitId: null,
      transportId: null,
      reason: null,
      declarationVersion: 1,
      note: 'Алматы, 阿拉山口',
      ...(filler === undefined ? {} : { filler }),
    },
  };
}
