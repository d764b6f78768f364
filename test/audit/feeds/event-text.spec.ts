import { eventText } from './event-text';

const fields = {
  ...{ parcelId: 'CNPOST.LX473124829CN', number: 3, milestone: 'RELEASE_REVOKED', happenedAt: 1_790_000_000_000 },
  ...{ carrier: 'KAZPOST', platform: 'SILKROAD', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
  ...{ unitId: 'truck:KZ-123ABC02', transportId: null, reason: null, piece: 2, declarationVersion: 1 },
  meta: {
    ...{ eventId: 'carriers:loading.events:3:17:0', causeId: 'loading:x', correlationId: 'c-1' },
    recordedAt: 1_790_000_000_250,
  },
};

describe(eventText.name, () => {
  it('is what a carrier gets, byte for byte', () => {
    expect(eventText({ fields }, 42)).toBe(
      '{"causationid":"loading:x","correlationid":"c-1","data":{"carrier":"KAZPOST","declarationVersion":1,' +
        '"destinationCountry":"KZ","milestone":"RELEASE_REVOKED","number":3,"parcelId":"CNPOST.LX473124829CN","piece":2,' +
        '"platform":"SILKROAD","portCode":"9404","tradeMode":"9610","unitId":"truck:KZ-123ABC02"},' +
        '"datacontenttype":"application/json","id":"carriers:loading.events:3:17:0","partitionkey":"CNPOST.LX473124829CN",' +
        '"recordedtime":"2026-09-21T14:13:20.250Z","sequence":"000000000042","source":"urn:alataw:carriers",' +
        '"specversion":"1.0","subject":"CNPOST.LX473124829CN","time":"2026-09-21T14:13:20.000Z",' +
        '"type":"org.alataw.parcel.release-revoked.v1"}',
    );
  });
});
