import {
  AcceptMass,
  ApplySeal,
  ArriveParcel,
  ArriveTruck,
  ArriveWagon,
  AssignParcel,
  ConfirmVerdict,
  DeclareParcel,
  DockTruck,
  EndQuarantine,
  HandOverSample,
  HoldParcel,
  JudgeImage,
  JudgePaper,
  LayOutBlock,
  LiftHold,
  MoveContent,
  CloseUnit,
  OpenUnit,
  QuarantineParcel,
  RecordFindings,
  RecordSampleResult,
  RemoveSeal,
  ReplaceSeal,
  RequestPapers,
  ReturnParcel,
  RevokeRelease,
  TakeSample,
  ReopenUnit,
  SplitParcel,
  SubmitOrder,
  SubmitPayment,
  SubmitWaybill,
  UploadPaper,
  VerifySeal,
  WeighTruck,
  type Contract,
  type Detention,
  type RegistryReads,
} from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { jsonSchemaOf, type Derivation } from './avro-json-schema';
import { entryBodySchemas } from '../entries/entry-bodies';
import { subscriptionBodySchemas } from '../subscriptions/subscription-bodies';
import {
  BENCH_RULES,
  CONTENT_ID,
  DECLARATION_RULES,
  DOCUMENT_RULES,
  ITEM_RULES,
  MAX_RECEIPTS,
  MAX_SCANS,
  NUMBER,
  RECEIPT_RULES,
  STAFF_RULES,
} from './body-rules';

/** What may be left out of a body that has it as null in its record. */
type NullableKeys<T> = { [K in keyof T]: null extends T[K] ? K : never }[keyof T];
/** The JSON of a command: its fields without those that the gateway fills in. */
type BodyOf<T, Filled extends keyof T | 'type'> = Omit<T, Filled | NullableKeys<T>> & Partial<Pick<T, NullableKeys<T>>>;

export type DeclarationBody = BodyOf<DeclareParcel, 'type' | 'parcelId' | 'platform'>;
export type OrderBody = BodyOf<SubmitOrder, 'type' | 'documentId' | 'platform'>;
export type WaybillBody = BodyOf<SubmitWaybill, 'type' | 'documentId' | 'logisticsCode'>;
export type PaymentBody = BodyOf<SubmitPayment, 'type' | 'documentId' | 'platform'>;
export type HoldBody = BodyOf<HoldParcel, 'type' | 'parcelId'>;
export type RevokeBody = BodyOf<RevokeRelease, 'type' | 'parcelId'>;
export type LiftBody = BodyOf<LiftHold, 'type' | 'parcelId'>;
export type SplitBody = BodyOf<SplitParcel, 'type' | 'parcelId'>;
export type ReturnBody = BodyOf<ReturnParcel, 'type' | 'parcelId'>;
/** What a unit is opened by: its number, in any of its spellings. */
interface Numbered {
  readonly number: string;
}
export type ArrivalBody = BodyOf<ArriveTruck, 'type' | 'unitId'> & Numbered;
export type OpeningBody = BodyOf<OpenUnit, 'type' | 'unitId'> & Numbered;
export type WagonBody = BodyOf<ArriveWagon, 'type' | 'unitId'> & Numbered;
export type BlockBody = BodyOf<LayOutBlock, 'type' | 'unitId'> & Numbered;
export type PlacementBody = BodyOf<MoveContent, 'type' | 'unitId'>;
export type DockBody = BodyOf<DockTruck, 'type' | 'unitId'>;
export type CloseBody = BodyOf<CloseUnit, 'type' | 'unitId'>;
export type WeighingBody = BodyOf<WeighTruck, 'type' | 'unitId'>;
export type MassBody = BodyOf<AcceptMass, 'type' | 'unitId'>;
export type SealingBody = BodyOf<ApplySeal, 'type' | 'unitId'>;
export type SealVerificationBody = BodyOf<VerifySeal, 'type' | 'unitId'>;
export type SealReplacementBody = BodyOf<ReplaceSeal, 'type' | 'unitId'>;
export type SealRemovalBody = BodyOf<RemoveSeal, 'type' | 'unitId'>;
export type ReopenBody = BodyOf<ReopenUnit, 'type' | 'unitId'>;
/** The verdict of an inspector, in the words of the API. */
export interface VerdictBody {
  readonly verdict: 'pass' | 'return' | 'detain' | 'amend';
  /** Where a detained parcel goes. What is destroyed comes from quarantine. */
  readonly detention?: Exclude<Detention, 'DESTRUCTION'> | null;
  readonly remark?: string | null;
}
export type ParcelArrivalBody = BodyOf<ArriveParcel, 'type' | 'parcelId'>;
export type ImageBody = BodyOf<JudgeImage, 'type' | 'parcelId'>;
export type PapersBody = BodyOf<RequestPapers, 'type' | 'parcelId'>;
export type PaperBody = BodyOf<UploadPaper, 'type' | 'parcelId' | 'platform' | 'no'>;
export type PaperVerdictBody = BodyOf<JudgePaper, 'type' | 'parcelId' | 'no'>;
export type FindingsBody = BodyOf<RecordFindings, 'type' | 'parcelId'>;
export type SampleBody = BodyOf<TakeSample, 'type' | 'parcelId'>;
export type HandOverBody = BodyOf<HandOverSample, 'type' | 'parcelId'>;
export type SampleResultBody = BodyOf<RecordSampleResult, 'type' | 'parcelId'>;
export type QuarantineBody = BodyOf<QuarantineParcel, 'type' | 'parcelId'>;
export type QuarantineEndBody = BodyOf<EndQuarantine, 'type' | 'parcelId'>;
export type ConfirmationBody = BodyOf<ConfirmVerdict, 'type' | 'parcelId'>;
export type AssignmentBody = BodyOf<AssignParcel, 'type' | 'parcelId'>;
/** Barcodes under the scanner of an X-ray line. */
export interface LineScanBody {
  readonly barcodes: readonly string[];
}
/** What customs says of documents. */
export interface ReceiptsBody {
  readonly receipts: readonly {
    readonly document: 'LIST' | 'ARRIVAL' | 'DEPARTURE' | 'CANCELLATION';
    readonly guid: string;
    readonly copNo: string;
    readonly returnStatus: number;
    readonly returnTime: number;
    readonly returnInfo?: string | null;
    readonly preNo?: string | null;
    readonly invtNo?: string | null;
  }[];
}
/** Parcels and units scanned at a unit that shall carry them. */
export interface ScanBody {
  readonly contentIds: readonly string[];
}

