import { fieldOf, isFields, numberIn, objectsIn, stringIn } from './json';

/** What the inspection knows of a parcel, as staff see it. */
export interface Inspection {
  readonly platform: string;
  readonly queue: string;
  /** Items of the checklist that nobody has answered. */
  readonly open: readonly string[];
  readonly papers: readonly { readonly no: number; readonly status: string }[];
  /** Epoch ms UTC; 0: none asked for. */
  readonly papersDue: number;
  /** '' when none was taken. */
  readonly sample: { readonly step: string; readonly seal: string; readonly holder: string; readonly result: string };
  readonly isSampleRequired: boolean;
  readonly hasArrived: boolean;
  /** Whether it was said that the parcel waits too long where it is. */
  readonly isEscalated: boolean;
}

/** @param parcel the answer to `GET /v1/parcels/…` */
export function readInspection(parcel: unknown): Inspection {
  const stage = fieldOf(fieldOf(parcel, 'stages'), 'inspection');
  const sample = fieldOf(stage, 'sample');
  const of = (name: string): string => (isFields(sample) ? stringIn(sample, name) : '');
  return {
    platform: stringIn(parcel, 'platform'),
    queue: stringIn(stage, 'queue'),
    open: objectsIn(stage, 'checklist')
      .filter((entry) => stringIn(entry, 'finding') === 'OPEN')
      .map((entry) => stringIn(entry, 'item')),
    papers: objectsIn(stage, 'papers').map((paper) => ({
      no: numberIn(paper, 'no'),
      status: stringIn(paper, 'status'),
    })),
    papersDue: numberIn(stage, 'papersDue'),
    sample: { step: of('step'), seal: of('seal'), holder: of('holder'), result: of('result') },
    isSampleRequired: fieldOf(stage, 'sampleRequired') === true,
    hasArrived: numberIn(stage, 'arrivedAt') > 0,
    isEscalated: numberIn(stage, 'escalatedAt') > 0,
  };
}
