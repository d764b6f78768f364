import type { GatePassIssued, GatePassVoided, SealBroken, TruckWeighed } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { Timetable } from '@alataw/values';
import {
  arrived,
  blocked,
  closed,
  closing,
  departed,
  docked,
  entered,
  parcelId,
  reserved,
  SEAL,
  unitId,
} from './loading.fixture';
import { noRules } from './loading.rules';
import { unitDeciderUnder } from './unit.rules';

const OPENED = '2020-01-21';
const NOW = { at: Date.parse('2026-12-01T08:00:00Z') };
const always = <T>(value: T) => new Timetable<T>([{ from: OPENED, value, source: 'the test' }]);
const massTolerance = always({ grams: 100, perTenThousand: 0 });
const lenient = deciderSpec(unitDeciderUnder({ ...noRules, massTolerance }));
const strict = deciderSpec(
  unitDeciderUnder({
    ...noRules,
    ...{ entryApplicationRequired: always(true), weighingRequired: always(true), gatePassRequired: always(true) },
    massTolerance,
  }),
);

const weigh = (weighing: 'TARE' | 'GROSS', massGrams: number) =>
  ({ type: 'WeighTruck', unitId, weighing, massGrams }) as const;
const tare: TruckWeighed = {
  ...{
    type: 'TruckWeighed',
    unitId,
    visit: 1,
    weighing: 'TARE',
    massGrams: 5_000,
    differenceGrams: 0,
    standing: 'NONE',
  },
};
const gross = (massGrams: number, differenceGrams: number, standing: TruckWeighed['standing']): TruckWeighed => ({
  ...{ type: 'TruckWeighed', unitId, visit: 1, weighing: 'GROSS', massGrams, differenceGrams, standing },
});
const issue = { type: 'IssueGatePass', unitId } as const;
const accept = { type: 'AcceptMass', unitId, remark: 'wet' } as const;
const pass = (n: number, kind: GatePassIssued['kind'] = 'LOADED'): GatePassIssued => ({
  ...{ type: 'GatePassIssued', unitId, visit: 1, passNo: `KZ-123ABC02/1/${n}`, kind },
});
const voided = (reason: GatePassVoided['reason'], n = 1): GatePassVoided => ({
  ...{ type: 'GatePassVoided', unitId, visit: 1, passNo: `KZ-123ABC02/1/${n}`, reason },
});
/** One parcel of 450 g, behind a seal. */
const open = [arrived(), tare, docked, reserved(), entered()] as const;
const sealed = [...open, closing(), closed(1)] as const;
const matching = gross(5_450, 0, 'MATCHES');
const reopen = { type: 'ReopenUnit', unitId, reason: 'OTHER' } as const;
const reopened = { type: 'UnitReopened', unitId, seals: [SEAL], reason: 'OTHER' } as const;
const REFUSED = 'UnitCommandRefused';

describe('a truck on the weighbridge', () => {
  const { given } = lenient;

  it('is weighed with nothing in it, whether it stands at a dock or not', () => {
    given(arrived()).when(weigh('TARE', 5_000), NOW).then(tare);
    given(arrived(), docked).when(weigh('TARE', 5_000), NOW).then(tare);
    given(...open)
      .when(weigh('TARE', 5_000), NOW)
      .thenRefused(REFUSED, 'NOT_EMPTY');
  });
  it.each([
    [5_350, -100, 'MATCHES'],
    [5_550, 100, 'MATCHES'],
    [5_349, -101, 'DIFFERS'],
    [5_551, 101, 'DIFFERS'],
  ] as const)('that weighs %i g with its load: %i g, %s', (massGrams, difference, standing) => {
    given(...sealed)
      .when(weigh('GROSS', massGrams), NOW)
      .then(gross(massGrams, difference, standing));
  });
  it('is allowed a part of its load where that is more', () => {
    const { given: of } = deciderSpec(
      unitDeciderUnder({ ...noRules, massTolerance: always({ grams: 0, perTenThousand: 200 }) }),
    );
    of(...sealed)
      .when(weigh('GROSS', 5_459), NOW)
      .then(gross(5_459, 9, 'MATCHES'));
    of(...sealed)
      .when(weigh('GROSS', 5_460), NOW)
      .then(gross(5_460, 10, 'DIFFERS'));
  });
  it('is weighed with its load closed, and when it was weighed empty', () => {
    given(...open)
      .when(weigh('GROSS', 5_450), NOW)
      .thenRefused(REFUSED, 'NOT_CLOSED');
    given(arrived(), docked, reserved(), entered(), closing(), closed(1))
      .when(weigh('GROSS', 5_450), NOW)
      .thenRefused(REFUSED, 'NOT_WEIGHED');
  });
  it('is weighed again when it was opened', () => {
    const { state } = given(...sealed, matching, reopened);
    expect(state).toMatchObject({ status: 'open', tareGrams: 5_000, grossGrams: 0, massStanding: 'NONE' });
  });
  it('is no other unit', () => {
    given()
      .when({ ...weigh('TARE', 1), unitId: 'train:K9' }, NOW)
      .thenRefused(REFUSED, 'NOT_A_TRUCK');
    given()
      .when({ ...issue, unitId: 'bag:B1' }, NOW)
      .thenRefused(REFUSED, 'NOT_A_TRUCK');
  });
});