/** The schemas of all bodies that are received, by name. They validate, and they stand in the OpenAPI document. */
export function bodySchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const derived = (contract: Named, derivation: Derivation): JsonSchema =>
    jsonSchemaOf(latest(registry, contract), { received: true, ...derivation });
  const staff = (contract: Named, filled: string): JsonSchema =>
    derived(contract, { without: ['meta', filled], rules: STAFF_RULES });
  const bench = (contract: Named, ...filled: string[]): JsonSchema =>
    derived(contract, {
      without: ['meta', 'parcelId', ...filled],
      rules: BENCH_RULES,
      nested: { ChecklistAnswer: BENCH_RULES },
    });
  return {
    Declaration: derived(DeclareParcel, {
      without: ['meta', 'parcelId', 'platform'],
      rules: DECLARATION_RULES,
      nested: { DeclaredItem: ITEM_RULES },
    }),
    Order: derived(SubmitOrder, { without: ['meta', 'documentId', 'platform'], rules: DOCUMENT_RULES }),
    Waybill: derived(SubmitWaybill, { without: ['meta', 'documentId', 'logisticsCode'], rules: DOCUMENT_RULES }),
    Payment: derived(SubmitPayment, { without: ['meta', 'documentId', 'platform'], rules: DOCUMENT_RULES }),
    VerdictBody: {
      type: 'object',
      description: 'An inspector decides about a parcel that waits in a queue.',
      required: ['verdict'],
      properties: {
        verdict: {
          type: 'string',
          enum: ['pass', 'return', 'detain', 'amend'],
          description: 'What becomes of the parcel.',
        },
        detention: {
          type: ['string', 'null'],
          enum: ['CLEARANCE', 'ANTI_SMUGGLING', 'LEGAL', 'OTHER', null],
          description: 'Where a detained parcel goes (501, 502, 503, 599); OTHER if left out.',
        },
        remark: { type: ['string', 'null'], description: 'For the file.', ...STAFF_RULES['remark'] },
      },
      additionalProperties: false,
    },
    ParcelArrivalBody: bench(ArriveParcel),
    ImageBody: bench(JudgeImage),
    PapersBody: bench(RequestPapers),
    PaperBody: bench(UploadPaper, 'platform', 'no'),
    PaperVerdictBody: bench(JudgePaper, 'no'),
    FindingsBody: bench(RecordFindings),
    SampleBody: bench(TakeSample),
    HandOverBody: bench(HandOverSample),
    SampleResultBody: bench(RecordSampleResult),
    QuarantineBody: bench(QuarantineParcel),
    QuarantineEndBody: bench(EndQuarantine),
    ConfirmationBody: bench(ConfirmVerdict),
    AssignmentBody: bench(AssignParcel),
    LineScanBody: {
      type: 'object',
      description: 'What lies under the scanner of an X-ray line.',
      required: ['barcodes'],
      properties: {
        barcodes: {
          type: 'array',
          description: `1 to ${MAX_SCANS} barcodes, as they were read.`,
          minItems: 1,
          maxItems: MAX_SCANS,
          items: { type: 'string', maxLength: 200, examples: ['CNPOST.LX473124829CN'] },
        },
      },
      additionalProperties: false,
    },
    ReceiptsBody: receiptsSchema,
    HoldBody: staff(HoldParcel, 'parcelId'),
    LiftBody: staff(LiftHold, 'parcelId'),
    RevokeBody: staff(RevokeRelease, 'parcelId'),
    ReturnBody: staff(ReturnParcel, 'parcelId'),
    SplitBody: staff(SplitParcel, 'parcelId'),
    EmptyBody: {
      type: 'object',
      description: 'Nothing is asked: send `{}` or no body.',
      properties: {},
      additionalProperties: false,
    },
    TruckArrival: numbered(staff(ArriveTruck, 'unitId')),
    UnitOpening: numbered(staff(OpenUnit, 'unitId')),
    WagonArrival: numbered(staff(ArriveWagon, 'unitId')),
    BlockLayout: numbered(staff(LayOutBlock, 'unitId')),
    PlacementBody: staff(MoveContent, 'unitId'),
    DockBody: staff(DockTruck, 'unitId'),
    CloseBody: staff(CloseUnit, 'unitId'),
    SealBody: derived(CloseUnit, {
      without: ['meta', 'unitId'],
      rules: { seals: { ...STAFF_RULES['seals'], minItems: 1 } },
    }),
    ReopenBody: staff(ReopenUnit, 'unitId'),
    SealingBody: staff(ApplySeal, 'unitId'),
    SealVerificationBody: staff(VerifySeal, 'unitId'),
    SealReplacementBody: staff(ReplaceSeal, 'unitId'),
    SealRemovalBody: staff(RemoveSeal, 'unitId'),
    WeighingBody: staff(WeighTruck, 'unitId'),
    MassBody: staff(AcceptMass, 'unitId'),
    ScanBody: {
      type: 'object',
      description: 'Parcels and load units scanned where they are loaded or taken off.',
      required: ['contentIds'],
      properties: {
        contentIds: {
          type: 'array',
          description: `1 to ${MAX_SCANS} ids of parcels, of single pieces as <parcel id>#<number>, or of units as <kind>:<number>, each once. A parcel's id means all its pieces.`,
          minItems: 1,
          maxItems: MAX_SCANS,
          uniqueItems: true,
          items: { type: 'string', pattern: CONTENT_ID, examples: ['CNPOST.LX473124829CN', 'bag:106141411928374657'] },
        },
      },
      additionalProperties: false,
    },
    ...entryBodySchemas(registry),
    ...subscriptionBodySchemas,
  };
}

