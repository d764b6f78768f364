import { Codec, DeclareParcel, HoldParcel, type Contract } from '@alataw/contracts';
import { declareParcel } from '../declarations/declare';
import { DECLARATION_EXAMPLE } from '../openapi/examples';
import { jsonSchemaOf } from './avro-json-schema';
import { bodySchemas, latest } from './bodies';
import { DECLARATION_RULES, ITEM_RULES, STAFF_RULES } from './body-rules';

const { registry } = Codec.embedded();
const fieldsOf = (contract: Contract<DeclareParcel>): string[] =>
  (JSON.parse(latest(registry, contract)) as { fields: { name: string }[] }).fields.map(({ name }) => name);

describe(jsonSchemaOf.name, () => {
  it('gives types, descriptions and what may be left out', () => {
    const schema = jsonSchemaOf(latest(registry, HoldParcel), {
      received: true,
      without: ['meta', 'parcelId'],
      rules: STAFF_RULES,
    });
    expect(schema).toMatchObject({
      type: 'object',
      required: ['reason'],
      additionalProperties: false,
      properties: {
        reason: { type: 'string', enum: expect.arrayContaining(['DAMAGED']) },
        remark: { type: ['string', 'null'], maxLength: 500 },
      },
    });
  });

  it('shows all members of an answer as present', () => {
    expect(jsonSchemaOf(latest(registry, HoldParcel), { without: ['meta'] })['required']).toEqual([
      'parcelId',
      'reason',
      'remark',
    ]);
  });
});

describe('the schema of a declaration', () => {
  it('has a rule for every text that it takes', () => {
    const filled = ['meta', 'parcelId', 'platform', 'items'];
    const texts = fieldsOf(DeclareParcel).filter((name) => !filled.includes(name));
    expect(texts.filter((name) => !(name in DECLARATION_RULES))).toEqual([]);
    expect(Object.keys(ITEM_RULES).sort()).toEqual(Object.keys(DECLARATION_EXAMPLE.items[0] ?? {}).sort());
  });

  it('bounds every text, so that a declaration fits a record', () => {
    const unbounded = Object.entries({ ...DECLARATION_RULES, ...ITEM_RULES }).filter(([, rule]) =>
      !('examples' in rule && typeof (rule['examples'] as unknown[])[0] === 'string')
        ? false
        : !('maxLength' in rule) && !/\{\d+,\d+\}/.test(String(rule['pattern'])),
    );
    expect(unbounded).toEqual([]);
  });

  it('lets every field of the command through', () => {
    const { Declaration } = bodySchemas(registry);
    expect(Declaration).toBeDefined();
    const command = declareParcel(
      { ...DECLARATION_EXAMPLE, freightMinor: 1, insuranceMinor: 2, accountBookNo: 'H', statisticsFlag: 'B' },
      'DEMO',
    );
    expect(Object.keys(command).sort()).toEqual(
      ['type', ...fieldsOf(DeclareParcel)].filter((name) => name !== 'meta').sort(),
    );
  });

  it('raises the id, and takes the platform from the key', () => {
    const command = declareParcel({ ...DECLARATION_EXAMPLE, logisticsCode: 'cnpost', logisticsNo: 'lx1' }, 'DEMO');
    expect(command).toMatchObject({
      parcelId: 'CNPOST.LX1',
      logisticsCode: 'CNPOST',
      logisticsNo: 'LX1',
      platform: 'DEMO',
      freightMinor: null,
    });
  });
});
