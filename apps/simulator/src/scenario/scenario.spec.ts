import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualBehaviour } from '../behaviour/behaviour';
import { ScenarioError } from './faults';
import { readScenario } from './scenario';

const SHIPPED = join(__dirname, '../../scenarios');
const RIGHT = { title: 'A day', seed: 3, parcels: 10, rate: 5 };

describe('readScenario', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-scenario-'));
  const file = join(dir, 'mine.json');
  afterAll(() => rmSync(dir, { recursive: true }));

  const read = (scenario: unknown) => {
    writeFileSync(file, typeof scenario === 'string' ? scenario : JSON.stringify(scenario));
    return readScenario(file);
  };
  const faultsOf = (scenario: unknown): readonly string[] => {
    try {
      read(scenario);
    } catch (error) {
      if (error instanceof ScenarioError) return error.faults;
      throw error;
    }
    throw new Error('it was taken');
  };

  it('takes what is usual for what is not written', () => {
    expect(read(RIGHT)).toEqual({
      ...RIGHT,
      name: 'mine',
      isLot: false,
      customs: false,
      rules: new Map(),
      unattended: [],
      behaviour: usualBehaviour,
      interventions: [],
      promises: { counts: new Map(), events: new Map() },
    });
  });

  it('reads behaviour, rules beside the file, interventions and promises', () => {
    const scenario = read({
      ...RIGHT,
      rules: { inspection: 'rules/red.json' },
      unattended: ['release.held'],
      behaviour: { staff: { returned: 0 } },
      interventions: [
        { do: 'hold', after: { released: 3, 'release.held': 1 }, moment: 'sealed', reason: 'INTELLIGENCE' },
      ],
      promises: { counts: { declared: 10, departed: { min: 5 } }, events: { 'DepartureRefused.BLOCKED_PARCEL': 1 } },
    });
    expect(scenario.rules.get('inspection')).toBe(join(dir, 'rules/red.json'));
    expect(scenario.behaviour.staff).toEqual({ ...usualBehaviour.staff, returned: 0 });
    const after = new Map([
      ['released', 3],
      ['release.held', 1],
    ]);
    expect(scenario.interventions).toEqual([
      { do: 'hold', after, moment: 'sealed', reason: 'INTELLIGENCE', parcels: 1 },
    ]);
    expect(scenario.promises.counts.get('declared')).toEqual({ min: 10, max: 10 });
    expect(scenario.promises.counts.get('departed')).toEqual({ min: 5, max: Number.MAX_SAFE_INTEGER });
    expect(scenario.promises.events.get('DepartureRefused.BLOCKED_PARCEL')).toEqual({ min: 1, max: 1 });
  });

  it('reads from when until when customs is away', () => {
    const away = { do: 'customsAway', after: { declared: 3 }, until: { 'release.awaiting-customs': 5 } };
    const scenario = read({ ...RIGHT, customs: true, interventions: [away] });
    const [after, until] = [new Map([['declared', 3]]), new Map([['release.awaiting-customs', 5]])];
    expect(scenario).toMatchObject({ customs: true, interventions: [{ do: 'customsAway', after, until }] });
    const faults = [
      'interventions[0].until must be an object, not left out',
      'customs must be true where customs is away',
    ];
    expect(faultsOf({ ...RIGHT, interventions: [{ do: 'customsAway' }] })).toEqual(faults);
  });

  it.each([
    [{ ...RIGHT, parcel: 3 }, 'parcel is unknown; take it out, or write one of title, seed, parcels,'],
    [{ ...RIGHT, parcels: 'many' }, 'parcels must be a whole number from 1 to 100000000, not "many"'],
    [{ title: 'A day', parcels: 10, rate: 5 }, 'seed must be a whole number from 0 to 2147483647, not left out'],
    [{ ...RIGHT, lot: 1 }, 'lot must be true or false, not 1'],
    [{ ...RIGHT, customs: 'yes' }, 'customs must be true or false, not "yes"'],
    [
      { ...RIGHT, interventions: [{ do: 'customsAway', until: {}, moment: 'gone' }] },
      'interventions[0].moment is unknown; take it out, or write one of do, after, until',
    ],
    [{ ...RIGHT, title: '' }, 'title must be a text of one line with 1 to 160 characters, not ""'],
    [{ ...RIGHT, behaviour: { staff: { returnd: 0.1 } } }, 'behaviour.staff.returnd is unknown; take it out, or write'],
    [
      { ...RIGHT, behaviour: { staff: { returned: 8 } } },
      'behaviour.staff.returned must be a share from 0 to 1, not 8',
    ],
    [{ ...RIGHT, behaviour: { crew: {} } }, 'behaviour.crew is unknown; take it out, or write one of platforms, staff'],
    [{ ...RIGHT, behaviour: [] }, 'behaviour must be an object, not []'],
    [
      { ...RIGHT, behaviour: { staff: { imageSuspicious: 0.6, imageUnreadable: 0.5 } } },
      'behaviour.staff: imageSuspicious + imageUnreadable is 1.100 and must not exceed 1; lower one of them',
    ],
    [{ ...RIGHT, rules: { gateway: 'x' } }, 'rules.gateway is unknown; take it out, or write one of inspection'],
    [{ ...RIGHT, unattended: ['held'] }, 'unattended[0] must be the name of a queue such as release.held, not "held"'],
    [
      { ...RIGHT, interventions: [{ do: 'hold', moment: 'lost', reason: 'OTHER' }] },
      'interventions[0].moment must be one of ready, loaded, sealed, gone, not "lost"',
    ],
    [
      { ...RIGHT, interventions: [{ do: 'hold', moment: 'gone', reason: 'OTHER', after: { relesed: 1 } }] },
      'interventions[0].after.relesed is unknown; take it out, or write one of declared, rejected, released,',
    ],
    [{ ...RIGHT, promises: { counts: { gone: 1 } } }, 'promises.counts.gone is unknown; take it out, or write one of'],
    [
      { ...RIGHT, promises: { counts: { departed: '5' } } },
      `promises.counts.departed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not "5"`,
    ],
    [{ ...RIGHT, promises: { events: { held: 1 } } }, 'promises.events must be by event, or event and reason as in'],
    ['{"title"', 'it must be a file of JSON: '],
    ['[]', 'the file must be an object, not []'],
  ])('refuses %j by the name of the field', (scenario, sentence) => {
    expect(faultsOf(scenario).some((fault) => fault.startsWith(sentence))).toBe(true);
  });

  it('names the file, and every fault at once', () => {
    const both = { ...RIGHT, parcels: 0, rate: -1 };
    expect(() => read(both)).toThrow(`The scenario ${file} cannot be played:\n  parcels must`);
    expect(faultsOf(both)).toHaveLength(2);
  });

  it.each(readdirSync(SHIPPED).filter((name) => name.endsWith('.json')))('reads %s as it is shipped', (name) => {
    expect(readScenario(join(SHIPPED, name)).title).not.toBe('');
  });
});
