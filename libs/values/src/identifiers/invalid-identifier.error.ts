/** Thrown when a text is no identifier of the kind that it is given as: a mistyped plate, a waybill number with a blank. */
export class InvalidIdentifierError extends Error {
  override readonly name = 'InvalidIdentifierError';

  constructor(
    readonly kind:
      | 'parcel id'
      | 'logistics code'
      | 'logistics number'
      | 'truck id'
      | 'load unit number'
      | 'load unit id'
      | 'document id'
      | 'seal issuer'
      | 'seal number',
    readonly text: string,
  ) {
    super(`Not a ${kind}: ${JSON.stringify(text.slice(0, 120))}`);
  }
}