describe('a gate pass', () => {
  const { given } = strict;

  it('is issued to a truck behind its seal that weighs what its manifest says', () => {
    given(...sealed, matching)
      .when(issue, NOW)
      .then(pass(1));
    given(...sealed)
      .when(issue, NOW)
      .thenRefused(REFUSED, 'NOT_WEIGHED');
    given(...open)
      .when(issue, NOW)
      .thenRefused(REFUSED, 'NOT_CLOSED');
    given(...sealed, matching, blocked())
      .when(issue, NOW)
      .thenRefused(REFUSED, 'BLOCKED_PARCEL');
    given(...sealed, matching, pass(1))
      .when(issue, NOW)
      .thenRefused(REFUSED, 'PASS_VALID');
  });
  it('is not issued for another mass, unless an officer accepts that', () => {
    const differing = [...sealed, gross(9_000, 3_550, 'DIFFERS')] as const;
    given(...differing)
      .when(issue, NOW)
      .thenRefused(REFUSED, 'MASS_MISMATCH');
    const accepted = { type: 'MassAccepted', unitId, visit: 1, remark: 'wet' } as const;
    given(...differing)
      .when(accept, NOW)
      .then(accepted);
    given(...differing, accepted)
      .when(issue, NOW)
      .then(pass(1));
    given(...sealed, matching)
      .when(accept, NOW)
      .thenRefused(REFUSED, 'MASS_NOT_IN_QUESTION');
  });
  it('is for an empty truck as well', () => {
    given(arrived(), tare, docked, closing(), closed(0), gross(5_000, 0, 'MATCHES'))
      .when(issue, NOW)
      .then(pass(1, 'EMPTY'));
  });
  it('ends with a hold of what is aboard, with an opened seal, and with a mass that differs', () => {
    const passed = [...sealed, matching, pass(1)] as const;
    const hold = { ...({ type: 'ParcelHoldAsked', parcelId, unitId, visit: 1, kind: 'HOLD' } as const) };
    given(...passed)
      .when(hold, NOW)
      .then(blocked(), voided('BLOCKED_PARCEL'));
    given(...passed)
      .when(reopen, NOW)
      .then(reopened, voided('REOPENED'));
    given(...passed)
      .when(weigh('GROSS', 9_000), NOW)
      .then(gross(9_000, 3_550, 'DIFFERS'), voided('MASS_MISMATCH'));
    given(...passed)
      .when(weigh('GROSS', 5_451), NOW)
      .then(gross(5_451, 1, 'MATCHES'));
  });
});

describe('gate-out', () => {
  const depart = { type: 'DepartUnit', unitId } as const;

  it('asks for a valid pass where the site does', () => {
    const { given } = strict;
    given(...sealed, matching)
      .when(depart, NOW)
      .thenRefused('DepartureRefused', 'NO_GATE_PASS');
    expect(given(...sealed, matching, pass(1)).when(depart, NOW).events[0]).toEqual(departed(1));
    // What else is wrong is told first: a truck that has to be opened needs no pass before.
    given(...open)
      .when(depart, NOW)
      .thenRefused('DepartureRefused', 'NOT_CLOSED');
  });
  it('asks elsewhere for a pass only of a truck whose pass has ended', () => {
    const { given } = lenient;
    expect(given(...sealed).when(depart, NOW).events[0]).toEqual(departed(1));
    const again = [...sealed, pass(1), reopened, voided('REOPENED'), closing(), closed(1)] as const;
    given(...again)
      .when(depart, NOW)
      .thenRefused('DepartureRefused', 'NO_GATE_PASS');
    expect(given(...again, pass(2)).when(depart, NOW).events[0]).toEqual(departed(1));
  });
});

