import type {
  Detention,
  InspectionCommandName,
  InspectionCommandRefused,
  InspectionOpened,
  InspectionRefusal,
  InspectionState,
  ParcelDeclared,
  ParcelInspected,
  RecordVerdict,
  Verdict,
} from '@alataw/contracts';
import { deciderSpec, type Given } from '@alataw/stage';
import { Timetable } from '@alataw/values';
import { specimen } from '../ruleset/specimen';
import { inspectionDecider } from './inspection.decider';
import type { InspectionCommand, InspectionEvent } from './messages';
import type { RuleHit } from './ruleset';

export const { parcelId } = specimen;
/** A day on which all dated data is in force, epoch ms UTC; before 2020 none is. */
export const TODAY = Date.UTC(2026, 10, 24);
/** From this day on a parcel has to arrive in these tests. */
export const ARRIVAL_DAY = Date.UTC(2026, 11, 2);
export const HOUR = 3_600_000;

const hit = (channel: RuleHit['channel'], rule: string, twoOfficers = false): RuleHit => ({
  rule,
  channel,
  reason: 'GOODS',
  twoOfficers,
});
export const green: RuleHit = { rule: '', channel: 'GREEN', reason: 'NONE', twoOfficers: false };
export const yellow = hit('YELLOW', 'OPTICS');
export const xray = hit('XRAY', 'MANY_LINES');
export const red = hit('RED', 'DRONE');
export const redByTwo = hit('RED', 'BLADES', true);
const hits: Readonly<Record<string, readonly RuleHit[]>> = {
  YELLOW: [yellow],
  XRAY: [xray],
  'XRAY YELLOW': [xray, yellow],
  RED: [red],
  'RED BY TWO': [redByTwo],
};

/** The rules speak against the parcel as its platform's name says, so that one decider serves every case. */
export const decider = inspectionDecider({
  version: '2026-11',
  arrivalRequired: new Timetable([{ from: '2026-12-01', value: true, source: 'test' }]),
  random: [],
  hits: ({ platform }) => hits[platform] ?? [],
});

type Given_ = Given<InspectionState, InspectionCommand, InspectionEvent>;
const spec = deciderSpec(decider);
export const given = (...past: Parameters<typeof spec.given>): Given_ => spec.given(...past);

export const by = (name: string, at = TODAY): { at: number; actor: string } => ({ at, actor: `staff:${name}` });

export const declared = (platform = 'GREEN', version = 2): ParcelDeclared => ({ ...specimen, platform, version });

export const opened = (
  { rule, channel, reason, twoOfficers }: RuleHit,
  changes: Partial<InspectionOpened> = {},
): InspectionOpened => ({
  type: 'InspectionOpened',
  parcelId,
  declarationVersion: 2,
  channel,
  rule,
  reason,
  rulesetVersion: '2026-11',
  documents: false,
  arrivalRequired: false,
  twoOfficers,
  sampleRequired: false,
  checklist: [],
  platform: 'TEMU',
  ...changes,
});

export const inspected = (
  outcome: ParcelInspected['outcome'],
  { rule, channel, reason }: RuleHit,
  remark: string | null = null,
  detention: Detention | null = null,
): ParcelInspected => ({
  type: 'ParcelInspected',
  parcelId,
  declarationVersion: 2,
  outcome,
  channel,
  rule,
  reason,
  rulesetVersion: '2026-11',
  remark,
  detention,
});

export const verdict = (
  of: Verdict,
  remark: string | null = null,
  detention: Detention | null = null,
): RecordVerdict => ({
  type: 'RecordVerdict',
  parcelId,
  verdict: of,
  remark,
  detention,
});

export const refused = (command: InspectionCommandName, reason: InspectionRefusal): InspectionCommandRefused => ({
  type: 'InspectionCommandRefused',
  parcelId,
  command,
  reason,
});
