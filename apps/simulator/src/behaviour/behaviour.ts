import { count, duration, share, type Field } from './field';

/**
 * All that a scenario may set about what people do, with what they do otherwise: section → field. Whoever adds people to
 * the simulator adds a section or a field here, and reads it from the simulator's configuration; the form of scenario
 * files, their error messages and the types follow from it.
 *
 * The usual shares are assumed for demonstrations, raised so that a run of 2,000 parcels shows each way.
 */
export const behaviourForm = {
  /** Shares of all parcels. */
  platforms: {
    delicate: share(0.05, 'goods that inspection rather looks at'),
    wrong: share(0.04, 'declared against a rule'),
    corrected: share(0.5, 'of the wrong ones: declared rightly afterwards'),
    repeated: share(0.02, 'declared twice'),
    altered: share(0.01, 'declared again with other content'),
    claimedByAnother: share(0.003, 'declared by another platform, too'),
    documentsLate: share(0.3, 'of documents that a list needs: they come after others were declared'),
    documentsWrong: share(0.05, 'of lists that need documents: one of those contradicts the list'),
    documentsMissing: share(0.3, 'of the wrong ones: the other document never comes'),
    severalPieces: share(0.02, 'packed in two to four boxes, which are loaded together'),
    comesBack: share(0, 'of what departed: declared again as its return, which is one parcel more'),
    declaredAnew: share(
      0,
      'of what was cancelled, or rejected and not corrected: declared again under another number, with it as predecessor',
    ),
    malformed: share(0.01, 'sent in a form that nobody can read, besides or, in a lot, instead'),
  },
  /** Shares of the parcels that somebody looks at, unless something else is said. */
  staff: {
    returned: share(0.08, 'verdict: return'),
    detained: share(0.04, 'verdict: detain'),
    cancelled: share(0.1, 'of delicate ones: cancelled by their platform while they wait for inspection'),
    cancelPatienceMs: duration(4000, 'how long inspection leaves alone what its platform is about to cancel'),
    papers: share(0.08, 'papers are asked for, and come in time'),
    latePapers: share(0.06, 'papers are asked for, and come too late'),
    sample: share(0.15, 'a sample goes to the laboratory'),
    quarantineReleased: share(0.07, 'goes to quarantine, and is well'),
    quarantineReturned: share(0.05, 'goes to quarantine, and is sent back'),
    quarantineDestroyed: share(0.05, 'goes to quarantine, and is destroyed'),
    passedOn: share(0.07, 'another officer decides'),
    amended: share(0.05, 'the declaration is sent back for amendment'),
    amendedInTime: share(0.5, 'of what is sent back: its platform amends it, the rest is returned'),
    imageSuspicious: share(0.15, 'of X-ray images'),
    imageUnreadable: share(0.15, 'of X-ray images'),
    sampleFails: share(0.3, 'of first samples'),
    sampleInconclusive: share(0.25, 'of first samples'),
    resultLate: share(0, 'of first samples: the result comes only when its deadline is over and the parcel escalated'),
    resultDueMs: duration(1500, 'the deadline of a result that will be late'),
    rejectedOnce: share(0.2, 'of what one officer proposes: a second one rejects it at first'),
    heldAtInspection: share(0.01, 'of all parcels: held while they are inspected'),
    heldWhenReady: share(0.01, 'of all parcels: held when they are released'),
    heldWhenLoaded: share(0.01, 'of all parcels: held when they are loaded'),
    revokedWhenLoaded: share(0.004, 'of all parcels: their release is revoked when they are loaded'),
    heldWhenGone: share(0.002, 'of all parcels: held when they have left'),
    lifted: share(0.75, 'of the held ones: let go on, the rest is returned'),
  },
  /** Shares of the trucks that come in through the gate. */
  gate: {
    lacksPermit: share(0.06, 'applies without a permit, and is refused'),
    otherTrailer: share(0.06, 'comes with another trailer at first'),
    early: share(0.05, 'comes hours before its slot, and gives up'),
    givesUp: share(0.04, 'cancels'),
    staysAway: share(0.02, 'never comes'),
    deepCheck: share(0.1, 'of vehicles at the gate: customs looks closer'),
    turnedAway: share(0.05, 'of vehicles at the gate: not fit for the road'),
  },
  dock: {
    bays: count(6, 'bays with trucks', { min: 1, max: 100 }),
    gateBays: count(2, 'of the bays, the last ones: their trucks come in through the gate', { min: 0, max: 100 }),
    truckPieces: count(0, 'pieces that a truck takes; 0: what is released in about two seconds', { min: 0, max: 5000 }),
    bags: count(40, 'bags at the packing table; 0: nobody packs', { min: 0, max: 500 }),
    bagPieces: count(0, 'pieces that a bag takes; 0: what is released in a quarter of a second', { min: 0, max: 5000 }),
    containers: count(2, 'containers that a train takes; 0: no train', { min: 0, max: 2 }),
    customsSeals: share(0.2, 'of trucks: customs puts a seal of its own on, and looks at it before they leave'),
    brokenSeals: share(0.2, 'of the seals of customs: found broken, and replaced'),
    bagEveryMs: duration(1000, 'how long after one bag the next is begun'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Field<unknown>>>>>;

/** Ways of which a parcel or truck takes one at most: their shares are parts of one whole. */
export const EXCLUSIVE: readonly (readonly [section: 'staff' | 'gate', fields: readonly string[]])[] = [
  ['staff', ['returned', 'detained']],
  [
    'staff',
    [
      ...['papers', 'latePapers', 'sample', 'quarantineReleased', 'quarantineReturned', 'quarantineDestroyed'],
      ...['passedOn', 'amended'],
    ],
  ],
  ['staff', ['imageSuspicious', 'imageUnreadable']],
  ['staff', ['sampleFails', 'sampleInconclusive']],
  ['gate', ['lacksPermit', 'otherTrailer', 'early', 'givesUp', 'staysAway']],
  ['staff', ['heldAtInspection', 'heldWhenReady', 'heldWhenLoaded', 'revokedWhenLoaded', 'heldWhenGone']],
];

type Form = typeof behaviourForm;
type Written<T> = T extends number ? number : T extends boolean ? boolean : T;

/** What people do: every section and field of {@link behaviourForm} with its value. */
export type Behaviour = {
  readonly [Section in keyof Form]: {
    readonly [Name in keyof Form[Section]]: Form[Section][Name] extends Field<infer T> ? Written<T> : never;
  };
};

/** What people do where nothing else is said. */
export const usualBehaviour: Behaviour = behaviourWith({});

/** The usual behaviour, but for what is given; whether that fits has been checked. @param given section → field → value */
export function behaviourWith(given: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Behaviour {
  const form: Readonly<Record<string, Readonly<Record<string, Field<unknown>>>>> = behaviourForm;
  const sections = Object.entries(form).map(([section, fields]): [string, object] => {
    const usual = Object.entries(fields).map(([name, field]): [string, unknown] => [name, field.usual]);
    return [section, { ...Object.fromEntries(usual), ...given[section] }];
  });
  return Object.fromEntries(sections) as Behaviour;
}
