import { SchemaSet } from './schema-set';

const set = new SchemaSet({
  Parcel: {
    type: 'object',
    required: ['weightGrams', 'items'],
    additionalProperties: false,
    properties: {
      weightGrams: { type: 'integer', minimum: 1, description: 'Mass with packing, grams.', examples: [1250] },
      channel: { type: 'string', enum: ['GREEN', 'RED'] },
      'a/b~c': { type: 'string', maxLength: 3 },
      items: { type: 'array', maxItems: 2, items: { $ref: '#/components/schemas/Item' } },
    },
  },
  Item: {
    type: 'object',
    required: ['hsCode'],
    properties: { hsCode: { type: 'string', pattern: '^\\d{6,10}$', description: '6 to 10 digits.' } },
  },
});
const validate = set.validator<object>('Parcel');
const faults = (value: unknown): string[] => {
  const validation = validate(value);
  return validation.ok ? [] : validation.faults.map(({ pointer, code, detail }) => `${pointer} ${code} ${detail}`);
};

describe(SchemaSet.name, () => {
  it('finds no fault with what fits', () => {
    expect(faults({ weightGrams: 1, items: [{ hsCode: '610910' }] })).toEqual([]);
  });

  it('points at what is missing and says what it is', () => {
    expect(faults({ items: [{}] })).toEqual([
      '/weightGrams REQUIRED Add "weightGrams": Mass with packing, grams, e.g. 1250.',
      '/items/0/hsCode REQUIRED Add "hsCode": 6 to 10 digits.',
    ]);
  });

  it('points into arrays of a schema that is referred to', () => {
    expect(faults({ weightGrams: 1, items: [{ hsCode: '1' }] })).toEqual([
      '/items/0/hsCode WRONG_FORM Send the right form: 6 to 10 digits.',
    ]);
  });

  it.each([
    [{ weightGrams: 0, items: [] }, '/weightGrams TOO_SMALL Send at least 1: Mass with packing, grams, e.g. 1250.'],
    [
      { weightGrams: 1.5, items: [] },
      '/weightGrams WRONG_TYPE Send a whole number: Mass with packing, grams, e.g. 1250.',
    ],
    [{ weightGrams: 1, items: [], channel: 'BLUE' }, '/channel NOT_LISTED Send one of GREEN, RED.'],
    [
      { weightGrams: 1, items: [], WeightGrams: 1 },
      '/WeightGrams UNKNOWN_FIELD Write "weightGrams": names are case-sensitive.',
    ],
    [{ weightGrams: 1, items: [], 'a/b~c': 'long' }, '/a~1b~0c TOO_LONG Send at most 3 characters.'],
    [[1], ' WRONG_TYPE Send a JSON object.'],
  ])('says what to do about %j', (value, fault) => {
    expect(faults(value)).toEqual([fault]);
  });

  it('refuses a member that would set the prototype', () => {
    expect(faults(JSON.parse('{"weightGrams":1,"items":[],"__proto__":{}}'))).toHaveLength(1);
  });

  it('repeats no value and no long name of what was sent', () => {
    const name = 'x'.repeat(1000);
    const [fault = ''] = faults({ weightGrams: 1, items: [], [name]: 'secret' });
    expect(fault).not.toContain('secret');
    expect(fault.length).toBeLessThan(200);
  });

  it('tells a bounded number of faults', () => {
    const validation = set.validator('Parcel')({ weightGrams: 1, items: Array.from({ length: 500 }, () => ({})) });
    expect(validation.ok ? 0 : validation.faults.length).toBe(50);
  });
});
