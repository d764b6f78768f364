import type { AvroRecord } from '../log/avro';
import { flagIn, isRecord, listIn, numberIn, optionalTextIn, textIn, textsIn } from '../log/record';
import { share, type Fold, type Transition } from './fold';
import { actorOf, isMissing, isUnderWay, placed, unknownParcel, type InspectionState } from './inspection-file';
import { chainFault, verdictFault } from './inspection-laws';

export type { InspectionState } from './inspection-file';

type Event = Transition<InspectionState>;

const OPEN = ['documents', 'examination'] as const;
const STATUS_OF: Readonly<Record<string, InspectionState['status']>> = {
  PASSED: 'passed',
  RETURNED: 'returned',
  DETAINED: 'detained',
};
const SEVERITY = ['GREEN', 'YELLOW', 'XRAY', 'RED'];

/** Events of before the benches lack their fields. */
const flag = (event: AvroRecord, name: string): boolean => name in event && flagIn(event, name);
const texts = (event: AvroRecord, name: string): string[] => (name in event ? textsIn(event, name) : []);

/** An event of an inspection that is under way, in one of these queues if any are named. */
const inQueue = (queues: readonly string[], to?: Event['to'], unless?: Event['unless']): Event => ({
  from: OPEN,
  unless: (state, event, at) => {
    if (queues.length > 0 && !queues.includes(state.queue)) return `it waits in ${state.queue}`;
    return unless?.(state, event, at) ?? null;
  },
  ...(to ? { to } : {}),
});

const HANDLED = ['documents', 'xray', 'examination'];
const DECIDED = [...HANDLED, 'arrival', 'amendment'];

const ruled = (event: AvroRecord): Pick<InspectionState, 'channel' | 'rule' | 'reason' | 'rulesetVersion'> => ({
  channel: share(textIn(event, 'channel')),
  rule: share(textIn(event, 'rule')),
  reason: share(textIn(event, 'reason')),
  rulesetVersion: share(textIn(event, 'rulesetVersion')),
});

const opened = (state: InspectionState, event: AvroRecord): InspectionState => {
  const channel = textIn(event, 'channel');
  return {
    ...state,
    ...ruled(event),
    abandoned: null,
    status: channel === 'RED' || channel === 'XRAY' ? 'examination' : 'documents',
    declarationVersion: numberIn(event, 'declarationVersion'),
    documentsDue: channel === 'YELLOW' || flag(event, 'documents'),
    imageDue: channel === 'XRAY',
    examinationDue: channel === 'RED',
    arrivalRequired: flag(event, 'arrivalRequired'),
    twoOfficers: flag(event, 'twoOfficers'),
    sampleRequired: flag(event, 'sampleRequired'),
    checklist: texts(event, 'checklist').map((item) => ({ item: share(item), finding: 'OPEN' })),
    platform: 'platform' in event ? share(textIn(event, 'platform')) : '',
  };
};

/** What was asked stays asked, what was found stays found; the stricter channel gives the inspection its name. */
const reassessed = (state: InspectionState, event: AvroRecord): InspectionState => {
  const now = opened(state, event);
  const isStricter = SEVERITY.indexOf(now.channel) > SEVERITY.indexOf(state.channel);
  const found = new Map(state.checklist.map(({ item, finding }) => [item, finding]));
  const items = [...new Set([...texts(event, 'checklist'), ...found.keys()])];
  return {
    ...(isStricter ? now : state),
    declarationVersion: now.declarationVersion,
    rulesetVersion: now.rulesetVersion,
    arrivalRequired: now.arrivalRequired,
    documentsDue: state.documentsDue || now.documentsDue,
    imageDue: state.imageDue || (isStricter && now.imageDue),
    examinationDue: state.examinationDue || (isStricter && now.examinationDue),
    twoOfficers: state.twoOfficers || now.twoOfficers,
    sampleRequired: state.sampleRequired || now.sampleRequired,
    checklist: items.map((item) => ({ item, finding: found.get(item) ?? 'OPEN' })),
    amending: false,
    proposal: null,
  };
};

const notNewer = (state: InspectionState, event: AvroRecord): string | null =>
  numberIn(event, 'declarationVersion') > state.declarationVersion ? null : 'the declaration is none that is newer';

/** Green passes unseen, straight from the declaration; what an inspector decides, he decides about the same declaration. */
const outOfTurn = (state: InspectionState, event: AvroRecord): string | null => {
  const channel = textIn(event, 'channel');
  if (state.status === 'passed') {
    const newer = notNewer(state, event);
    if (newer !== null) return newer;
  }
  if (state.status === 'absent' || state.status === 'passed') {
    const isGreen = channel === 'GREEN' && textIn(event, 'outcome') === 'PASSED';
    return isGreen ? null : `a ${channel} parcel has an outcome without having been opened`;
  }
  const isSame = channel === state.channel && numberIn(event, 'declarationVersion') === state.declarationVersion;
  return isSame ? verdictFault(state, event) : 'channel or declaration are not those of the inspection that was opened';
};

