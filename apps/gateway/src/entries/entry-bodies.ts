import {
  ApplyForEntry,
  ApproveEntry,
  CancelEntry,
  ExtendEntry,
  RecordEntryExamination,
  RefuseEntry,
  type Contract,
  type RegistryReads,
} from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { jsonSchemaOf } from '../api/avro-json-schema';
import { latest } from '../api/bodies';
import { STAFF_RULES } from '../api/body-rules';

/** A plate as it is painted: its country, and whatever script and blanks it has. */
export interface PlateBody {
  readonly country: string;
  readonly plate: string;
}

type Left = 'type' | 'applicationId';
type Remarked<T extends { readonly remark: string | null }> = Omit<T, Left | 'remark'> & {
  readonly remark?: string | null;
};
type Optional = 'permitNo' | 'tirNo';

/** What a carrier applies with, and what is ordered about an application. */
export interface EntryBodies {
  EntryBody: Omit<ApplyForEntry, Left | 'truckId' | 'trailerId' | 'driver' | Optional> &
    Partial<Pick<ApplyForEntry, Optional>> & {
      readonly truck: PlateBody;
      readonly trailer?: PlateBody | null;
      readonly driver: Omit<ApplyForEntry['driver'], 'visaNo'> & { readonly visaNo?: string | null };
    };
  EntryApprovalBody: Remarked<ApproveEntry>;
  EntryRefusalBody: Remarked<RefuseEntry>;
  EntryExtensionBody: Remarked<ExtendEntry>;
  EntryCancellationBody: Remarked<CancelEntry>;
  EntryArrivalBody: { readonly truck: PlateBody; readonly trailer?: PlateBody | null };
  EntryExaminationBody: Omit<Remarked<RecordEntryExamination>, 'reason'> &
    Partial<Pick<RecordEntryExamination, 'reason'>>;
}

const TEXT = '^[^\\p{Cc}\\p{Cs}]*$';
const text = (maxLength: number, example: string) => ({ minLength: 1, maxLength, pattern: TEXT, examples: [example] });
const SLOT = { minimum: 1, examples: [1_800_000_000_000] };

const RULES = {
  ...STAFF_RULES,
  vin: text(40, 'LZZ5EXSC1MA123456'),
  permitNo: text(40, 'KZ-2026-004417'),
  tirNo: text(40, 'XK12345678'),
  slotFrom: SLOT,
  slotTo: SLOT,
  eta: SLOT,
};

const DRIVER_RULES = {
  name: text(100, 'Yerlan Akhmetov'),
  passportCountry: { pattern: '^[A-Z]{2}$', examples: ['KZ'] },
  passportNo: text(40, 'N12345678'),
  visaNo: text(40, 'C1234567'),
  licenceNo: text(40, 'KZ0123456'),
};

const PLATE: JsonSchema = {
  type: 'object',
  description: 'A plate as it is painted. Blanks, look-alike letters and Chinese characters are normalised.',
  required: ['country', 'plate'],
  properties: {
    country: { type: 'string', description: 'ISO 3166-1 alpha-2.', pattern: '^[A-Z]{2}$', examples: ['KZ'] },
    plate: { type: 'string', description: 'What stands on it.', ...text(30, '123 ABC 02') },
  },
  additionalProperties: false,
};
const NO_PLATE: JsonSchema = { ...PLATE, type: ['object', 'null'] };

/** The schemas of these bodies, by name. */
export function entryBodySchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const derived = (contract: Pick<Contract<unknown>, 'fullName'>, ...without: string[]): JsonSchema =>
    jsonSchemaOf(latest(registry, contract), {
      received: true,
      without: ['meta', 'applicationId', ...without],
      rules: RULES,
      nested: { Driver: DRIVER_RULES },
    });
  return {
    EntryBody: withPlates(derived(ApplyForEntry, 'truckId', 'trailerId')),
    EntryApprovalBody: derived(ApproveEntry),
    EntryRefusalBody: derived(RefuseEntry),
    EntryExtensionBody: derived(ExtendEntry),
    EntryCancellationBody: derived(CancelEntry),
    EntryArrivalBody: withPlates({
      type: 'object',
      description: 'What the camera or the officer reads of a truck at the gate.',
      required: [],
      properties: {},
      additionalProperties: false,
    }),
    EntryExaminationBody: derived(RecordEntryExamination),
  };
}

/** Plates are told as they are painted; the command has their one spelling. */
function withPlates(body: JsonSchema): JsonSchema {
  return {
    ...body,
    required: ['truck', ...(body['required'] as string[])],
    properties: { truck: PLATE, trailer: NO_PLATE, ...(body['properties'] as object) },
  };
}
