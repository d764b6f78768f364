import type { RegistryReads } from '@alataw/contracts';
import { accepted, SchemaSet, type Validation } from '@alataw/http';
import type { EntryBodies } from '../entries/entry-bodies';
import type { SubscriptionBodies } from '../subscriptions/subscription-bodies';
import {
  bodySchemas,
  type ArrivalBody,
  type AssignmentBody,
  type ConfirmationBody,
  type CloseBody,
  type DeclarationBody,
  type DockBody,
  type FindingsBody,
  type HandOverBody,
  type OrderBody,
  type PaymentBody,
  type WaybillBody,
  type HoldBody,
  type ImageBody,
  type MassBody,
  type LiftBody,
  type BlockBody,
  type LineScanBody,
  type PaperBody,
  type PapersBody,
  type PaperVerdictBody,
  type ParcelArrivalBody,
  type QuarantineBody,
  type QuarantineEndBody,
  type ReceiptsBody,
  type OpeningBody,
  type ReopenBody,
  type SealingBody,
  type SealRemovalBody,
  type SealReplacementBody,
  type SealVerificationBody,
  type ReturnBody,
  type RevokeBody,
  type SplitBody,
  type SampleBody,
  type SampleResultBody,
  type PlacementBody,
  type ScanBody,
  type WagonBody,
  type VerdictBody,
  type WeighingBody,
} from './bodies';

/** What each schema checks for. */
export interface Bodies extends EntryBodies, SubscriptionBodies {
  Declaration: DeclarationBody;
  Order: OrderBody;
  Waybill: WaybillBody;
  Payment: PaymentBody;
  VerdictBody: VerdictBody;
  ParcelArrivalBody: ParcelArrivalBody;
  ImageBody: ImageBody;
  PapersBody: PapersBody;
  PaperBody: PaperBody;
  PaperVerdictBody: PaperVerdictBody;
  FindingsBody: FindingsBody;
  SampleBody: SampleBody;
  HandOverBody: HandOverBody;
  SampleResultBody: SampleResultBody;
  QuarantineBody: QuarantineBody;
  QuarantineEndBody: QuarantineEndBody;
  ConfirmationBody: ConfirmationBody;
  AssignmentBody: AssignmentBody;
  LineScanBody: LineScanBody;
  ReceiptsBody: ReceiptsBody;
  HoldBody: HoldBody;
  LiftBody: LiftBody;
  RevokeBody: RevokeBody;
  ReturnBody: ReturnBody;
  SplitBody: SplitBody;
  EmptyBody: Readonly<Record<string, never>>;
  TruckArrival: ArrivalBody;
  WagonArrival: WagonBody;
  BlockLayout: BlockBody;
  PlacementBody: PlacementBody;
  DockBody: DockBody;
  UnitOpening: OpeningBody;
  CloseBody: CloseBody;
  SealBody: CloseBody;
  ReopenBody: ReopenBody;
  SealingBody: SealingBody;
  SealVerificationBody: SealVerificationBody;
  SealReplacementBody: SealReplacementBody;
  SealRemovalBody: SealRemovalBody;
  WeighingBody: WeighingBody;
  MassBody: MassBody;
  ScanBody: ScanBody;
}

type Validator<T> = (value: unknown) => Validation<T>;

/** Checks the bodies of requests. */
export class Validators {
  private readonly validators: { readonly [Name in keyof Bodies]: Validator<Bodies[Name]> };

  constructor(registry: RegistryReads) {
    const set = new SchemaSet(bodySchemas(registry));
    this.validators = {
      Declaration: set.validator('Declaration'),
      Order: set.validator('Order'),
      Waybill: set.validator('Waybill'),
      Payment: set.validator('Payment'),
      VerdictBody: set.validator('VerdictBody'),
      ParcelArrivalBody: set.validator('ParcelArrivalBody'),
      ImageBody: set.validator('ImageBody'),
      PapersBody: set.validator('PapersBody'),
      PaperBody: set.validator('PaperBody'),
      PaperVerdictBody: set.validator('PaperVerdictBody'),
      FindingsBody: set.validator('FindingsBody'),
      SampleBody: set.validator('SampleBody'),
      HandOverBody: set.validator('HandOverBody'),
      SampleResultBody: set.validator('SampleResultBody'),
      QuarantineBody: set.validator('QuarantineBody'),
      QuarantineEndBody: set.validator('QuarantineEndBody'),
      ConfirmationBody: set.validator('ConfirmationBody'),
      AssignmentBody: set.validator('AssignmentBody'),
      LineScanBody: set.validator('LineScanBody'),
      ReceiptsBody: set.validator('ReceiptsBody'),
      HoldBody: set.validator('HoldBody'),
      LiftBody: set.validator('LiftBody'),
      RevokeBody: set.validator('RevokeBody'),
      ReturnBody: set.validator('ReturnBody'),
      SplitBody: set.validator('SplitBody'),
      EmptyBody: set.validator('EmptyBody'),
      TruckArrival: set.validator('TruckArrival'),
      WagonArrival: set.validator('WagonArrival'),
      BlockLayout: set.validator('BlockLayout'),
      PlacementBody: set.validator('PlacementBody'),
      DockBody: set.validator('DockBody'),
      UnitOpening: set.validator('UnitOpening'),
      CloseBody: set.validator('CloseBody'),
      SealBody: set.validator('SealBody'),
      ReopenBody: set.validator('ReopenBody'),
      SealingBody: set.validator('SealingBody'),
      SealVerificationBody: set.validator('SealVerificationBody'),
      SealReplacementBody: set.validator('SealReplacementBody'),
      SealRemovalBody: set.validator('SealRemovalBody'),
      WeighingBody: set.validator('WeighingBody'),
      MassBody: set.validator('MassBody'),
      ScanBody: set.validator('ScanBody'),
      SubscriptionBody: set.validator('SubscriptionBody'),
      SubscriptionChangeBody: set.validator('SubscriptionChangeBody'),
      RedeliveryBody: set.validator('RedeliveryBody'),
      DryRunBody: set.validator('DryRunBody'),
      EntryBody: set.validator('EntryBody'),
      EntryApprovalBody: set.validator('EntryApprovalBody'),
      EntryRefusalBody: set.validator('EntryRefusalBody'),
      EntryExtensionBody: set.validator('EntryExtensionBody'),
      EntryCancellationBody: set.validator('EntryCancellationBody'),
      EntryArrivalBody: set.validator('EntryArrivalBody'),
      EntryExaminationBody: set.validator('EntryExaminationBody'),
    };
  }

  /** The validator itself, for many bodies. */
  of<Name extends keyof Bodies>(name: Name): Validator<Bodies[Name]> {
    return this.validators[name];
  }

  /**
   * @param body what was sent; nothing sent counts as `{}`
   * @throws {Problem} 422 with a fault for each error
   */
  read<Name extends keyof Bodies>(name: Name, body: unknown): Bodies[Name] {
    return accepted(this.of(name)(body ?? {}));
  }
}