const paperWith = (status: string) => (state: InspectionState, event: AvroRecord) => ({
  ...state,
  papers: state.papers.map((paper) => (paper.no === numberIn(event, 'no') ? { ...paper, status } : paper)),
});
const paperIs =
  (...statuses: string[]) =>
  (state: InspectionState, event: AvroRecord): string | null => {
    const no = numberIn(event, 'no');
    const status = state.papers.find((paper) => paper.no === no)?.status ?? 'not asked for';
    return statuses.includes(status) ? null : `paper ${no} is ${status}`;
  };

const EVENTS: Readonly<Record<string, Event>> = {
  InspectionOpened: {
    // Once more for a changed declaration, when the one before has passed.
    from: ['absent', 'passed'],
    unless: (state, event) => {
      if (textIn(event, 'channel') === 'GREEN' && !flag(event, 'arrivalRequired'))
        return 'a green parcel is not looked at';
      return state.status === 'passed' ? notNewer(state, event) : null;
    },
    to: opened,
  },
  InspectionReassessed: inQueue([], reassessed, notNewer),
  ParcelInspected: {
    from: ['absent', 'passed', ...OPEN],
    unless: outOfTurn,
    to: (state, event) => ({
      ...state,
      ...ruled(event),
      declarationVersion: numberIn(event, 'declarationVersion'),
      abandoned: null,
      proposal: null,
      status: STATUS_OF[textIn(event, 'outcome')] ?? 'absent',
    }),
  },
  InspectionAbandoned: {
    // Once more for the declaration, if the parcel was given up before this stage had read it.
    from: ['absent', ...OPEN, 'passed', 'abandoned'],
    to: (state, event, at) => ({
      ...state,
      status: 'abandoned',
      abandoned: share(textIn(event, 'reason')),
      proposal: null,
      since: at,
    }),
  },
  VerdictRefused: { from: 'any' },
  InspectionCommandRefused: { from: 'any' },
  VerdictProposed: inQueue(
    [...DECIDED, 'quarantine', 'confirmation'],
    (state, event) => ({
      ...state,
      proposal: {
        verdict: share(textIn(event, 'verdict')),
        detention: optionalTextIn(event, 'detention'),
        remark: optionalTextIn(event, 'remark'),
        officer: share(textIn(event, 'officer')),
        awaitsArrival: flagIn(event, 'awaitsArrival'),
      },
    }),
    (state, event) => {
      if (flagIn(event, 'awaitsArrival')) return isMissing(state) ? null : 'it has arrived';
      if (state.queue === 'confirmation') return 'a verdict waits for confirmation already';
      if (state.quarantined && optionalTextIn(event, 'detention') !== 'DESTRUCTION') return 'it is in quarantine';
      return null;
    },
  ),
  VerdictRejected: inQueue(
    ['confirmation'],
    (state) => ({ ...state, proposal: null }),
    (state, event) => (actorOf(event) === state.proposal?.officer ? 'the officer who proposed it rejects it' : null),
  ),
  AmendmentRequested: inQueue([...HANDLED, 'arrival'], (state) => ({ ...state, amending: true, proposal: null })),
  ParcelArrived: {
    from: 'any',
    unless: ({ arrivedAt }) => (arrivedAt === 0 ? null : 'it had arrived'),
    to: (state, _, at) => ({ ...state, arrivedAt: at }),
  },
  ParcelScanned: {
    from: 'any',
    unless: (state, event) => {
      if (textIn(event, 'answer') !== 'PASS') return null;
      const stops = state.held || isMissing(state) || !['none', 'documents', 'xray'].includes(state.queue);
      const isFree = state.status === 'passed' || isUnderWay(state);
      return stops || !isFree ? 'the line let it go on' : null;
    },
    to: (state, _, at) => ({ ...state, scannedAt: at }),
  },
  ImageJudged: inQueue(
    HANDLED,
    (state, event) => {
      const verdict = textIn(event, 'verdict');
      if (verdict === 'NORMAL') return { ...state, imageDue: false };
      const unreadable = state.unreadable + (verdict === 'UNREADABLE' ? 1 : 0);
      const opens = verdict === 'SUSPICIOUS' || unreadable >= 2;
      return { ...state, unreadable, examinationDue: state.examinationDue || opens };
    },
    (state) => (state.scannedAt === 0 ? 'it was not scanned' : isMissing(state) ? 'it has not arrived' : null),
  ),
  PapersRequested: inQueue([...DECIDED, 'laboratory'], (state, event) => ({
    ...state,
    documentsDue: true,
    papersDue: numberIn(event, 'due'),
    papers: [
      ...state.papers,
      ...listIn(event, 'papers')
        .filter(isRecord)
        .map((paper) => ({
          no: numberIn(paper, 'no'),
          kind: share(textIn(paper, 'kind')),
          status: share(textIn(paper, 'status')),
        })),
    ],
  })),
  PaperUploaded: inQueue([], paperWith('UPLOADED'), paperIs('REQUESTED', 'UPLOADED', 'REFUSED')),
  PaperJudged: inQueue(
    [...DECIDED, 'laboratory'],
    (state, event) => paperWith(textIn(event, 'verdict') === 'ACCEPT' ? 'ACCEPTED' : 'REFUSED')(state, event),
    paperIs('UPLOADED'),
  ),
  FindingsRecorded: inQueue(['examination'], (state, event) => {
    const said = new Map(
      listIn(event, 'answers')
        .filter(isRecord)
        .map((answer) => [textIn(answer, 'item'), textIn(answer, 'finding')]),
    );
    const checklist = state.checklist.map(({ item, finding }) => ({ item, finding: said.get(item) ?? finding }));
    return { ...state, checklist };
  }),
  SampleTaken: inQueue(HANDLED, (state, event) => ({
    ...state,
    sample: {
      seal: textIn(event, 'seal'),
      step: 'TAKEN',
      holder: share(textIn(event, 'holder')),
      due: numberIn(event, 'due'),
      result: 'NONE',
    },
  })),
  SampleHandedOver: {
    from: 'any',
    unless: chainFault,
    to: (state, event) =>
      state.sample === null
        ? state
        : {
            ...state,
            sample: { ...state.sample, step: share(textIn(event, 'step')), holder: share(textIn(event, 'to')) },
          },
  },
  SampleResultRecorded: {
    from: 'any',
    unless: ({ sample }) => (sample?.step === 'OPENED' ? null : 'its sample was not opened'),
    to: (state, event) =>
      state.sample === null
        ? state
        : { ...state, sample: { ...state.sample, step: 'RESULT', result: share(textIn(event, 'result')) } },
  },
  ParcelQuarantined: inQueue(
    [],
    (state) => ({ ...state, quarantined: true, proposal: null }),
    (state) => (state.quarantined ? 'it is in quarantine' : isMissing(state) ? 'it has not arrived' : null),
  ),
  QuarantineEnded: inQueue(
    ['quarantine', 'confirmation'],
    (state) => ({ ...state, quarantined: false }),
    ({ quarantined }) => (quarantined ? null : 'it is in no quarantine'),
  ),
  ParcelAssigned: inQueue([], (state, event) => ({ ...state, officer: optionalTextIn(event, 'officer') })),
  ParcelEscalated: inQueue(
    [],
    (state, _, at) => ({ ...state, escalatedAt: at }),
    (state, event) => {
      if (textIn(event, 'queue') !== state.queue) return `it waits in ${state.queue}`;
      return numberIn(event, 'due') === state.due && state.due > 0 ? null : 'it is not due';
    },
  ),
  HoldNoted: {
    from: 'any',
    unless: ({ held }, event) => (flagIn(event, 'held') === held ? 'that was known' : null),
    to: (state, event) => ({ ...state, held: flagIn(event, 'held') }),
  },
};

