import { createHash } from 'node:crypto';
import { Centre, type Deciders } from './centre.fixture';
import { isDeparting } from '../../apps/loading/src/domain/unit.pacing';
import { forgetfulReuse, guardsRemoved, nestingGuardsRemoved, sound } from './guards-removed.fixture';
import { Laws, type LawEvent } from './laws.fixture';
import { paced, pacingGuardsRemoved } from './pacing.fixture';
import { checkRest } from './rest.fixture';

const TRUCK = 'truck:KZ-1';
const BAG = 'bag:B1';
const PARCELS = ['A.1', 'B.2'] as const;
const UNITS = [TRUCK, BAG] as const;
const [first, second] = PARCELS;

/** Everyone on a lane of their own: whatever can overtake, does. */
const laneOf = (id: string): number => [...UNITS, ...PARCELS].findIndex((each) => each === id);

interface Command {
  readonly side: 'release' | 'unit';
  readonly id: string;
  readonly command: LawEvent;
}

const ofParcel = (type: string, parcelId: string): Command => ({
  side: 'release',
  id: parcelId,
  command: { type, parcelId, reason: 'OTHER', remark: null },
});
const ofUnit = (type: string, unitId: string, more: object = {}): Command => ({
  side: 'unit',
  id: unitId,
  command: { type, unitId, seals: ['S'], reason: 'OTHER', position: null, sizeType: null, tareGrams: null, ...more },
});
const permitted = { carrier: 'X', place: 'P1', maxMassGrams: 1_000, maxPieces: 9, maxVolumeCm3: null };

/** A truck at its dock, an open bag, and two released parcels. */
function begun(deciders: Deciders): Centre {
  const centre = new Centre(deciders, laneOf, new Laws(), () => 0);
  const say = ({ side, id, command }: Command): void => centre.command(side, id, command);
  say(ofUnit('ArriveTruck', TRUCK, permitted));
  say(ofUnit('DockTruck', TRUCK, { dock: 'D1' }));
  say(ofUnit('OpenUnit', BAG, permitted));
  for (const parcelId of PARCELS) {
    const goods = { grossWeightGrams: 1, packages: 1, volumeCm3: null };
    const declared = { type: 'ParcelDeclared', parcelId, version: 1, ...goods };
    centre.command('release', parcelId, declared);
    centre.command('release', parcelId, {
      ...{ type: 'ParcelInspected', parcelId, declarationVersion: 1, outcome: 'PASSED' },
    });
  }
  while (centre.deliver(0));
  return centre;
}

/** The centre when whatever left has told all that left in it. */
function allTold(centre: Centre): Centre {
  const after = centre.fork();
  for (;;) {
    const unitId = UNITS.find((id) => isDeparting(after.unit(id)));
    if (unitId === undefined) return after;
    const { command } = ofUnit('ContinueDeparture', unitId, { namedAt: after.unit(unitId).namedAt });
    after.command('unit', unitId, command);
    while (after.deliver(0));
  }
}

/** Reaches every instant that can be reached when each command is given once, at any time, or not at all. */
function explore(deciders: Deciders, commands: readonly Command[]): { instants: number; departures: number } {
  const seen = new Set<string>();
  const open: [centre: Centre, given: number][] = [[begun(deciders), 0]];
  let departures = 0;
  const reach = (centre: Centre, given: number): void => {
    const key = createHash('md5').update(`${given};${centre.text()}`).digest('base64');
    if (seen.has(key)) return;
    seen.add(key);
    open.push([centre, given]);
  };
  for (let next = open.pop(); next; next = open.pop()) {
    const [centre, given] = next;
    if (centre.waiting === 0) {
      checkRest(allTold(centre), PARCELS, UNITS);
      if (PARCELS.some((id) => centre.parcel(id).status === 'departed')) departures++;
    }
    for (let channel = 0; channel < centre.waiting; channel++) {
      const after = centre.fork();
      after.deliver(channel);
      reach(after, given);
    }
    for (const [n, { side, id, command }] of commands.entries()) {
      if (given & (1 << n)) continue;
      const after = centre.fork();
      after.command(side, id, command);
      reach(after, given | (1 << n));
    }
  }
  return { instants: seen.size, departures };
}