const receiptsSchema: JsonSchema = {
  type: 'object',
  description: 'Receipts of customs.',
  required: ['receipts'],
  properties: {
    receipts: {
      type: 'array',
      description: `1 to ${MAX_RECEIPTS} receipts, in any order.`,
      minItems: 1,
      maxItems: MAX_RECEIPTS,
      items: {
        type: 'object',
        required: ['document', 'guid', 'copNo', 'returnStatus', 'returnTime'],
        properties: {
          document: {
            type: 'string',
            enum: ['LIST', 'ARRIVAL', 'DEPARTURE', 'CANCELLATION'],
            description: 'What it answers: 603, 507, 509 or 605.',
          },
          guid: { type: 'string', description: 'Of the document.', ...RECEIPT_RULES['guid'] },
          copNo: { type: 'string', description: 'Of the document.', minLength: 1, maxLength: 60 },
          returnStatus: { type: 'integer', description: "Customs' code.", examples: [399] },
          returnTime: { type: 'integer', description: 'When customs decided so, epoch ms UTC.', minimum: 1 },
          returnInfo: { type: ['string', 'null'], description: 'What customs remarks.', ...RECEIPT_RULES['info'] },
          preNo: { type: ['string', 'null'], description: 'Number of the list before.', ...RECEIPT_RULES['preNo'] },
          invtNo: { type: ['string', 'null'], description: 'Number of the list.', ...RECEIPT_RULES['invtNo'] },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

/** A body that tells the number of the unit as well, which the command has as part of an id. */
function numbered(body: JsonSchema): JsonSchema {
  const number = { type: 'string', description: 'The number that the unit bears.', ...NUMBER };
  return {
    ...body,
    required: ['number', ...(body['required'] as string[])],
    properties: { number, ...(body['properties'] as object) },
  };
}

/** What has a subject in the registry. */
type Named = Pick<Contract<unknown>, 'fullName'>;

/** The Avro JSON of a contract's newest version. */
export function latest(registry: RegistryReads, contract: Named): string {
  const registered = registry.version(contract.fullName, 'latest');
  if (registered === null) throw new Error(`${contract.fullName} is not in the registry`);
  return registered.schema;
}