/** After every event the parcel is put where it belongs. */
const placing = ({ to, ...rest }: Event): Event => ({
  ...rest,
  to: (state, event, at) => placed(state, to ? to(state, event, at) : state, at),
});

const QUEUES = [
  ...['arrival', 'xray', 'documents', 'examination', 'laboratory', 'quarantine', 'amendment', 'confirmation'],
];

export const inspectionFold: Fold<InspectionState> = {
  stage: 'inspection',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.inspection.InspectionState',
  initial: unknownParcel,
  events: {
    ...Object.fromEntries(Object.entries(EVENTS).map(([type, event]) => [type, placing(event)])),
    InspectionRetired: { from: 'any', to: () => unknownParcel, ends: true },
  },
  countedAs: (state) => (state.status === 'absent' ? null : isUnderWay(state) ? state.queue : state.status),
  sets: [...QUEUES.map((queue) => `queue:${queue}`), 'index:due', 'index:escalated'],
  memberships: ({ queue, since, due, escalatedAt }) => [
    ...(queue === 'none' ? [] : [{ set: `queue:${queue}`, since }]),
    ...(due === 0 ? [] : [{ set: 'index:due', since: due }]),
    ...(queue === 'none' || escalatedAt === 0 ? [] : [{ set: 'index:escalated', since: escalatedAt }]),
  ],
};
