import type { Answer } from '../api/gateway-client';
import type { Centre, Entry } from '../api/centre';
import { stringIn } from '../api/json';
import type { Behaviour } from '../behaviour/behaviour';
import { Chance } from '../chance/chance';

/** What a truck can take. */
export interface Arrival {
  readonly carrier: string;
  readonly maxMassGrams: number;
  readonly maxPieces: number;
}

/** What decides about what happens at the gate. */
export interface GateConfig {
  readonly seed: number;
  readonly scenario: { readonly behaviour: Pick<Behaviour, 'gate'> };
}

/** How far a truck has come: on its way, in the port, or it does not come this time. */
export type Journey = 'coming' | 'in' | 'away';

/** What a driver does wrong. */
type Habit = 'proper' | (typeof HABITS)[number];

const SLOT_MS = 15 * 60_000;
const EARLY_MS = 3 * 3_600_000;
const HABITS = ['lacksPermit', 'otherTrailer', 'early', 'givesUp', 'staysAway'] as const;

interface Trip {
  readonly id: string;
  readonly habit: Habit;
}

/**
 * The drivers of trucks that come in through the gate. They apply, come in their slot, and most have all that they need; some
 * lack their permit, bring another trailer than they said, come too early, give up, or never come.
 */
export class Drivers {
  private readonly trips = new Map<string, Trip>();
  private applications = 0;

  constructor(
    private readonly centre: Pick<Centre, 'entry' | 'applyForEntry' | 'orderEntry' | 'announce'>,
    private readonly config: GateConfig,
    private readonly now: () => number,
  ) {}

  /** Takes the next step of a truck's way in. @param unitId `truck:<country>-<plate>` */
  async bringIn(unitId: string, arrival: Arrival): Promise<Journey> {
    const trip = this.trips.get(unitId);
    if (trip === undefined) return this.apply(unitId, arrival);
    const entry = await this.centre.entry(trip.id);
    switch (entry.status) {
      case 'approved':
        return this.come(unitId, trip, entry);
      case 'applied':
      case 'booking':
      case 'atGate':
        return 'coming';
      case 'admitted':
        return 'in';
      default:
        this.trips.delete(unitId);
        // What has left may come again; what was refused, turned away or has given up does not come now.
        return entry.status === 'completed' ? 'coming' : 'away';
    }
  }

  private async apply(unitId: string, arrival: Arrival): Promise<Journey> {
    this.applications += 1;
    const { seed, scenario } = this.config;
    const habit = habitOf(new Chance(seed, 'driver', unitId, this.applications), scenario.behaviour.gate);
    const slotFrom = this.now() + (habit === 'early' ? EARLY_MS : 0);
    const digits = unitId.replaceAll(/\D/g, '');
    const number = digits.padStart(6, '0').slice(0, 6);
    const answer = await this.centre.applyForEntry({
      ...arrival,
      truck: plateOf(unitId),
      // As painted, in Cyrillic: the centre writes it in Latin.
      trailer: { country: 'KZ', plate: `${digits.slice(0, 3)} ХАТ` },
      vin: `LZZ5EXSC1MA${number}`,
      driver: {
        name: 'Driver of the demonstration',
        passportCountry: 'KZ',
        passportNo: `N${number}`,
        licenceNo: number,
      },
      permitNo: habit === 'lacksPermit' ? null : `KZ-${number}`,
      laden: false,
      ...{ slotFrom, slotTo: slotFrom + SLOT_MS, eta: slotFrom },
    });
    const id = stringIn(answer.body, 'applicationId');
    if (answer.status < 300 && id !== '') {
      this.trips.set(unitId, { id, habit });
      return 'coming';
    }
    // When no slot is left this hour, the centre lets it in by hand.
    if (stringIn(answer.body, 'code') === 'SLOT_FULL') return isTaken(await this.centre.announce(unitId, arrival));
    return 'away';
  }

  private async come(unitId: string, { id, habit }: Trip, { trailerId }: Entry): Promise<Journey> {
    const truck = plateOf(unitId);
    const trailer = trailerId === '' ? null : plateOf(trailerId);
    if (habit === 'otherTrailer') await this.centre.orderEntry(id, 'arrive', { truck, trailer: null });
    const away = habit === 'givesUp' || habit === 'early';
    if (habit === 'early') await this.centre.orderEntry(id, 'arrive', { truck, trailer });
    if (away) await this.centre.orderEntry(id, 'cancel', { by: habit === 'early' ? 'OTHER_SIDE' : 'CARRIER' });
    else if (habit !== 'staysAway') await this.centre.orderEntry(id, 'arrive', { truck, trailer });
    return away || habit === 'staysAway' ? 'away' : 'coming';
  }
}

const isTaken = ({ status }: Answer): Journey => (status < 300 ? 'in' : 'away');

/** `truck:KZ-123ABC02` or `KZ-45ABC02` → its country and the rest. */
function plateOf(text: string): { readonly country: string; readonly plate: string } {
  const [country = '', ...plate] = text.replace('truck:', '').split('-');
  return { country, plate: plate.join('') };
}

function habitOf(chance: Chance, shares: Behaviour['gate']): Habit {
  const drawn = chance.next();
  let bound = 0;
  for (const habit of HABITS) {
    bound += shares[habit];
    if (drawn < bound) return habit;
  }
  return 'proper';
}