const onTruck: readonly Command[] = [
  ofUnit('LoadContent', TRUCK, { contentId: first }),
  ofUnit('LoadContent', TRUCK, { contentId: second }),
  ofParcel('HoldParcel', first),
  ofParcel('HoldParcel', second),
  ofParcel('LiftHold', first),
  ofUnit('CloseUnit', TRUCK),
  ofUnit('ReopenUnit', TRUCK),
  ofUnit('DepartUnit', TRUCK),
  ofUnit('OffloadContent', TRUCK, { contentId: first }),
];

const inBag: readonly Command[] = [
  ofUnit('LoadContent', BAG, { contentId: first }),
  ofUnit('CloseUnit', BAG),
  ofUnit('ReopenUnit', BAG),
  ofUnit('LoadContent', TRUCK, { contentId: BAG }),
  ofUnit('OffloadContent', TRUCK, { contentId: BAG }),
  ofParcel('HoldParcel', first),
  ofParcel('LiftHold', first),
  ofUnit('CloseUnit', TRUCK),
  ofUnit('DepartUnit', TRUCK),
];

const usedAgain: readonly Command[] = [
  ofUnit('LoadContent', BAG, { contentId: first }),
  ofUnit('CloseUnit', BAG),
  ofUnit('LoadContent', TRUCK, { contentId: BAG }),
  ofParcel('HoldParcel', first),
  ofUnit('CloseUnit', TRUCK),
  ofUnit('DepartUnit', TRUCK),
  ofUnit('OpenUnit', BAG, permitted),
  ofUnit('LoadContent', BAG, { contentId: second }),
];

const oneByOne: readonly Command[] = [
  ofUnit('LoadContent', TRUCK, { contentId: first }),
  ofUnit('LoadContent', TRUCK, { contentId: second }),
  ofUnit('CloseUnit', TRUCK),
  ofUnit('DepartUnit', TRUCK),
  // Time stands still here, so that each chunk is one later than that before it.
  ofUnit('ContinueDeparture', TRUCK, { namedAt: 1 }),
  ofParcel('HoldParcel', first),
  ofParcel('HoldParcel', second),
  ofUnit('ArriveTruck', TRUCK, permitted),
];

describe('every interleaving of scan, hold, lift, seal, unseal, gate-out and offload', () => {
  it.each([
    ['of two parcels and a truck', onTruck, 40_000],
    ['of a parcel, a bag and a truck', inBag, 12_000],
    ['of a bag that is used again', usedAgain, 1_000],
  ])('%s keeps the laws', (_, commands, atLeast) => {
    const { instants, departures } = explore(sound, commands);
    expect(instants).toBeGreaterThan(atLeast);
    expect(departures).toBeGreaterThan(0);
  });
  it('of a truck that tells its two parcels one after the other keeps the laws', () => {
    const { instants, departures } = explore(paced, oneByOne);
    expect(instants).toBeGreaterThan(5_000);
    expect(departures).toBeGreaterThan(0);
  });
  it.each(Object.keys(pacingGuardsRemoved).slice(0, 2))('breaks them when %s', (guard) => {
    expect(() => explore(pacingGuardsRemoved[guard] ?? sound, oneByOne)).toThrow(/after it left|manifest of/);
  });

  it.each([
    ['a truck passes the gate with a held parcel', guardsRemoved, onTruck],
    ['a unit takes a place with a held parcel', nestingGuardsRemoved, inBag],
    ['a unit answers a hold without asking what carries it', nestingGuardsRemoved, inBag],
  ])('breaks them when %s', (guard, removed, commands) => {
    expect(() => explore(removed[guard] ?? sound, commands)).toThrow(/left with|after it left|waits|held/);
  });
  it('breaks them when a bag is used again while a hold of its former use is not answered', () => {
    expect(() => explore(forgetfulReuse, usedAgain)).toThrow(/waits for .* for ever/);
  });
});