describe('a truck without an application', () => {
  const arrive = {
    type: 'ArriveTruck',
    unitId,
    carrier: 'KAZPOST',
    maxMassGrams: 1_000,
    maxPieces: 3,
    maxVolumeCm3: null,
  } as const;

  it('comes in where none is required, and nowhere else', () => {
    lenient.given().when(arrive, NOW).then(arrived());
    strict.given().when(arrive, NOW).thenRefused(REFUSED, 'APPLICATION_REQUIRED');
    const admitted = { ...arrive, type: 'AdmitTruck', applicationId: 'EA-7K2M9QX4' } as const;
    strict
      .given()
      .when(admitted, NOW)
      .then(arrived({ applicationId: 'EA-7K2M9QX4' }));
  });
});

describe('the seals that a site asks for', () => {
  const ID = 'seal:CNCUSTOMS:AL7';
  const about = { unitId, visit: 1, sealId: ID } as const;
  const second = [
    { type: 'SealAsked', ...about, sealClass: 'H', replaces: null, reason: null },
    { type: 'SealApplied', ...about, sealClass: 'H', replaces: null, carrierId: null, carrierVisit: 0 },
  ] as const;
  const verified = (sealId: string) => ({ type: 'SealVerified', ...about, sealId, remark: null }) as const;
  const gateOut = { type: 'DepartUnit', unitId } as const;

  it('are so many, for the gate as for a pass', () => {
    const two = deciderSpec(unitDeciderUnder({ ...noRules, sealsToLeave: always(2) }));
    two
      .given(...sealed)
      .when(gateOut, NOW)
      .thenRefused('DepartureRefused', 'TOO_FEW_SEALS');
    two
      .given(...sealed)
      .when(issue, NOW)
      .thenRefused('UnitCommandRefused', 'TOO_FEW_SEALS');
    two
      .given(...sealed, second[0])
      .when(issue, NOW)
      .thenRefused('UnitCommandRefused', 'SEAL_PENDING');
    two
      .given(...sealed, ...second)
      .when(issue, NOW)
      .then(pass(1));
    expect(two.given(...sealed, ...second).when(gateOut, NOW).events[0]?.type).toBe('UnitDeparted');
  });
  it('are verified, each of them', () => {
    const looking = deciderSpec(unitDeciderUnder({ ...noRules, sealVerificationRequired: always(true) }));
    const half = [...sealed, ...second, verified(SEAL)];
    looking
      .given(...half)
      .when(gateOut, NOW)
      .thenRefused('DepartureRefused', 'SEAL_UNVERIFIED');
    looking
      .given(...half)
      .when(issue, NOW)
      .thenRefused('UnitCommandRefused', 'SEAL_UNVERIFIED');
    looking
      .given(...half, verified(ID))
      .when(issue, NOW)
      .then(pass(1));
  });
  it('are put on one by one where the register is asked about each', () => {
    const registered = deciderSpec(unitDeciderUnder({ ...noRules, sealRegisterRequired: always(true) }));
    const close = (seals: string[]) => ({ type: 'CloseUnit', unitId, seals }) as const;
    registered
      .given(...open)
      .when(close([SEAL]), NOW)
      .thenRefused('UnitCommandRefused', 'SEALS_REGISTERED');
    expect(
      registered
        .given(...open)
        .when(close([]), NOW)
        .events.map(({ type }) => type),
    ).toEqual([...['ClosingStarted', 'UnitClosed']]);
  });
  it('end a pass when one of them is found broken, and give none while it is', () => {
    const broken: SealBroken = {
      ...{ type: 'SealBroken', ...about, sealId: SEAL, finding: 'MISSING', remark: null },
      ...{ carrierId: null, carrierVisit: 0 },
    };
    lenient
      .given(...sealed, pass(1))
      .when({ type: 'VerifySeal', unitId, sealId: SEAL, finding: 'MISSING', remark: null }, NOW)
      .then(broken, voided('SEAL_BROKEN'));
    lenient
      .given(...sealed, broken)
      .when(issue, NOW)
      .thenRefused('UnitCommandRefused', 'SEAL_BROKEN');
  });
});
