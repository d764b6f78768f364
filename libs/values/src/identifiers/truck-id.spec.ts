import { InvalidIdentifierError } from './invalid-identifier.error';
import { isTruckId, normaliseTruckId, truckIdOf } from './truck-id';

describe('normaliseTruckId', () => {
  it.each([
    ['kz-123 abc 02', 'KZ-123ABC02'],
    ['KZ-123АВС02', 'KZ-123ABC02'], // Cyrillic letters
    ['CN-新A 12345', 'CN-XJA12345'],
    ['CN-新A·1234挂', 'CN-XJA1234T'],
  ])('writes %s as %s', (plate, id) => {
    expect(normaliseTruckId(plate)).toBe(id);
    expect(isTruckId(id)).toBe(true);
  });
  it('refuses what has other characters or no length', () => {
    expect(() => normaliseTruckId('KZ-123ЖЖЖ02')).toThrow(InvalidIdentifierError);
    expect(() => normaliseTruckId(' ')).toThrow(InvalidIdentifierError);
    expect(() => normaliseTruckId('X'.repeat(21))).toThrow(InvalidIdentifierError);
  });
});

describe('truckIdOf', () => {
  it('puts the country first', () => {
    expect(truckIdOf('KZ', '123-ABC-02')).toBe('KZ-123ABC02');
  });
});
