import { parkedPlaceOf } from './dead-letters';

describe(parkedPlaceOf.name, () => {
  it('tells from its id where a parked record stands', () => {
    const place = { stage: 'loading', topic: 'loading.transfer', partition: 3, offset: 17 };
    expect(parkedPlaceOf('loading:loading.transfer:3:17:0')).toEqual(place);
  });

  it.each(['', 'CNPOST.P1', 'loading:loading.transfer:3:17', 'loading:loading.transfer:3:17:1', 'loading:x:-1:2:0'])(
    'tells nothing from %j',
    (id) => {
      expect(parkedPlaceOf(id)).toBeNull();
    },
  );
});
